import { expect, test } from "vitest";
import { BLANK_DAY } from "../../table/column.ts";
import { attributeColumn } from "./attribute-columns.ts";

const texts = (codes: readonly number[], ...dictionary: readonly string[]) => ({
  type: "text" as const,
  codes: Int32Array.from(codes),
  dictionary,
});

test.each([
  ["Text", texts([0, -1], "red"), texts([0, -1], "red")],
  ["Number", texts([0, 1, -1], "1.5", "12"), { type: "number", scale: 1, values: Float64Array.of(15, 120, Number.NaN) }],
  ["Percent", texts([0], "12.5%"), { type: "number", scale: 3, values: Float64Array.of(125) }],
  [
    "Money",
    texts([0, 1], "1.25", "123456789012.123457"),
    { type: "number", scale: 6, values: Float64Array.of(1_250_000, Number.NaN), wide: new Map([[1, 123_456_789_012_123_457n]]) },
  ],
  ["Date", texts([0, -1], "1970-01-02"), { type: "date", days: Int32Array.of(1, BLANK_DAY) }],
  ["Boolean", texts([0, 1, -1], "true", "false"), { type: "boolean", values: Uint8Array.of(1, 0, 2) }],
] as const)("%s", (type, column, expected) => {
  expect(attributeColumn("x", type, column)).toEqual(expected);
});

test("a stored value that is not of the type is refused by name", () => {
  expect(() => attributeColumn("started", "Date", texts([0], "soon"))).toThrow(/Attribute started holds "soon"/);
});
