import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAsOf } from "../as-of.tsx";
import { DataTable } from "../data-table.tsx";
import { Section } from "../page.tsx";
import { QueryView } from "../states.tsx";
import { text } from "../text.ts";
import type { ListColumn, RowLink } from "./columns.ts";
import { firstRowsQuery, type ListEndpoint, type ListPage } from "./list-query.ts";
import type { RowData } from "./list-state.ts";
import classes from "./list.module.css";

const ROWS = 8;
/** So many columns are shown on a phone too, and those of figures. */
const ON_PHONES = 2;

type RelatedListProps<Row extends RowData, Page extends ListPage<Row>> = {
  readonly title: string;
  /** First part of the query's key. */
  readonly name: string;
  readonly endpoint: ListEndpoint<Page>;
  /** What belongs to the record: filters and order of the route. */
  readonly query: Readonly<Record<string, string>>;
  /** The columns of the list's own page that are shown here, by their ids. */
  readonly columns: readonly ListColumn<Row>[];
  readonly shown: readonly string[];
  readonly keyOf: (row: Row) => string;
  /** Where the first cell of a row leads. */
  readonly link?: RowLink<Row>;
  readonly empty: string;
  /** The page of the whole list, filtered as here. */
  readonly all?: LinkProps;
  /** The route cannot be read as of a change number. */
  readonly onlyNow?: boolean;
};

/** The first rows of a list that belong to a record, and the way to all of them: order, filters and files stand on the list's own page. */
export function RelatedList<Row extends RowData, Page extends ListPage<Row>>(props: RelatedListProps<Row, Page>) {
  const asOf = useAsOf();
  const query = asOf === undefined || props.onlyNow ? props.query : { ...props.query, asOf };
  const rows = useQuery(firstRowsQuery(props.name, props.endpoint, query, ROWS));
  const columns = props.shown
    .flatMap((id) => props.columns.filter((column) => column.id === id))
    .map((column, index) => ({ ...column, wide: column.wide === true || (index >= ON_PHONES && column.figure !== true) }));
  const [first, ...others] = columns;
  const { link } = props;
  const linked = first && link ? [{ ...first, cell: (row: Row) => <RowTo link={link(row)}>{first.cell(row)}</RowTo> }, ...others] : columns;
  const all =
    props.all && rows.data?.nextCursor ? (
      <Link {...props.all} className={classes["link"]}>
        {text.list.all}
      </Link>
    ) : null;
  return (
    <Section title={props.title} beside={all}>
      <QueryView query={rows}>
        {({ items }) => <DataTable rows={items} columns={linked} keyOf={props.keyOf} empty={props.empty} />}
      </QueryView>
    </Section>
  );
}

function RowTo({ link, children }: { readonly link: LinkProps; readonly children: ReactNode }) {
  return (
    <Link {...link} className={classes["link"]}>
      {children}
    </Link>
  );
}
