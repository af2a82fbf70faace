import { expect, test } from "vitest";
import { firstDifference } from "./first-difference.ts";

const stored = { totals: { amount: "1.00" }, lines: [{ amount: "0.40" }, { amount: "0.60", adjustment: "cap" }] };

test.each([
  ["equal values", stored, { lines: [{ amount: "0.40" }, { adjustment: "cap", amount: "0.60" }], totals: { amount: "1.00" } }, undefined],
  ["a field without a value is no field", { a: 1, b: undefined }, { a: 1 }, undefined],
  [
    "another cent",
    stored,
    { ...stored, lines: [{ amount: "0.41" }, stored.lines[1]] },
    { place: ".lines[0].amount", stored: '"0.40"', replayed: '"0.41"' },
  ],
  [
    "a line too few",
    stored,
    { ...stored, lines: [stored.lines[0]] },
    { place: ".lines[1]", stored: '{"adjustment":"cap","amount":"0.60"}', replayed: "nothing" },
  ],
  ["a field too many", stored, { ...stored, findings: [] }, { place: ".findings", stored: "nothing", replayed: "[]" }],
  ["a list in place of an object", { a: {} }, { a: [] }, { place: ".a", stored: "{}", replayed: "[]" }],
  [
    "names of user texts",
    JSON.parse('{"__proto__": 1}'),
    JSON.parse('{"__proto__": 2}'),
    { place: ".__proto__", stored: "1", replayed: "2" },
  ],
])("%s", (_label, a, b, expected) => {
  expect(firstDifference(a, b)).toEqual(expected);
});
