import { expect, test } from "vitest";
import { text } from "../../web/kit/text.ts";
import type { ImportView } from "./import-report.tsx";
import { canImport, outcomeOf, stateOf } from "./way-on.ts";

const counts = (changes: Partial<ImportView["tables"][number]>): ImportView["tables"][number] => ({
  table: "people",
  read: 0,
  new: 0,
  changed: 0,
  same: 0,
  collapsed: 0,
  rejected: 0,
  voided: 0,
  ...changes,
});
const words = text.imports;

test.each([
  ["rows that are new", [counts({ new: 2 })], null, true, words.canImport(2, 0)],
  ["some refused", [counts({ new: 2, rejected: 1 })], null, true, words.canImport(2, 1)],
  ["nothing but the same", [counts({ same: 3 })], null, true, words.canImport(3, 0)],
  ["rows that go", [counts({ voided: 4, rejected: 1 })], null, true, words.canImport(4, 1)],
  ["every row refused", [counts({ rejected: 3 }), counts({ rejected: 2 })], null, false, words.allRefused(5)],
  ["company.json alone", [], null, true, words.noRows],
  ["a check that failed", [counts({ new: 2 })], "Out of time", false, words.checkFailed],
] as const)("%s", (_label, tables, error, can, says) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is read of an import
  const outcome = outcomeOf({ state: "preview", error, tables } as unknown as ImportView);
  expect(outcome && canImport(outcome)).toBe(can);
  expect(stateOf({ sending: false, ready: true, checked: true, outcome })).toBe(says);
});

test.each([
  [{ sending: true, ready: false, checked: false }, words.sending],
  [{ sending: false, ready: false, checked: false }, words.isOpen],
  [{ sending: false, ready: true, checked: false }, words.canCheck],
  [{ sending: false, ready: true, checked: true }, words.isChecking],
] as const)("before the check has ended: %o", (state, says) => {
  expect(stateOf({ ...state, outcome: undefined })).toBe(says);
});
