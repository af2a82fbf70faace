import { expect, test } from "vitest";
import { placeAfter } from "./grid-keys.ts";

const SIZE = { rows: 31, columns: 4 };

test.each([
  ["ArrowDown", { row: 1, column: 2 }, { row: 2, column: 2 }],
  ["j", { row: 30, column: 0 }, { row: 30, column: 0 }],
  ["ArrowUp", { row: 1, column: 2 }, { row: 0, column: 2 }], // to the head
  ["k", { row: 1, column: 2 }, { row: 1, column: 2 }], // the record before: never the head
  ["ArrowRight", { row: 3, column: 3 }, { row: 3, column: 3 }],
  ["ArrowLeft", { row: 3, column: 3 }, { row: 3, column: 2 }],
  ["PageDown", { row: 3, column: 0 }, { row: 13, column: 0 }],
  ["PageUp", { row: 3, column: 0 }, { row: 1, column: 0 }],
  ["Home", { row: 3, column: 2 }, { row: 3, column: 0 }],
  ["End", { row: 3, column: 2 }, { row: 3, column: 3 }],
  ["a", { row: 3, column: 2 }, undefined],
])("%s from %o leads to %o", (key, place, expected) => {
  expect(placeAfter(key, place, SIZE, false)).toEqual(expected);
});

test.each([
  ["Home", { row: 1, column: 0 }],
  ["End", { row: 30, column: 3 }],
])("Ctrl+%s leads to the first or last record", (key, expected) => {
  expect(placeAfter(key, { row: 9, column: 2 }, SIZE, true)).toEqual(expected);
});
