import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatScaled } from "../../money/decimal.ts";
import { type BinaryRow, readBinaryCopy } from "./binary-copy.ts";
import { numericDecimals, numericField, textField } from "./binary-values.ts";
import { numberBuilder, textBuilder } from "./column-builders.ts";
import { orderOf, permute } from "../../table/permute.ts";

type Field = Buffer | null;

/** A binary COPY as PostgreSQL would send it. */
function copyOf(rows: readonly (readonly Field[])[]): Buffer {
  const int16 = (value: number) => {
    const bytes = Buffer.alloc(2);
    bytes.writeInt16BE(value);
    return bytes;
  };
  const int32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };
  const parts: Buffer[] = [Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), int32(0), int32(0)];
  for (const row of rows)
    parts.push(int16(row.length), ...row.flatMap((field) => (field === null ? [int32(-1)] : [int32(field.length), field])));
  return Buffer.concat([...parts, int16(-1)]);
}

/** `numeric` as PostgreSQL sends it: groups of four digits without zeros at either end. */
function numeric(unscaled: bigint, decimals: number): Buffer {
  const magnitude = formatScaled(unscaled < 0n ? -unscaled : unscaled, decimals);
  const [whole = "", fraction = ""] = magnitude.split(".");
  const digits = whole.padStart(Math.ceil(whole.length / 4) * 4, "0") + fraction.padEnd(Math.ceil(fraction.length / 4) * 4, "0");
  const groups = (digits.match(/.{4}/g) ?? []).map(Number);
  let weight = Math.ceil(whole.length / 4) - 1;
  while (groups[0] === 0) {
    groups.shift();
    weight -= 1;
  }
  while (groups.at(-1) === 0) groups.pop();
  const bytes = Buffer.alloc(8 + groups.length * 2);
  bytes.writeUInt16BE(groups.length, 0);
  bytes.writeInt16BE(groups.length === 0 ? 0 : weight, 2);
  bytes.writeUInt16BE(unscaled < 0n ? 0x4000 : 0, 4);
  bytes.writeUInt16BE(decimals, 6);
  groups.forEach((group, index) => bytes.writeUInt16BE(group, 8 + 2 * index));
  return bytes;
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

const oneField = (field: Field): BinaryRow => {
  const bytes = field ?? Buffer.alloc(0);
  return { bytes, starts: Int32Array.of(0), lengths: Int32Array.of(field === null ? -1 : bytes.length) };
};

test("rows come out the same however the stream is cut", async () => {
  const rows = [
    [Buffer.from("Ärger"), null],
    [Buffer.from(""), Buffer.from("b")],
    [null, Buffer.from("x".repeat(300))],
  ];
  const bytes = copyOf(rows);
  for (const size of [1, 2, 3, 7, 19, 64, bytes.length]) {
    const read: (string | undefined)[][] = [];
    const count = await readBinaryCopy(inPieces(bytes, size), 2, (row) => read.push([textField(row, 0), textField(row, 1)]));
    expect(count, `pieces of ${size}`).toBe(3);
    expect(read, `pieces of ${size}`).toEqual(rows.map((row) => row.map((field) => field?.toString("utf8"))));
  }
});

test("an answer that ends early, or is something else, is refused", async () => {
  const bytes = copyOf([[Buffer.from("a")]]);
  await expect(readBinaryCopy(inPieces(bytes.subarray(0, -2), 5), 1, () => {})).rejects.toThrow("ended after 1 rows");
  await expect(readBinaryCopy(inPieces(bytes, 5), 2, () => {})).rejects.toThrow("A row has 1 fields where 2 were asked for");
  await expect(readBinaryCopy(inPieces(Buffer.from("ERROR: no such table, sorry"), 5), 1, () => {})).rejects.toThrow("not a binary COPY");
});

describe("numeric", () => {
  test("every decimal comes back exact at its own scale and at larger ones", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 6 }),
        (unscaled, decimals, more) => {
          const row = oneField(numeric(unscaled, decimals));
          expect(numericDecimals(row, 0)).toBe(decimals);
          const value = numericField(row, 0, decimals + more);
          expect(BigInt(value ?? "0")).toBe(unscaled * 10n ** BigInt(more));
          expect(typeof value).toBe(Number.isSafeInteger(Number(unscaled * 10n ** BigInt(more))) ? "number" : "bigint");
        },
      ),
    );
  });

  test("a scale that would lose digits is refused, null is no number", () => {
    expect(() => numericField(oneField(numeric(12345n, 4)), 0, 2)).toThrow("more decimals");
    expect(numericField(oneField(null), 0, 2)).toBeUndefined();
  });
});

test("columns: one code a text, blanks apart, wide numbers beside", () => {
  const texts = textBuilder(0);
  const numbers = numberBuilder(0);
  for (const text of ["b", "b", null, "a", "b"]) texts.add(oneField(text === null ? null : Buffer.from(text)));
  for (const value of [numeric(150n, 2), null, numeric(10n ** 20n, 0)]) numbers.add(oneField(value));
  expect(texts.column()).toEqual({ type: "text", codes: Int32Array.of(0, 0, -1, 1, 0), dictionary: ["b", "a"] });
  const column = numbers.column(numbers.scale());
  expect(column).toEqual({
    type: "number",
    scale: 2,
    values: Float64Array.of(150, Number.NaN, Number.NaN),
    wide: new Map([[2, 10n ** 22n]]),
  });
  expect(permute(column, [2, 0, 1])).toEqual({
    ...column,
    values: Float64Array.of(Number.NaN, 150, Number.NaN),
    wide: new Map([[0, 10n ** 22n]]),
  });
});

test("more rows than the first room", () => {
  const numbers = numberBuilder(0);
  for (let row = 0; row < 3000; row += 1) numbers.add(oneField(numeric(BigInt(row), 0)));
  expect(numbers.column(0).values.at(-1)).toBe(2999);
  expect(numbers.column(0).values.length).toBe(3000);
});

test("rows are ordered by day, then by texts; ordered rows need no order", () => {
  const days = (list: number[]) => ({ type: "date" as const, days: Int32Array.from(list) });
  const keys = { type: "text" as const, codes: Int32Array.of(0, 1, 2), dictionary: ["b", "a", "c"] };
  expect(orderOf(days([5, 5, 1]), [keys])).toEqual([2, 1, 0]);
  expect(orderOf(days([1, 2, 2]), [keys])).toBeUndefined();
});
