/** What JSON can hold; members that are undefined are left out. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON in the one form of RFC 8785, over which receipts are signed: no white space, keys in the order of their UTF-16 code units, numbers and
 * texts as ECMAScript writes them. Throws RangeError for what I-JSON cannot hold: a number without end, half a character.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new RangeError(`Half a character in ${JSON.stringify(value)}`);
    return JSON.stringify(value);
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} is no number of JSON`);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const written = members.flatMap(([key, member]) => (member === undefined ? [] : [`${canonicalJson(key)}:${canonicalJson(member)}`]));
  return `{${written.join(",")}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
