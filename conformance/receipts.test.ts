import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { calculate, prepare } from "../src/compensation/engine.ts";
import { firstMismatch } from "../src/compensation/receipts/compare.ts";
import { makeReceipt } from "../src/compensation/receipts/make-receipt.ts";
import { receiptShape } from "../src/compensation/receipts/receipt.ts";
import { recompute } from "../src/compensation/receipts/recompute.ts";
import { inputsOf, type SmallCompany } from "./build-inputs.ts";
import { compact } from "./compact.ts";
import { randomCompany } from "./random.ts";

/** As in random.test.ts. */
const numRuns = Number(process.env["ATTAIN_RUNS"] ?? 40);
const seed = { seed: Number(process.env["ATTAIN_SEED"] ?? 20_261_123) };
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const frame = { key: "test", set: "default", calculation: 1, change: 1, sha256 };

/** Numbers as an import would take them: no more than 12 digits before the point, rates of at most 10 decimals. */
function importable(company: SmallCompany): SmallCompany {
  const short = (text: string | undefined): string | undefined => text?.replace(/^(-?)\d+(\d{12})/, "$1$2");
  return {
    ...company,
    attributeValues: company.attributeValues.map((row) => ({ ...row, value: row.value.replace(/(\.\d{6})\d+/, "$1") })),
    transactions: company.transactions.map((row) =>
      compact({
        ...row,
        amount: short(row.amount) ?? "0",
        margin: short(row.margin),
        quantity: short(row.quantity),
        attributes: Object.fromEntries(Object.entries(row.attributes ?? {}).map(([name, value]) => [name, short(value) ?? ""])),
      }),
    ),
  };
}

test("every receipt alone gives the lines of the whole calculation", { timeout: 60_000 + numRuns * 500 }, () =>
  fc.assert(
    fc.property(randomCompany, (company) => {
      const calculation = calculate(prepare(inputsOf(importable(company))), { set: "default" });
      for (const head of calculation.statements) {
        const receipt = makeReceipt(calculation, head, frame);
        expect(receipt, `no receipt of ${head.participant} for ${head.period} ${head.currency}`).toBeDefined();
        const read = receiptShape.parse(JSON.parse(JSON.stringify(receipt)));
        expect(firstMismatch(read, recompute(read))).toBeUndefined();
      }
    }),
    { numRuns, ...seed },
  ),
);
