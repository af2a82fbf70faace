import pg from "pg";

/**
 * How values of the database become JavaScript, the same on both engines because both are read by `pg`:
 * int8 is a number and a value beyond 2^53 an error (a rounded key or cent would be worse than a stop; cast to text to
 * read such a value), numeric and date stay text, jsonb is parsed, timestamptz is a Date.
 */
export const valueTypes = { getTypeParser };

type Format = "text" | "binary";
const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;

function getTypeParser(oid: number, format?: Format): (text: string) => unknown {
  if (format === "binary") return pg.types.getTypeParser(oid, "binary");
  switch (oid) {
    case INT8:
      return safeInteger;
    case INT8_ARRAY:
      return (text) => plainArray(text).map((item) => (item === null ? null : safeInteger(item)));
    case DATE:
      return (text) => text;
    case DATE_ARRAY:
      return plainArray;
    default:
      return pg.types.getTypeParser(oid, "text");
  }
}

/** An array of one dimension whose items need no quotes (numbers, dates): `{1,2,NULL}`. */
function plainArray(text: string): (string | null)[] {
  const inner = text.slice(1, -1);
  return inner === "" ? [] : inner.split(",").map((item) => (item === "NULL" ? null : item));
}

/** Reads a bigint; throws beyond 2^53, where a number would silently be another one. */
export function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number; read it as text (column::text)`);
  return value;
}
