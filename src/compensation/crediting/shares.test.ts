import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../money/rational.ts";
import { detailPart, part, ShareTable, sharing, wideDetailPart, widePart } from "./shares.ts";

const percents = fc
  .array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 5 })
  .filter((list) => list.reduce((sum, share) => sum + share, 0) <= 10_000);
const shares = percents.map((list) => list.map((share) => rational(BigInt(share), 10_000n)));

describe("a value shared by largest remainder", () => {
  test.each<[string, bigint, bigint[], bigint[]]>([
    ["thirds, the cent to the first", 100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    ["below zero like above, with the sign turned", -100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    ["nothing", 0n, [1n, 1n, 1n], [0n, 0n, 0n]],
  ])("%s", (_label, value, weights, expected) => {
    const shared = sharing(weights.map((weight) => rational(weight, 3n)));
    expect(weights.map((_, index) => widePart(shared, value, index))).toEqual(expected);
    expect(weights.map((_, index) => BigInt(part(shared, Number(value), index)))).toEqual(expected);
  });

  test("the parts and the rest sum to the whole, in numbers and in BigInts", () =>
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), shares, (value, list) => {
        const shared = sharing(list);
        const wide = shared.weights.map((_, index) => widePart(shared, BigInt(value), index));
        expect(shared.weights.map((_, index) => BigInt(part(shared, value, index)))).toEqual(wide);
        expect(wide.reduce((sum, each) => sum + each, 0n)).toBe(BigInt(value));
      }),
    ));

  test("a value too large for numbers says so", () => expect(part(sharing([rational(1n, 3n), rational(2n, 3n)]), 2 ** 53, 0)).toBeNaN());
});

describe("details", () => {
  test("an overlay's share comes before the occupant's part", () => {
    const table = new ShareTable();
    const code = table.onTop(table.occupant([rational(1n, 2n), rational(1n, 2n)], 1), rational(1n, 4n));
    const detail = table.details[code];
    expect(detail && detailPart(detail, 1002)).toBe(125); // 250.5 rounds to 251, of which the second half is 125
    expect(detail && wideDetailPart(detail, 1002n)).toBe(125n);
    expect(detail?.share).toEqual(rational(1n, 8n));
  });
  test("equal ways of sharing have one code; all of a value is code 0", () => {
    const table = new ShareTable();
    expect(table.occupant([rational(1n, 2n)], 0)).toBe(table.occupant([rational(1n, 2n)], 0));
    expect(table.onTop(0, rational(1n))).toBe(0);
  });
  test("numbers and BigInts agree", () =>
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: -300, max: 300 }), shares, (value, onTop, list) => {
        const table = new ShareTable();
        const detail = table.details[table.onTop(table.occupant(list, 0), rational(BigInt(onTop), 100n))];
        if (detail) expect(BigInt(detailPart(detail, value))).toBe(wideDetailPart(detail, BigInt(value)));
      }),
    ));
});
