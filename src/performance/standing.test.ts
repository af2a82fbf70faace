import { expect, test } from "vitest";
import { pacePercent } from "./standing.ts";
import { percentOf, sumOf, sumsOf } from "./sums.ts";

test.each([
  ["the first day of a quarter", { passed: 1, all: 92 }, "1.1"],
  ["day 54 of 92", { passed: 54, all: 92 }, "58.7"],
  ["the last day", { passed: 92, all: 92 }, "100.0"],
  ["a period that has not begun", { passed: 0, all: 92 }, "0.0"],
])("even pace on %s", (_label, days, expected) => {
  expect(pacePercent({ days })).toBe(expected);
});

test("a period without end has no pace", () => {
  expect(pacePercent({ days: null })).toBeNull();
});

test("sums keep every decimal, and currencies apart", () => {
  expect(sumOf(["0.1", "0.2", "-1000.055"])).toBe("-999.755");
  expect(
    sumsOf([
      { currency: "USD", amount: "1.50" },
      { currency: "EUR", amount: "2" },
      { currency: "USD", amount: "0.25" },
    ]),
  ).toEqual([
    { currency: "EUR", amount: "2" },
    { currency: "USD", amount: "1.75" },
  ]);
});

test.each([
  ["118250", "375000", "31.53"],
  ["1", "0", null],
])("%s of %s in percent", (part, whole, expected) => {
  expect(percentOf(part, whole)).toBe(expected);
});
