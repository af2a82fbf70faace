import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDay, OPEN_END, OPEN_START } from "../../calendar/day.ts";
import { readBinaryCopy } from "../calculation/binary-copy.ts";
import { dayField, numericDecimals, numericField, textField } from "../calculation/binary-values.ts";
import { CopyBuffer } from "./copy-buffer.ts";

/** Reads back the fields of the rows that `write` made, each by `read`. */
async function roundTrip<T>(
  fields: number,
  write: (out: CopyBuffer) => void,
  read: (row: Parameters<Parameters<typeof readBinaryCopy>[2]>[0]) => T,
): Promise<T[]> {
  const out = new CopyBuffer();
  write(out);
  const found: T[] = [];
  await readBinaryCopy(
    (async function* () {
      yield out.take();
    })(),
    fields,
    (row) => found.push(read(row)),
  );
  return found;
}

const decimals = fc.record({
  unscaled: fc.oneof(
    fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }),
    fc.bigInt({ min: -100_000n, max: 100_000n }),
    fc.constantFrom(0n, 2n ** 53n - 1n, 2n ** 53n),
  ),
  scale: fc.integer({ min: 0, max: 10 }),
});

test("numbers come back exactly, with their decimals", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(decimals, { minLength: 1, maxLength: 20 }), async (values) => {
      const write = (out: CopyBuffer): void => {
        for (const value of values) {
          out.startRow(1);
          out.numeric(value);
        }
      };
      const read = await roundTrip(1, write, (row) => ({
        unscaled: BigInt(numericField(row, 0, 10) ?? 0),
        scale: numericDecimals(row, 0),
      }));
      expect(read).toEqual(values.map(({ unscaled, scale }) => ({ unscaled: unscaled * 10n ** BigInt(10 - scale), scale })));
    }),
  );
});

test("texts, days, nulls and documents come back; a row that was undone leaves nothing", async () => {
  const texts = ["", "plain", "Ärger 𝄞", "x".repeat(3_000_000)];
  const write = (out: CopyBuffer): void => {
    for (const text of texts) {
      const mark = out.startRow(4);
      out.text("left over");
      out.undoRow(mark);
      out.startRow(4);
      out.text(text);
      out.date(20_484);
      out.null();
      out.jsonb('{"a":"ä"}');
    }
  };
  const rows = await roundTrip(4, write, (row) => [textField(row, 0), formatDay(dayField(row, 1)), textField(row, 2), textField(row, 3)]);
  expect(rows).toEqual(texts.map((text) => [text, "2026-01-31", undefined, '\u0001{"a":"ä"}']));
});

test("whole numbers up to 2^53 and below zero", async () => {
  const values = [0, 1, -1, 2 ** 32, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, OPEN_END, OPEN_START];
  const write = (out: CopyBuffer): void => {
    for (const value of values) {
      out.startRow(1);
      out.int64(value);
    }
  };
  expect(await roundTrip(1, write, (row) => Number(row.bytes.readBigInt64BE(row.starts[0])))).toEqual(values);
});
