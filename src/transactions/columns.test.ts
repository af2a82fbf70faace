import fc from "fast-check";
import { expect, test } from "vitest";
import { type Decimal, parseDecimal, rescale } from "../money/decimal.ts";
import type { NumberColumn, TextColumn } from "../table/column.ts";
import type { Cell, Row } from "../table/row.ts";
import { TransactionColumnsBuilder } from "./columns.ts";

type Cells = Readonly<Record<string, Cell>>;

function build(rows: readonly Cells[]): ReturnType<TransactionColumnsBuilder["build"]> {
  const builder = new TransactionColumnsBuilder(
    new Map([
      ["score", "Number"],
      ["won", "Boolean"],
      ["since", "Date"],
      ["note", "Text"],
    ]),
  );
  for (const cells of rows) builder.add(new Map(Object.entries(cells)) satisfies Row);
  return builder.build();
}

function decimal(text: string): Decimal {
  return parseDecimal(text) ?? { unscaled: 0n, scale: 0 };
}

function texts({ codes, dictionary }: TextColumn): (string | undefined)[] {
  return Array.from(codes, (code) => dictionary[code]);
}

function numbers({ values, wide }: NumberColumn): (bigint | undefined)[] {
  return Array.from(values, (value, row) => (Number.isNaN(value) ? wide?.get(row) : BigInt(value)));
}

const deal = (date: number, source: string, transaction: string, line: string): Cells => ({
  date,
  source,
  transaction,
  line,
  amount: decimal("1"),
});

test("rows stand by date, source, transaction and line, whatever order they come in", () => {
  const ordered = [
    deal(1, "a", "T1", "1"),
    deal(1, "a", "T1", "2"),
    deal(1, "a", "T10", "1"),
    deal(1, "a", "T2", "1"),
    deal(1, "b", "T0", "1"),
    deal(2, "a", "T0", "1"),
  ];
  for (const rows of [ordered, ordered.toReversed(), [...ordered.slice(3), ...ordered.slice(0, 3)]]) {
    const columns = build(rows);
    expect(texts(columns.transaction)).toEqual(["T1", "T1", "T10", "T2", "T0", "T0"]);
    expect(texts(columns.line)).toEqual(["1", "2", "1", "1", "1", "1"]);
    expect([...columns.date.days]).toEqual([1, 1, 1, 1, 1, 2]);
  }
});

test("amount and margin share the scale of the most decimals; quantities have their own", () => {
  const columns = build([
    { ...deal(1, "a", "1", "1"), amount: decimal("12.5"), quantity: decimal("3") },
    { ...deal(2, "a", "2", "1"), amount: decimal("-7"), margin: decimal("0.1234") },
  ]);
  expect([columns.amount.scale, columns.margin.scale, columns.quantity.scale]).toEqual([4, 4, 0]);
  expect(numbers(columns.amount)).toEqual([125000n, -70000n]);
  expect(numbers(columns.margin)).toEqual([undefined, 1234n]);
  expect(numbers(columns.quantity)).toEqual([3n, undefined]);
});

test("attributes of every type, blank where a row has none", () => {
  const columns = build([
    {
      ...deal(1, "a", "1", "1"),
      "attributes.score": decimal("0.5"),
      "attributes.won": true,
      "attributes.since": 9,
      "attributes.note": "x",
    },
    deal(2, "a", "2", "1"),
  ]);
  expect(
    [...columns.attributes].map(([name, column]) => [
      name,
      "codes" in column ? texts(column) : "days" in column ? [...column.days] : [...column.values],
    ]),
  ).toEqual([
    ["score", [5, Number.NaN]],
    ["won", [1, 2]],
    ["since", [9, -2_147_483_648]],
    ["note", ["x", undefined]],
  ]);
});

test("a cell of another type is refused", () => {
  expect(() => build([{ ...deal(1, "a", "1", "1"), amount: "12" }])).toThrow("A cell of type string stands where a number is expected");
});

test("no digit is lost, whatever the decimals that come later, and beyond 2^53", () => {
  const digits = fc
    .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 6 }))
    .map(([unscaled, scale]): Decimal => ({ unscaled, scale }));
  fc.assert(
    fc.property(fc.array(digits, { minLength: 1, maxLength: 20 }), (amounts) => {
      const { amount } = build(amounts.map((each, index) => ({ ...deal(amounts.length - index, "a", "T", "1"), amount: each })));
      expect(numbers(amount)).toEqual(amounts.toReversed().map((each) => rescale(each, amount.scale)));
    }),
  );
});

test("more rows than the first arrays hold", () => {
  const columns = build(Array.from({ length: 3000 }, (_, index) => deal(3000 - index, "a", `T${index}`, "1")));
  expect(columns.count).toBe(3000);
  expect([...columns.date.days.slice(0, 3), columns.date.days[2999]]).toEqual([1, 2, 3, 3000]);
  expect(numbers(columns.amount)).toEqual(Array.from({ length: 3000 }, () => 1n));
});
