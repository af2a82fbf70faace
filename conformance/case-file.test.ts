import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Statement } from "../src/compensation/statements/statement.ts";
import { inputsOf } from "./build-inputs.ts";
import { type CaseFile, caseShape, type CaseVariant, companyOf } from "./case-file.ts";
import { CALCULATIONS } from "./calculations.ts";

const CASES = new URL("cases/", import.meta.url);
const files = readdirSync(CASES, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("case.json"))
  .sort();

describe.each(CALCULATIONS)("published cases by the $name", ({ calculate }) => {
  const variants = files.flatMap((file) => {
    const read = caseShape.parse(JSON.parse(readFileSync(new URL(file, CASES), "utf8")));
    return read.variants.map(
      (variant, index) => [`${file.replace("/case.json", "")} ${variant.id ?? variant.says ?? index + 1}`, read, variant] as const,
    );
  });
  test.each(variants)("%s", (_label, file, variant) => check(file, variant, calculate(inputsOf(companyOf(file, variant)))));
});

function check(
  file: CaseFile,
  variant: CaseVariant,
  result: { statements: readonly Statement[]; findings: readonly { code: string }[] },
): void {
  expect(result.findings.map(({ code }) => code)).toEqual([]);
  for (const [participant, pays] of Object.entries(variant.pays)) {
    const statements = result.statements.filter(
      (statement) => statement.participant === participant && statement.currency === file.currency,
    );
    const wanted = typeof pays === "string" ? { total: pays } : pays;
    const lines = statements.flatMap((statement) => statement.lines);
    if (wanted.total !== undefined)
      expect(
        total(
          statements.map((statement) => statement.totals.amount),
          wanted.total,
        ),
      ).toBe(wanted.total);
    if (wanted.lines !== undefined) expect(lines.map(({ amount }) => amount)).toEqual(wanted.lines);
    for (const [component, amount] of Object.entries(wanted.components ?? {})) {
      expect(
        total(
          lines.filter((line) => line.component === component).map((line) => line.amount),
          amount,
        ),
        component,
      ).toBe(amount);
    }
    const measures = statements.map((statement) => statement.measures[0]);
    if (wanted.attainmentPercent !== undefined) expect(measures.at(-1)?.attainmentPercent).toBe(wanted.attainmentPercent);
    if (wanted.toDate !== undefined) expect(measures.map((measure) => Number(measure?.amount))).toEqual(wanted.toDate.map(Number));
  }
}

/** The sum of amounts, with as many decimals as `like`. */
function total(amounts: readonly string[], like: string): string {
  const digits = like.split(".")[1]?.length ?? 0;
  const minor = amounts.reduce((sum, amount) => sum + BigInt(amount.replace(".", "")), 0n);
  const text = String(minor < 0n ? -minor : minor).padStart(digits + 1, "0");
  return `${minor < 0n ? "-" : ""}${text.slice(0, text.length - digits)}${digits > 0 ? `.${text.slice(-digits)}` : ""}`;
}
