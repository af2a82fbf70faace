import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { companyInputs } from "../../../test/support/company-inputs.ts";
import { parseDay } from "../../calendar/day.ts";
import { calculate, prepare } from "../../compensation/engine.ts";
import { DEMO_SEED, generate } from "./generate.ts";

function bytesOf(seed: number, today: string): string {
  const hash = createHash("sha256");
  for (const [path, text] of generate(seed, parseDay(today) ?? 0).files) hash.update(path).update(text);
  return hash.digest("hex");
}

test("the same seed and day give the same bytes, others give others", () => {
  const first = bytesOf(DEMO_SEED, "2026-11-23");
  expect(bytesOf(DEMO_SEED, "2026-11-23")).toBe(first);
  expect(bytesOf(DEMO_SEED + 1, "2026-11-23")).not.toBe(first);
  expect(bytesOf(DEMO_SEED, "2026-11-24")).not.toBe(first);
});

test.each([
  ["the first day of a year", 1, "2027-01-01"],
  ["the last day of a quarter", 2, "2026-09-30"],
  ["a leap day", 3, "2028-02-29"],
  ["the middle of a quarter", 4, "2026-08-14"],
])("a whole company on %s, paid without a finding", async (_, seed, today) => {
  const { files, entrants, timeline } = generate(seed, parseDay(today) ?? 0);
  const { inputs, problems } = await companyInputs(files);
  expect(problems).toEqual([]);
  expect(calculate(prepare(inputs), { set: "default" }).findings).toEqual([]);
  expect(timeline.quarters).toHaveLength(9);
  expect(files.get("people.csv")?.split("\n")).toHaveLength(62);
  expect(new Set(entrants.map(({ email }) => email)).size).toBe(7);
  expect(entrants.map(({ role }) => role)).toEqual([
    "rep",
    "manager",
    "sales-operations",
    "compensation-administrator",
    "finance",
    "executive",
    "administrator",
  ]);
});
