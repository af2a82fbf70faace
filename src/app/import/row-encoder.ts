import type { References } from "../../company/references.ts";
import { columnsOf } from "../../table/attributes.ts";
import type { AttributeDeclarations, ColumnDefinition, TableDefinition } from "../../table/definition.ts";
import { formatCell } from "../../table/format-cell.ts";
import { OWN_FORMATS } from "../../table/formats.ts";
import { cellReader, type Limits } from "../../table/parse-cell.ts";
import type { Problem, Refusal } from "../../table/problem.ts";
import { isRefusal } from "../../table/refusal.ts";
import type { Cell, PlacedRow } from "../../table/row.ts";
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
};

export type EncoderContext = { readonly references: References; readonly attributes: AttributeDeclarations; readonly limits: Limits };

const PLACE_FIELDS = 5; // company_id, import_id, batch, file, row_line

/** Keys of written rows go to `keys`. `header` is that of the file in the table's own columns; it may be empty when only typed rows are written. */
export function rowEncoder(table: TableDefinition, header: readonly string[], context: EncoderContext, out: CopyBuffer, place: StagingPlace, keys: KeyFilter): RowEncoder {
  const columns = table.columns.map((column): WrittenColumn => ({ column, index: header.indexOf(column.name), write: cellWriter(column, context, out) }));
  const attributes = table.attributesOf === undefined ? undefined : attributeWriter(columnsOf(table, context.attributes).slice(table.columns.length), header, context.limits, out);
  // The columns of the key come first in both staged tables.
  const lastOfKey = table.key.length - 1;
  const fields = PLACE_FIELDS + columns.length + (attributes ? 1 : 0);

  const start = (line: number, batch: number): number => {
    const mark = out.startRow(fields);
    out.int64(place.companyId);
    out.int64(place.importId);
    out.int32(batch);
    out.int32(place.fileIndex);
    out.int64(line);
    return mark;
  };
  const write = (line: number, batch: number, writeColumn: (written: WrittenColumn) => Refusal | undefined, valueOf: (written: WrittenColumn) => string, writeAttributes: (problems: Problem[]) => void): readonly Problem[] | undefined => {
    const mark = start(line, batch);
    const keyStart = out.length;
    let keyEnd = keyStart;
    let problems: Problem[] | undefined;
    for (const [index, written] of columns.entries()) {
      const refusal = writeColumn(written);
      if (refusal) (problems ??= []).push({ ...refusal, file: place.file, line, column: written.column.name, value: valueOf(written) });
      if (index === lastOfKey) keyEnd = out.length;
    }
    const more: Problem[] = [];
    writeAttributes(more);
    if (problems === undefined && more.length === 0) {
      keys.add(out.written, keyStart, keyEnd);
      return undefined;
    }
    out.undoRow(mark);
    return [...(problems ?? []), ...more];
  };

  return {
    encodeCells: (cells, line, batch) => {
      const text = ({ index }: WrittenColumn): string => (index < 0 ? "" : (cells[index] ?? ""));
      return write(line, batch, (written) => written.write.text(text(written)), text, (problems) => attributes?.cells(cells, place.file, line, problems));
    },
    encodeRow: ({ row, line }, batch) => {
      const cell = ({ column }: WrittenColumn): Cell | undefined => row.get(column.name);
      const shown = (written: WrittenColumn): string => {
        const value = cell(written);
        return value === undefined ? "" : formatCell(written.column.type, value);
      };
      return write(line, batch, (written) => written.write.cell(cell(written) ?? null), shown, () => attributes?.row(row));
    },
  };
}

type AttributeWriter = {
  readonly cells: (cells: readonly string[], file: string, line: number, problems: Problem[]) => void;
  readonly row: (row: ReadonlyMap<string, Cell>) => void;
};

/** Attributes are one document: each value as text in its own form, blank ones left out. */
function attributeWriter(declared: readonly ColumnDefinition[], header: readonly string[], limits: Limits, out: CopyBuffer): AttributeWriter {
  const columns = declared.map((column) => ({ column, key: JSON.stringify(column.name.slice("attributes.".length)), index: header.indexOf(column.name), read: cellReader(column, OWN_FORMATS, limits) }));
  const present = columns.filter(({ index }) => index >= 0);
  return {
    cells: (cells, file, line, problems) => {
      let json = "";
      for (const { column, key, index, read } of present) {
        const text = cells[index] ?? "";
        const cell = text === "" ? null : read(text);
        if (isRefusal(cell)) problems.push({ ...cell, file, line, column: column.name, value: text });
        else if (cell !== null) json += `${json === "" ? "" : ","}${key}:${JSON.stringify(formatCell(column.type, cell))}`;
      }
      out.jsonb(`{${json}}`);
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
