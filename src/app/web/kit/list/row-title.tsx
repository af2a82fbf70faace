import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RowLink } from "./columns.ts";
import classes from "./list.module.css";

type RowTitleProps<Row> = {
  readonly row: Row;
  readonly link: RowLink<Row> | undefined;
  readonly tabIndex?: number;
  readonly children: ReactNode;
};

/** The first cell of a row: the link to its record, where it has one. */
export function RowTitle<Row>({ row, link, tabIndex, children }: RowTitleProps<Row>) {
  if (!link) return <>{children}</>;
  return (
    <Link {...link(row)} data-row-link="" className={classes["link"]} {...(tabIndex === undefined ? {} : { tabIndex })}>
      {children}
    </Link>
  );
}
