import { expect, test } from "vitest";
import { calculate, prepare, toStatements } from "../src/compensation/engine.ts";
import { reasonOf } from "../src/compensation/worklist/reasons.ts";
import { unpaidReasons } from "../src/compensation/worklist/unpaid.ts";
import { DEMO_SEED, generate } from "../src/app/demo/generate.ts";
import { parseDay } from "../src/calendar/day.ts";
import { companyInputs } from "./support/company-inputs.ts";

/** Expectations, row 44: every deal that is excluded, or credited and not paid, has a reason; what has none is on a statement with pay. */
test("of the demo company's transactions none is unpaid without a reason, and none is paid with one", async () => {
  const demo = generate(DEMO_SEED, parseDay("2026-11-23") ?? 0);
  const { inputs } = await companyInputs(demo.files);
  const calculation = calculate(prepare(inputs), { set: "default" });
  const keyOf = (source: string, transaction: string, line: string) => `${source} ${transaction} ${line}`;
  const paid = new Set(
    toStatements(calculation).flatMap(({ lines }) =>
      lines.flatMap(({ credit, amount }) =>
        credit && Number(amount) !== 0 ? [keyOf(credit.source, credit.transaction, credit.line)] : [],
      ),
    ),
  );
  const { transactions } = inputs;
  const text = (column: { readonly codes: Int32Array; readonly dictionary: readonly string[] }, row: number) =>
    column.dictionary[column.codes[row] ?? -1] ?? "";
  const counts = new Map<string, number>();
  const unexplained: string[] = [];
  unpaidReasons(calculation).forEach((code, row) => {
    const key = keyOf(text(transactions.source, row), text(transactions.transaction, row), text(transactions.line, row));
    const reason = reasonOf(code) ?? "none";
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    if ((reason === "none") !== paid.has(key) && reason !== "without-owner") unexplained.push(`${key}: ${reason}`);
  });
  expect(unexplained).toEqual([]);
  expect(counts.get("none")).toBeGreaterThan(1000);
  expect(counts.get("without-owner")).toBeGreaterThan(0); // planted: docs/demo-company.md
});
