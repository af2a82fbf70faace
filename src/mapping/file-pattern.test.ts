import fc from "fast-check";
import { expect, test } from "vitest";
import { correctedName, isCorrection, standsForName } from "./file-pattern.ts";

test.each([
  ["orders.csv", "orders.csv", true],
  ["orders.csv", "ordersXcsv", false],
  ["orders-*.csv", "orders-2026-01.csv", true],
  ["orders-*.csv", "orders-.csv", true],
  ["orders-*.csv", "orders-1.csv.gz", false],
  ["*", "", true],
  ["", "", true],
  ["", "a", false],
  ["*a*b", "aab", true],
  ["*a*b", "aba", false],
  ["a*", "ba", false],
  ["(a+)+$*", "(a+)+$x", true],
])("%s for %s", (pattern, name, expected) => {
  expect(standsForName(pattern, name)).toBe(expected);
});

test("is what the regular expression would say", () => {
  const name = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 });
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
  fc.assert(fc.property(pattern, name, (p, n) => standsForName(p, n) === new RegExp(`^${p.split("*").join(".*")}$`).test(n)));
});

test("of many * against a long name answers at once", () => {
  const startedMs = performance.now();
  expect(standsForName(`${"*a".repeat(60)}b`, "a".repeat(150))).toBe(false);
  expect(performance.now() - startedMs).toBeLessThan(100);
});

test.each([
  ["orders.rejected.csv", true, "orders.csv"],
  ["orders.REJECTED.csv.gz", true, "orders.csv.gz"],
  ["orders.csv", false, "orders.csv"],
  ["rejected.csv", false, "rejected.csv"],
])("%s: corrected rows %s, of %s", (name, corrects, of) => {
  expect([isCorrection(name), correctedName(name)]).toEqual([corrects, of]);
});
