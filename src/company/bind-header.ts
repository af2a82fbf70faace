import { nearest } from "../formula/suggest.ts";
import { columnsOf } from "../table/attributes.ts";
import { CompactRow, type RowNames, rowNames } from "../table/compact-row.ts";
import type { AttributeDeclarations, ColumnDefinition, TableDefinition } from "../table/definition.ts";
import type { Formats } from "../table/formats.ts";
import { type CellReader, cellReader, type Limits } from "../table/parse-cell.ts";
import type { Problem } from "../table/problem.ts";
import { isRefusal } from "../table/refusal.ts";
import type { Cell, Row } from "../table/row.ts";

/** Columns that Attain adds to a file of rejected rows; passed over when the corrected file is read. */
export const REJECTION_PREFIX = "rejected.";

export type RowReader = {
  readonly table: TableDefinition;
  /** The typed row, or every problem of it. */
  readonly read: (cells: readonly string[], line: number) => { readonly row: Row } | { readonly problems: readonly Problem[] };
};

/** How a table's cells are to be read. */
export type ReadContext = {
  readonly file: string;
  readonly attributes: AttributeDeclarations;
  readonly formats: Formats;
  readonly limits: Limits;
};

/** A reader of rows in the table's own columns, or what is wrong with the header. Absent columns are blank or take their default. */
export function bindHeader(table: TableDefinition, header: readonly string[], context: ReadContext): RowReader | readonly Problem[] {
  const columns = columnsOf(table, context.attributes);
  const byName = new Map(columns.map((column) => [column.name, column]));
  const problems = [...unknownColumns(table, header, byName, context), ...missingColumns(header, columns, context.file)];
  if (problems.length > 0) return problems;
  const present = header.flatMap((name, index) => {
    const column = byName.get(name);
    return column ? [{ name, index, read: cellReader(column, context.formats, context.limits) }] : [];
  });
  const absent = columns
    .filter((column) => !header.includes(column.name))
    .map((column) => ({ name: column.name, index: -1, read: cellReader(column, context.formats, context.limits) }));
  const defaults = absent.filter(({ read }) => read("") !== null);
  const bound = [...present, ...defaults];
  const names = rowNames(bound.map(({ name }) => name));
  return { table, read: (cells, line) => readRow(bound, names, cells, { file: context.file, line }) };
}

type BoundColumn = { readonly name: string; readonly index: number; readonly read: CellReader };
type Place = { readonly file: string; readonly line: number };

function readRow(
  columns: readonly BoundColumn[],
  names: RowNames,
  cells: readonly string[],
  place: Place,
): { readonly row: Row } | { readonly problems: readonly Problem[] } {
  const values: (Cell | undefined)[] = [];
  let problems: Problem[] | undefined;
  for (const { name, index, read } of columns) {
    const text = index < 0 ? "" : (cells[index] ?? "");
    const cell = read(text);
    if (isRefusal(cell)) (problems ??= []).push({ ...cell, ...place, column: name, value: text });
    else values.push(cell ?? undefined);
  }
  return problems ? { problems } : { row: new CompactRow(names, values) };
}

function unknownColumns(
  table: TableDefinition,
  header: readonly string[],
  byName: ReadonlyMap<string, ColumnDefinition>,
  { file }: ReadContext,
): Problem[] {
  return header
    .filter((name) => name !== "" && !byName.has(name) && !name.startsWith(REJECTION_PREFIX))
    .map((name): Problem => {
      const place = { file, line: 1, column: name, value: "" };
      if (name.startsWith("attributes.") && table.attributesOf !== undefined) {
        const attribute = name.slice("attributes.".length);
        return {
          ...place,
          code: "undeclared-attribute",
          reason: `is not a declared attribute of a ${table.attributesOf}`,
          fix: `Declare it in company.json: "attributes": {"${table.attributesOf}": {${JSON.stringify(attribute)}: "Text"}}`,
        };
      }
      const near = nearest(name, byName.keys());
      return {
        ...place,
        code: "unknown-column",
        reason: `is not a column of ${table.name}`,
        fix: near === undefined ? `Its columns are ${[...byName.keys()].join(", ")}` : `Did you mean ${near}?`,
      };
    });
}

function missingColumns(header: readonly string[], columns: readonly ColumnDefinition[], file: string): Problem[] {
  return columns
    .filter((column) => column.required === true && column.default === undefined && !header.includes(column.name))
    .map((column) => ({
      code: "missing-column",
      reason: "is required but not in the header",
      fix: `Add it (${column.help})`,
      file,
      line: 1,
      column: column.name,
      value: "",
    }));
}
