import { Link } from "@tanstack/react-router";
import { useRights } from "../../app/web/kit/rights.ts";
import { text } from "../../app/web/kit/text.ts";
import type { Permission } from "../permissions.ts";
import classes from "./access.module.css";

const PAGES = [
  { to: "/sign-ins", name: () => text.access.pages.signIns, permission: "sign-ins.manage" },
  { to: "/access", name: () => text.access.pages.roles, permission: "memberships.manage" },
  { to: "/access/on", name: () => text.access.pages.on, permission: "access.read" },
  { to: "/access/of", name: () => text.access.pages.of, permission: "access.read" },
  { to: "/sign-in-events", name: () => text.access.pages.events, permission: "sign-in-events.read" },
] as const satisfies readonly { readonly to: string; readonly name: () => string; readonly permission: Permission }[];

/** The pages about who may enter, as what, and who sees what; those that one's permissions show. */
export function AccessPages() {
  const { reach } = useRights();
  return (
    <nav aria-label={text.access.title} className={classes["pages"]}>
      {PAGES.filter(({ permission }) => reach(permission) !== undefined).map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }} className={classes["page"]}>
          {name()}
        </Link>
      ))}
    </nav>
  );
}
