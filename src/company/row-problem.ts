import { formatCell } from "../table/format-cell.ts";
import type { ColumnDefinition, TableDefinition } from "../table/definition.ts";
import type { Problem, Refusal } from "../table/problem.ts";
import { type Cell, type PlacedRow, textIn } from "../table/row.ts";

/** A refusal placed at one column of a row. */
export function rowProblem(placed: PlacedRow, column: string, refusal: Refusal, table?: TableDefinition): Problem {
  const cell = placed.row.get(column);
  return {
    ...refusal,
    file: placed.file,
    line: placed.line,
    column,
    value:
      cell === undefined
        ? ""
        : textOf(
            table?.columns.find(({ name }) => name === column),
            cell,
          ),
  };
}

function textOf(column: ColumnDefinition | undefined, cell: Cell): string {
  return formatCell(column?.type ?? (typeof cell === "number" ? "date" : "number"), cell);
}

/** How a message points to another row. */
export function placeOf(placed: PlacedRow): string {
  return placed.line > 0 ? `${placed.file}:${placed.line}` : "the database";
}

/** The row's key as one text, for maps. */
export function keyOf(table: TableDefinition, placed: PlacedRow): string {
  return table.key.map((name) => textIn(placed.row, name)).join("\u001f");
}

/** A refusal of one cell of a row. */
export type CellRefusal = { readonly column: string; readonly refusal: Refusal };
