import type { CompanyDocument } from "../company/document.ts";
import { readRows, type WrittenTables } from "../company/read-rows.ts";
import type { Plan } from "../plans/plan.ts";
import { ATTRIBUTE_OWNERS, type AttributeOwner, type ValueType } from "../table/definition.ts";
import { assembleInputs } from "./assemble.ts";
import { prepare, type PreparedInputs } from "./prepare.ts";

export type SampleRows = WrittenTables;
export type SampleCompany = {
  readonly currency?: string;
  readonly rounding?: CompanyDocument["rounding"];
  readonly attributes?: Readonly<Partial<Record<AttributeOwner, Readonly<Record<string, ValueType>>>>>;
  readonly rows: SampleRows;
  readonly plans: readonly Plan[];
};

/** The prepared inputs of a small company, for examples and tests. Throws RangeError for a cell that cannot be read. */
export function sampleInputs({
  currency = "USD",
  rounding = { at: "window", mode: "half-up" },
  attributes = {},
  rows,
  plans,
}: SampleCompany): PreparedInputs {
  const company: CompanyDocument = {
    name: "Sample",
    currency,
    rounding,
    fiscalYearStartMonth: 1,
    amountDigits: 6,
    attributes: new Map(ATTRIBUTE_OWNERS.map((owner) => [owner, new Map(Object.entries(attributes[owner] ?? {}))])),
  };
  return prepare(assembleInputs(company, readRows(company, rows), plans).inputs);
}

/** A plan with one direct rule, one measure of amounts by quarter with the quota "target", paid by the quarter. */
export function samplePlan(plan: Partial<Plan> & Pick<Plan, "components">): Plan {
  return {
    plan: "sample",
    version: "1",
    name: "Sample plan",
    set: "default",
    effective: { from: "2000-01-01", to: null },
    currency: "USD",
    payPeriod: "quarter",
    assigned: [{ where: "TRUE" }],
    credits: [{ name: "own", kind: "direct" }],
    measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter", quota: "target" }],
    ...plan,
  };
}

/** Ann in the seat S1 with a quota of 1,000 for 2026-Q1 and these deals, one a day from 2026-01-01. */
export function annsDeals(amounts: readonly string[]): SampleRows {
  return {
    people: [{ participant: "ann", name: "Ann" }],
    positions: [{ position: "S1" }],
    assignments: [{ participant: "ann", position: "S1" }],
    quotas: [{ position: "S1", measure: "target", from: "2026-01-01", calendar: "quarter", amount: "1000" }],
    transactions: amounts.map((amount, index) => ({
      transaction: `T${index + 1}`,
      date: `2026-01-${String(index + 1).padStart(2, "0")}`,
      owner: "ann",
      amount,
      quantity: amount,
    })),
  };
}
