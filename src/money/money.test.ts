import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate, allocateByWeight } from "./allocate.ts";
import { isCurrency, minorDigits } from "./currency.ts";
import {
  formatExact,
  formatRational,
  formatScaled,
  formatScaledNumber,
  normalise,
  parseDecimal,
  rescale,
  toRational,
  trimDecimals,
} from "./decimal.ts";
import { formatMinor, minorOf } from "./money.ts";
import { add, compare, divide, multiply, rational, type Rational, subtract } from "./rational.ts";
import { divideFloor, divideRound, roundTo, type RoundingMode } from "./round.ts";

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => rational(n, d));
const equal = (a: Rational, b: Rational): boolean => compare(a, b) === 0;

describe("rational", () => {
  test("a third times three is one", () => expect(multiply(rational(1n, 3n), rational(3n))).toEqual(rational(1n)));
  test("the sign stands in the numerator", () => expect(rational(1n, -2n)).toEqual({ numerator: -1n, denominator: 2n }));
  test("division by zero is an error", () => expect(() => divide(rational(1n), rational(0n))).toThrow("Division by zero"));
  test("subtraction undoes addition", () => fc.assert(fc.property(fraction, fraction, (a, b) => equal(subtract(add(a, b), b), a))));
});

describe("rounding", () => {
  test.each<[string, bigint, bigint, RoundingMode, bigint]>([
    ["half away from zero", 5n, 2n, "half-up", 3n],
    ["half away from zero, negative", -5n, 2n, "half-up", -3n],
    ["half to even, down", 5n, 2n, "half-even", 2n],
    ["half to even, up", 7n, 2n, "half-even", 4n],
    ["half to even, negative", -5n, 2n, "half-even", -2n],
    ["below half", 249n, 100n, "half-up", 2n],
    ["above half", 251n, 100n, "half-even", 3n],
  ])("%s", (_label, numerator, denominator, mode, expected) => expect(divideRound(numerator, denominator, mode)).toBe(expected));
  test("1.005 to cents is 1.01, which binary floats get wrong", () => expect(roundTo(rational(1005n, 1000n), 2, "half-up")).toBe(101n));
  test.each([
    [7n, 2n, 3n],
    [-7n, 2n, -4n],
    [6n, 2n, 3n],
    [-6n, 2n, -3n],
  ])("floor of %s ÷ %s", (n, d, expected) => expect(divideFloor(n, d)).toBe(expected));
  test("a rounded value is at most half a unit away", () =>
    fc.assert(
      fc.property(fraction, fc.constantFrom<RoundingMode>("half-up", "half-even"), (value, mode) => {
        const twice = subtract(rational(roundTo(value, 2, mode) * 2n), multiply(value, rational(200n)));
        return compare(twice, rational(1n)) <= 0 && compare(twice, rational(-1n)) >= 0;
      }),
    ));
});

