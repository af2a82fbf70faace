import { Link } from "@tanstack/react-router";
import { useRights } from "./kit/rights.ts";
import { text } from "./kit/text.ts";
import { type ShownEntry, shownEntries } from "./navigation.ts";
import classes from "./shell.module.css";

const ICON = { size: 18, stroke: 1.6, "aria-hidden": true } as const;

/** The main navigation by group. `followed`: a link was taken, so the folded menu of narrow screens closes. */
export function MainNavigation({ followed }: { readonly followed: () => void }) {
  const { reach } = useRights();
  return (
    <nav aria-label={text.shell.navigation} className={classes["navigation"]}>
      {shownEntries(reach).map(({ group, entries }) => (
        <section key={group} className={classes["group"]} aria-label={group}>
          <div className={classes["groupName"]} aria-hidden="true">
            {group}
          </div>
          {entries.map((entry) => (
            <EntryLink key={entry.to} entry={entry} followed={followed} className={classes["entry"] ?? ""} />
          ))}
        </section>
      ))}
    </nav>
  );
}

/** Entries that stay in reach of the thumb on narrow screens. */
const TABS = 3;

/** The first entries again, at the lower edge of narrow screens. */
export function Tabs({ followed }: { readonly followed: () => void }) {
  const { reach } = useRights();
  const entries = shownEntries(reach).flatMap((group) => group.entries);
  return entries
    .slice(0, TABS)
    .map((entry) => <EntryLink key={entry.to} entry={entry} followed={followed} className={classes["tab"] ?? ""} />);
}

type EntryLinkProps = { readonly entry: ShownEntry; readonly followed: () => void; readonly className: string };

function EntryLink({ entry: { to, name, icon: Icon, key }, followed, className }: EntryLinkProps) {
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === "/" }}
      className={className}
      onClick={followed}
      {...(key === undefined ? {} : { "aria-keyshortcuts": `g ${key}` })}
    >
      <Icon {...ICON} />
      <span className={classes["entryName"]}>{name}</span>
    </Link>
  );
}
