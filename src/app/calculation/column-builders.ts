import type { DateColumn, NumberColumn, TextColumn } from "../../table/column.ts";
import type { BinaryRow } from "./binary-copy.ts";
import { TextDictionary } from "./text-dictionary.ts";
import { dayField, numericDecimals, numericField } from "./binary-values.ts";

/** Takes one field of each row and grows into a column, in the order in which the rows come. */
export type ColumnBuilder<C> = { readonly add: (row: BinaryRow) => void; readonly column: () => C };

const ROWS_FIRST = 1024;

/** Doubles a typed array when row `index` does not fit. */
function room<A extends Int32Array | Float64Array | Uint8Array>(values: A, index: number, make: (length: number) => A): A {
  if (index < values.length) return values;
  const larger = make(values.length * 2);
  larger.set(values);
  return larger;
}

/** A text column; the same text has one code, null is -1. */
export function textBuilder(field: number): ColumnBuilder<TextColumn> {
  let codes = new Int32Array(ROWS_FIRST);
  let count = 0;
  const dictionary = new TextDictionary();
  /** Many columns say the same in row after row. */
  let last = -1;
  return {
    add: (row) => {
      codes = room(codes, count, (length) => new Int32Array(length));
      const length = row.lengths[field] ?? -1;
      if (length === -1) codes[count] = -1;
      else {
        const start = row.starts[field] ?? 0;
        if (last < 0 || !dictionary.holds(last, row.bytes, start, length)) last = dictionary.code(row.bytes, start, length);
        codes[count] = last;
      }
      count += 1;
    },
    column: () => ({ type: "text", codes: codes.slice(0, count), dictionary: dictionary.texts() }),
  };
}

/** A number column whose scale is known when all rows are read: at least the most decimals that any of its values is written with. */
export type NumberBuilder = {
  readonly add: (row: BinaryRow) => void;
  readonly scale: () => number;
  readonly column: (scale: number) => NumberColumn;
};

/** Keeps each value at the scale it is written with until `column` brings all to one; what does not fit 2^53 stands exactly in `wide`. */
export function numberBuilder(field: number): NumberBuilder {
  let values = new Float64Array(ROWS_FIRST);
  let decimals = new Uint8Array(ROWS_FIRST);
  let count = 0;
  let scaleMax = 0;
  const wide = new Map<number, bigint>();
  return {
    add: (row) => {
      values = room(values, count, (length) => new Float64Array(length));
      decimals = room(decimals, count, (length) => new Uint8Array(length));
      const scale = numericDecimals(row, field) ?? 0;
      const value = numericField(row, field, scale);
      if (typeof value === "bigint") wide.set(count, value);
      values[count] = typeof value === "number" ? value : Number.NaN;
      decimals[count] = scale;
      if (scale > scaleMax) scaleMax = scale;
      count += 1;
    },
    scale: () => scaleMax,
    column: (scale) => {
      const scaled = values.slice(0, count);
      const exact = new Map<number, bigint>();
      for (let row = 0; row < count; row += 1) {
        const more = scale - (decimals[row] ?? 0);
        const value = (scaled[row] ?? Number.NaN) * 10 ** more;
        if (Number.isNaN(value) ? !wide.has(row) : Number.isSafeInteger(value)) scaled[row] = value;
        else {
          exact.set(row, (wide.get(row) ?? BigInt(scaled[row] ?? 0)) * 10n ** BigInt(more));
          scaled[row] = Number.NaN;
        }
      }
      return { type: "number", scale, values: scaled, ...(exact.size > 0 ? { wide: exact } : {}) };
    },
  };
}

export function dateBuilder(field: number): ColumnBuilder<DateColumn> {
  let days = new Int32Array(ROWS_FIRST);
  let count = 0;
  return {
    add: (row) => {
      days = room(days, count, (length) => new Int32Array(length));
      days[count] = dayField(row, field);
      count += 1;
    },
    column: () => ({ type: "date", days: days.slice(0, count) }),
  };
}
