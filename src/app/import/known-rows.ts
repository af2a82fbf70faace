import { sql } from "kysely";
import { parseDay } from "../../calendar/day.ts";
import { parseDecimal } from "../../money/decimal.ts";
import { columnsOf } from "../../table/attributes.ts";
import type { AttributeDeclarations, ColumnDefinition, TableDefinition } from "../../table/definition.ts";
import { OWN_FORMATS } from "../../table/formats.ts";
import { cellReader, type CellReader } from "../../table/parse-cell.ts";
import { isRefusal } from "../../table/refusal.ts";
import type { Cell, Row } from "../../table/row.ts";
import { asOf, type HistoricTable } from "../database/as-of.ts";
import type { Transaction } from "../database/store.ts";
import { storedColumns, storedTable } from "./stored-columns.ts";

const ATTRIBUTE_DIGITS = 6;

/**
 * The rows of one table as the database has them now, or had them as of a change number, typed as if read from a file.
 * Attributes that are not declared are left out. For tables that fit in memory: everything but transactions and splits.
 */
export async function knownRows(
  tx: Transaction,
  companyId: number,
  table: TableDefinition,
  attributes: AttributeDeclarations,
  changeNumber?: number,
): Promise<Row[]> {
  const source = (name: HistoricTable) => (changeNumber === undefined ? sql.table(name) : asOf(name, companyId, changeNumber));
  const own = storedColumns(table).map(
    ({ name, column }) =>
      sql`${sql.ref(table.name === "people" && PERSONAL.has(name) ? `personal.${column}` : `t.${column}`)}::text as ${sql.ref(name)}`,
  );
  const withAttributes = table.attributesOf === undefined ? own : [...own, sql`t.attributes as "attributes"`];
  const personal =
    table.name === "people"
      ? sql`left join ${source("people_personal")} personal on personal.company_id = t.company_id and personal.participant = t.participant`
      : sql``;
  const { rows } = await sql<
    Record<string, unknown>
  >`select ${sql.join(withAttributes)} from ${source(storedTable(table))} t ${personal} where t.company_id = ${companyId}`.execute(tx);
  const read = rowReader(table, attributes);
  return rows.map((row) => read(new Map(Object.entries(row))));
}

/** Columns of `people` that stand apart in `people_personal`. */
export const PERSONAL: ReadonlySet<string> = new Set(["name", "email"]);

function rowReader(table: TableDefinition, attributes: AttributeDeclarations): (values: ReadonlyMap<string, unknown>) => Row {
  const declared = columnsOf(table, attributes)
    .slice(table.columns.length)
    .map((column) => ({
      name: column.name,
      key: column.name.slice("attributes.".length),
      read: cellReader(column, OWN_FORMATS, { amountDigits: ATTRIBUTE_DIGITS }),
    }));
  return (values) => {
    const row = new Map<string, Cell>();
    for (const column of table.columns) {
      const value = values.get(column.name);
      const cell = typeof value === "string" ? storedCell(column, value) : undefined;
      if (cell !== undefined) row.set(column.name, cell);
    }
    const stored = new Map(Object.entries(values.get("attributes") ?? {}));
    for (const { name, key, read } of declared) setAttribute(row, name, stored.get(key), read);
    return row;
  };
}

function setAttribute(row: Map<string, Cell>, name: string, value: unknown, read: CellReader): void {
  if (typeof value !== "string") return;
  const cell = read(value);
  if (cell !== null && !isRefusal(cell)) row.set(name, cell);
}

/** A value of the database in the definition's type; an infinite date is blank. */
function storedCell(column: ColumnDefinition, value: string): Cell | undefined {
  switch (column.type) {
    case "date":
      return parseDay(value);
    case "amount":
    case "number":
    case "percent":
    case "integer":
      return parseDecimal(value);
    default:
      return value === "" ? undefined : value;
  }
}
