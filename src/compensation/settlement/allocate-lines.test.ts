import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideRound } from "../../money/round.ts";
import { allocateLines, allocateNumbers } from "./allocate-lines.ts";
import { roundQuotient } from "./round-number.ts";

describe("allocateLines", () => {
  test.each<[string, bigint, bigint[], bigint, bigint[]]>([
    ["nothing to share", 0n, [], 3n, []],
    ["even thirds, ties to the earlier", 10n, [10n, 10n, 10n], 3n, [4n, 3n, 3n]],
    ["the largest remainder first", 5n, [31n, 18n], 10n, [3n, 2n]],
    ["below zero", -5n, [-15n, -35n], 10n, [-1n, -4n]],
    ["one taken back, from the smallest remainder", 0n, [10n], 10n, [0n]],
  ])("%s", (_label, total, exact, denominator, expected) => expect(allocateLines(total, exact, denominator)).toEqual(expected));

  test("sums to the total and is the same in numbers", () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: -5000, max: 5000 }),
        (exact, denominator, before) => {
          const after = exact.reduce((sum, value) => sum + value, before);
          const total = roundQuotient(after, denominator, "half-even") - roundQuotient(before, denominator, "half-even");
          const wide = allocateLines(BigInt(total), exact.map(BigInt), BigInt(denominator));
          const narrow = new Float64Array(exact.length);
          allocateNumbers(total, Float64Array.from(exact), denominator, 0, exact.length, narrow);
          expect(Array.from(narrow, BigInt)).toEqual(wide);
          expect(wide.reduce((sum, part) => sum + part, 0n)).toBe(BigInt(total));
        },
      ),
    ));
});

describe("roundQuotient", () => {
  test.each([
    [5, 2, "half-up", 3],
    [-5, 2, "half-up", -3],
    [5, 2, "half-even", 2],
    [7, 2, "half-even", 4],
    [-5, 2, "half-even", -2],
    [4, 3, "half-up", 1],
    [0, 7, "half-up", 0],
  ] as const)("%d ÷ %d %s is %d", (numerator, denominator, mode, expected) =>
    expect(roundQuotient(numerator, denominator, mode)).toBe(expected),
  );

  test("is what BigInts give, to the edge of 2^52", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.constantFrom("half-up" as const, "half-even" as const),
        (numerator, denominator, mode) => {
          expect(BigInt(roundQuotient(numerator, denominator, mode))).toBe(divideRound(BigInt(numerator), BigInt(denominator), mode));
        },
      ),
    ));
});
