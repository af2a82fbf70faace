import type { HistoricTable } from "../database/as-of.ts";
import type { ColumnDefinition, TableDefinition } from "../../table/definition.ts";

/** How a column of a table definition stands in the database. */
export type StoredColumn = {
  /** Name in the definition, e.g. orderDate. */
  readonly name: string;
  /** Name in the database, e.g. order_date. */
  readonly column: string;
  readonly type: "text" | "date" | "numeric";
  /** What a blank is stored as; null: null. */
  readonly blank: "-infinity" | "infinity" | null;
};

/** The database's table of a definition: `plan-assignments` is `plan_assignments`. */
export function storedTable(table: TableDefinition): HistoricTable {
  const name = TABLE_NAMES.find((stored) => stored === table.name.replaceAll("-", "_"));
  if (name === undefined) throw new RangeError(`${table.name} is no table of the database`);
  return name;
}

const TABLE_NAMES: readonly HistoricTable[] = [
  "windows",
  "territories",
  "people",
  "participant_attributes",
  "positions",
  "position_attributes",
  "reporting_lines",
  "assignments",
  "territory_assignments",
  "customers",
  "products",
  "quotas",
  "plan_assignments",
  "adjustments",
  "transactions",
  "splits",
  "opportunities",
  "stage_history",
  "activities",
];

export function storedColumns(table: TableDefinition): readonly StoredColumn[] {
  return table.columns.map((column) => storedColumn(column));
}

function storedColumn(column: ColumnDefinition): StoredColumn {
  const type = column.type === "date" ? "date" : NUMERIC.has(column.type) ? "numeric" : "text";
  return {
    name: column.name,
    column: column.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    type,
    blank: OPEN.get(column.name) ?? null,
  };
}

const NUMERIC = new Set<string>(["amount", "number", "percent", "integer"]);
/** Open ends are infinite, so that a comparison needs no special case. */
const OPEN = new Map<string, "-infinity" | "infinity">([
  ["from", "-infinity"],
  ["hired", "-infinity"],
  ["to", "infinity"],
  ["left", "infinity"],
]);
