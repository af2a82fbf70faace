import type { References } from "../../company/references.ts";
import { columnsOf } from "../../table/attributes.ts";
import type { AttributeDeclarations, ColumnDefinition, TableDefinition } from "../../table/definition.ts";
import { formatCell } from "../../table/format-cell.ts";
import { OWN_FORMATS } from "../../table/formats.ts";
import { cellReader, type Limits } from "../../table/parse-cell.ts";
import type { Problem, Refusal } from "../../table/problem.ts";
import { isRefusal, refuse } from "../../table/refusal.ts";
import type { Cell, PlacedRow, Row } from "../../table/row.ts";
import { REFUSED_SPLIT } from "../database/staging.ts";
import { cellWriter, type WrittenColumn } from "./cell-writer.ts";
import type { CopyBuffer } from "./copy-buffer.ts";
import type { KeyFilter } from "./key-filter.ts";

/** Where rows of one file go. */
export type StagingPlace = { readonly companyId: number; readonly importId: number; readonly fileIndex: number; readonly file: string };

/** Writes rows of one table into a COPY of its staging table: fixed columns, then the table's own, then attributes. */
export type RowEncoder = {
  /** A row in the table's own columns, as its cells stand in the file. Undefined: written. */
  readonly encodeCells: (cells: readonly string[], line: number, batch: number) => readonly Problem[] | undefined;
  /** A typed row. */
  readonly encodeRow: (placed: PlacedRow, batch: number) => readonly Problem[] | undefined;
  /** For a split that was refused, marks its transaction as held back. False: what remains of the row does not say which one it is. */
  readonly holdCells: (cells: readonly string[], line: number, batch: number) => boolean;
  readonly holdRow: (row: Row, line: number, batch: number) => boolean;
};

export type EncoderContext = { readonly references: References; readonly attributes: AttributeDeclarations; readonly limits: Limits };

const PLACE_FIELDS = 5; // company_id, import_id, batch, file, row_line
const TRANSACTION_KEY = 3; // source, transaction, line: the first columns of both staged tables

/** Keys of written rows go to `keys`. `header` is that of the file in the table's own columns; it may be empty when only typed rows are written. */
export function rowEncoder(
  table: TableDefinition,
  header: readonly string[],
  context: EncoderContext,
  out: CopyBuffer,
  place: StagingPlace,
  keys: KeyFilter,
): RowEncoder {
  const columns = table.columns.map(
    (column): WrittenColumn => ({ column, index: header.indexOf(column.name), write: cellWriter(column, context, out) }),
  );
  const attributes =
    table.attributesOf === undefined
      ? undefined
      : attributeWriter(columnsOf(table, context.attributes).slice(table.columns.length), header, context.limits, out);
  // The columns of the key come first in both staged tables.
  const lastOfKey = table.key.length - 1;
  const fields = PLACE_FIELDS + columns.length + (attributes ? 1 : 0);

  // Plain loops: these run once a cell of a file with millions of rows.
  const start = (line: number, batch: number): number => {
    const mark = out.startRow(fields);
    out.int64(place.companyId);
    out.int64(place.importId);
    out.int32(batch);
    out.int32(place.fileIndex);
    out.int64(line);
    return mark;
  };
  const end = (
    mark: number,
    keyStart: number,
    keyEnd: number,
    problems: readonly Problem[] | undefined,
  ): readonly Problem[] | undefined => {
    if (problems) out.undoRow(mark);
    else keys.add(out.written, keyStart, keyEnd);
    return problems;
  };
  const problemOf = (refusal: Refusal, line: number, { column }: WrittenColumn, value: string): Problem => ({
    ...refusal,
    file: place.file,
    line,
    column: column.name,
    value,
  });

  const hold = (line: number, batch: number, write: (column: WrittenColumn) => Refusal | undefined): boolean => {
    const mark = start(line, batch);
    for (const column of columns.slice(0, TRANSACTION_KEY)) {
      if (write(column) === undefined) continue;
      out.undoRow(mark);
      return false;
    }
    out.text(REFUSED_SPLIT);
    out.text(""); // party
    out.text(""); // role
    out.whole(0, 0); // share
    return true;
  };

  return {
    holdCells: (cells, line, batch) => hold(line, batch, ({ index, write }) => write.text(index < 0 ? "" : (cells[index] ?? ""))),
    holdRow: (row, line, batch) =>
      hold(line, batch, ({ column, write }) => {
        const cell = row.get(column.name) ?? null;
        return cell === null ? refuse("required", "is blank", "Fill it in") : write.cell(cell);
      }),
    encodeCells: (cells, line, batch) => {
      const mark = start(line, batch);
      const keyStart = out.length;
      let keyEnd = keyStart;
      let problems: Problem[] | undefined;
      for (let index = 0; index < columns.length; index++) {
        const written = columns[index];
        if (written === undefined) continue;
        const text = written.index < 0 ? "" : (cells[written.index] ?? "");
        const refusal = written.write.text(text);
        if (refusal) (problems ??= []).push(problemOf(refusal, line, written, text));
        if (index === lastOfKey) keyEnd = out.length;
      }
      const more = attributes?.cells(cells, place.file, line);
      return end(mark, keyStart, keyEnd, more ? [...(problems ?? []), ...more] : problems);
    },
    encodeRow: ({ row, line }, batch) => {
      const mark = start(line, batch);
      const keyStart = out.length;
      let keyEnd = keyStart;
      let problems: Problem[] | undefined;
      for (const [index, written] of columns.entries()) {
        const cell = row.get(written.column.name);
        const refusal = written.write.cell(cell ?? null);
        if (refusal)
          (problems ??= []).push(problemOf(refusal, line, written, cell === undefined ? "" : formatCell(written.column.type, cell)));
        if (index === lastOfKey) keyEnd = out.length;
      }
      attributes?.row(row);
      return end(mark, keyStart, keyEnd, problems);
    },
  };
}

type AttributeWriter = {
  readonly cells: (cells: readonly string[], file: string, line: number) => readonly Problem[] | undefined;
  readonly row: (row: ReadonlyMap<string, Cell>) => void;
};

/** Attributes are one document: each value as text in its own form, blank ones left out. */
function attributeWriter(
  declared: readonly ColumnDefinition[],
  header: readonly string[],
  limits: Limits,
  out: CopyBuffer,
): AttributeWriter {
  const columns = declared.map((column) => ({
    column,
    key: JSON.stringify(column.name.slice("attributes.".length)),
    index: header.indexOf(column.name),
    read: cellReader(column, OWN_FORMATS, limits),
  }));
  const present = columns.filter(({ index }) => index >= 0);
  return {
    cells: (cells, file, line) => {
      let json = "";
      let problems: Problem[] | undefined;
      for (const { column, key, index, read } of present) {
        const text = cells[index] ?? "";
        const cell = text === "" ? null : read(text);
        if (isRefusal(cell)) (problems ??= []).push({ ...cell, file, line, column: column.name, value: text });
        else if (cell !== null) json += `${json === "" ? "" : ","}${key}:${JSON.stringify(formatCell(column.type, cell))}`;
      }
      out.jsonb(json === "" ? "{}" : `{${json}}`);
      return problems;
    },
    row: (row) => {
      const parts = columns.flatMap(({ column, key }) => {
        const cell = row.get(column.name);
        return cell === undefined ? [] : [`${key}:${JSON.stringify(formatCell(column.type, cell))}`];
      });
      out.jsonb(`{${parts.join(",")}}`);
    },
  };
}