describe("decimals", () => {
  test.each(["0", "-0.50", "12.50", "123456789012345678901234567890.5"])("%s reads and prints unchanged", (text) => {
    const decimal = parseDecimal(text);
    expect(decimal && formatScaled(decimal.unscaled, decimal.scale)).toBe(text);
  });
  test.each(["", "1,000", "1e3", ".5", "5.", "$1", "1 000", "٣", "--1", "0x10"])("%j is not a plain decimal", (text) =>
    expect(parseDecimal(text)).toBeUndefined(),
  );
  test("trailing zeros can be dropped", () => expect(normalise({ unscaled: 1250n, scale: 3 })).toEqual({ unscaled: 125n, scale: 2 }));
  test("rescaling never loses digits", () => {
    expect(rescale({ unscaled: 125n, scale: 1 }, 3)).toBe(12500n);
    expect(() => rescale({ unscaled: 125n, scale: 2 }, 1)).toThrow("1.25 has more than 1 decimals");
  });
  test.each<[string, Rational, string]>([
    ["a finite decimal in full", rational(36570672312n, 10000000n), "3657.0672312"],
    ["a third is marked as cut", rational(1n, 3n), "≈0.333333333333"],
    ["a whole number", rational(12n), "12"],
  ])("exact form: %s", (_label, value, expected) => expect(formatExact(value)).toBe(expected));
  test("a number is written as the same bigint, and without its last zeros as the exact form", () =>
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 12 }), (value, scale) => {
        const text = formatScaledNumber(value, scale);
        const exact = formatExact(rational(BigInt(value), 10n ** BigInt(scale)));
        return text === formatScaled(BigInt(value), scale) && trimDecimals(text) === exact;
      }),
    ));
  test.each([
    ["12.50", "12.5"],
    ["3.00", "3"],
    ["-0.10", "-0.1"],
    ["100", "100"],
  ])("%s without its last zeros is %s", (text, expected) => expect(trimDecimals(text)).toBe(expected));
  test("a rational prints rounded half up", () => expect(formatRational(rational(2n, 3n), 2)).toBe("0.67"));
  test("reading and printing are inverse", () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 29n), max: 10n ** 29n }), fc.integer({ min: 0, max: 12 }), (unscaled, scale) => {
        const read = parseDecimal(formatScaled(unscaled, scale));
        return read !== undefined && equal(toRational(read), toRational({ unscaled, scale }));
      }),
    ));
});

describe("allocation by largest remainder", () => {
  test("a hundred in thirds", () => expect(allocateByWeight(100n, [rational(1n), rational(1n), rational(1n)])).toEqual([34n, 33n, 33n]));
  test("a negative total", () => expect(allocateByWeight(-100n, [rational(1n), rational(2n)])).toEqual([-33n, -67n]));
  test("a negative total cancels the positive one part by part", () =>
    expect(allocateByWeight(-100n, [rational(1n), rational(1n), rational(1n)])).toEqual([-34n, -33n, -33n]));
  test("shares that are not shares of the total are refused", () =>
    expect(() => allocate(5n, [rational(1n)])).toThrow("Shares do not add up to 5"));
  test("parts always sum to the whole and are less than one unit off", () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1, maxLength: 12 }),
        (total, weights) => {
          fc.pre(weights.some((weight) => weight > 0n));
          const sum = weights.reduce((a, b) => a + b, 0n);
          const parts = allocateByWeight(
            total,
            weights.map((weight) => rational(weight)),
          );
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
          parts.forEach((part, index) => {
            const off = subtract(rational(part), rational(total * (weights[index] ?? 0n), sum));
            expect(compare(off, rational(1n)) < 0 && compare(off, rational(-1n)) > 0).toBe(true);
          });
        },
      ),
    ));
});

describe("currency", () => {
  test.each([
    ["USD", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["CLF", 4],
  ])("%s has %i decimals", (code, digits) => expect(minorDigits(code)).toBe(digits));
  test.each([
    ["USD", 123456n, "1234.56"],
    ["JPY", 5n, "5"],
    ["KWD", -1n, "-0.001"],
  ])("%s %s", (code, amountMinor, text) => expect(formatMinor(amountMinor, code)).toBe(text));
  test.each([
    ["USD", true],
    ["EUR", true],
    ["usd", false],
    ["XXX", false],
    ["__proto__", false],
  ])("%s is a currency: %s", (code, known) => expect(isCurrency(code)).toBe(known));
});

describe("minor units as decimals", () => {
  test("every amount comes back from its decimal", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n }),
        fc.constantFrom("USD", "JPY", "KWD"),
        (amount, currency) => minorOf(formatMinor(amount, currency), currency) === amount,
      ),
    );
  });
  test.each([
    ["1.234", "USD", "more than 2 decimals"],
    ["1,234", "USD", "is not a decimal"],
    ["0.5", "JPY", "more than 0 decimals"],
  ])("%s %s is refused", (text, currency, message) => {
    expect(() => minorOf(text, currency)).toThrow(message);
  });
});
