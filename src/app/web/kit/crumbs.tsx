import type { ReactNode } from "react";
import classes from "./crumbs.module.css";
import { text } from "./text.ts";

export type Crumb = { readonly label: string; readonly link?: ReactNode };

/** Where one is, from the outside in; the last one is the page itself. */
export function Crumbs({ trail }: { readonly trail: readonly Crumb[] }) {
  return (
    <nav aria-label={text.shell.crumbs} className={classes["crumbs"]}>
      <ol>
        {trail.map((crumb, index) => (
          <li key={`${index} ${crumb.label}`} {...(index === trail.length - 1 ? { "aria-current": "page" as const } : {})}>
            {crumb.link ?? crumb.label}
          </li>
        ))}
      </ol>
    </nav>
  );
}
