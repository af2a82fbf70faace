import { columnsOf } from "../../table/attributes.ts";
import type { AttributeDeclarations, ColumnDefinition, TableDefinition } from "../../table/definition.ts";
import { formatCell } from "../../table/format-cell.ts";
import { parseDecimal } from "../../money/decimal.ts";
import { asOfText, quoteText } from "../calculation/as-of-text.ts";
import { readBinaryCopy } from "../calculation/binary-copy.ts";
import { textField } from "../calculation/binary-values.ts";
import type { Store, Transaction } from "../database/store.ts";
import { PERSONAL } from "../import/known-rows.ts";
import { storedColumns, storedTable } from "../import/stored-columns.ts";

/** The columns of an exported table, and how its rows are read. */
export type ExportedTable = {
  readonly columns: readonly ColumnDefinition[];
  /** Calls `onRow` with the cells of each row in Attain's own text form, blank where there is nothing, in key order; gives the number of rows. */
  readonly read: (onRow: (cells: readonly string[]) => void) => Promise<number>;
};

/** A table as of a change number, streamed: memory does not grow with its rows. Voided transactions and their splits are left out. */
export function exportedTable(
  store: Store,
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  table: TableDefinition,
  attributes: AttributeDeclarations,
): ExportedTable {
  const columns = columnsOf(table, attributes);
  const stored = storedColumns(table);
  const fields = [
    ...stored.map(({ name, column }) => `${table.name === "people" && PERSONAL.has(name) ? "personal" : "t"}."${column}"::text`),
    ...columns.slice(stored.length).map(({ name }) => `t.attributes ->> ${quoteText(name.slice("attributes.".length))}`),
  ];
  const order = table.key.map((name) => `t."${stored.find((column) => column.name === name)?.column ?? name}"`);
  const statement = `copy (select ${fields.join(", ")} from ${source(table, companyId, changeNumber)} order by ${order.join(", ")}) to stdout (format binary)`;
  return {
    columns,
    read: (onRow) =>
      readBinaryCopy(store.copyOut(tx, statement), fields.length, (row) =>
        onRow(columns.map((column, field) => cellText(column, textField(row, field)))),
      ),
  };
}

function source(table: TableDefinition, companyId: number, changeNumber: number): string {
  const rows = `${asOfText(storedTable(table), companyId, changeNumber)} t`;
  if (table.name === "people")
    return `${rows} left join ${asOfText("people_personal", companyId, changeNumber)} personal using (participant)`;
  if (table.name === "transactions") return `${rows} where t.voided_at_change is null`;
  if (table.name !== "splits") return rows;
  return `${rows} join ${asOfText("transactions", companyId, changeNumber)} owner using (source, transaction, line) where owner.voided_at_change is null`;
}

/** A value as PostgreSQL writes it, in Attain's own form: open ends are blank, shares are percentages. */
function cellText(column: ColumnDefinition, text: string | undefined): string {
  if (text === undefined || text === "") return "";
  if (column.name.startsWith("attributes.")) return text;
  if (column.type === "date") return text.endsWith("infinity") ? "" : text;
  if (column.type !== "percent") return text;
  const share = parseDecimal(text);
  return share ? formatCell("percent", share) : text;
}
