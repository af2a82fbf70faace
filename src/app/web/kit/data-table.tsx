import type { ReactNode } from "react";
import { Panel, Spoken } from "./page.tsx";
import table from "./table.module.css";

/** `figure`: right-aligned, tabular. `wide`: left out on a phone. `actions`: buttons, whose title is only spoken. */
export type DataColumn<Row> = {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly figure?: boolean;
  readonly wide?: boolean;
  readonly actions?: boolean;
};

type DataTableProps<Row> = {
  readonly rows: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly empty: string;
};

/** A table of records that fits a page as a whole. */
export function DataTable<Row>({ rows, columns, keyOf, empty }: DataTableProps<Row>) {
  const classOf = ({ figure, wide }: DataColumn<Row>) =>
    [figure ? table["figure"] : "", wide ? table["wide"] : ""].join(" ").trim() || undefined;
  if (rows.length === 0) return <p className={table["quiet"]}>{empty}</p>;
  return (
    <Panel>
      <div className={table["scroll"]}>
        <table className={table["table"]}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.title} scope="col" className={classOf(column)}>
                  {column.actions ? <Spoken>{column.title}</Spoken> : column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map((column) => (
                  <td key={column.title} className={classOf(column)}>
                    {column.actions ? <div className={table["actions"]}>{column.cell(row)}</div> : column.cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
