import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { RowLink } from "./columns.ts";
import type { ListState, RowData } from "./list-state.ts";
import classes from "./list.module.css";
import { keepTrail } from "./trail.ts";

type RowTitleProps<Row> = {
  readonly row: Row;
  readonly link: RowLink<Row> | undefined;
  readonly tabIndex?: number;
  readonly followed: () => void;
  readonly children: ReactNode;
};

/** The first cell of a row: the link to its record, where it has one. */
export function RowTitle<Row>({ row, link, tabIndex, followed, children }: RowTitleProps<Row>) {
  if (!link) return <>{children}</>;
  return (
    <Link {...link(row)} data-row-link="" onClick={followed} className={classes["link"]} {...(tabIndex === undefined ? {} : { tabIndex })}>
      {children}
    </Link>
  );
}

/** What is called with the index of the row whose link is followed: from there the next record is one key away. */
export function useTrail<Row extends RowData>(list: ListState<Row>, link: RowLink<Row> | undefined): (index: number) => void {
  const { rows } = list.getRowModel();
  return (index) =>
    keepTrail({
      index,
      count: rows.length,
      linkOf: (at) => {
        const row = rows[at]?.original;
        return row === undefined ? undefined : link?.(row);
      },
    });
}
