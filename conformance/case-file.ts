import * as z from "zod";
import { parsePlan } from "../src/plans/validate.ts";
import { formatProblem } from "../src/plans/problem.ts";
import type { AttributeDeclarations, AttributeOwner, ValueType } from "../src/table/definition.ts";
import type { SmallCompany, SmallTransaction } from "./build-inputs.ts";
import { compact } from "./compact.ts";

/** A case in one file (conformance/README.md): what was sold, a plan in short form, and what it pays in one or several variants. */
const text = z.string();
const values = z.record(text, text);
const sale = z.strictObject({
  id: text.optional(),
  date: text.default("2026-01-15"),
  amount: text,
  owner: text.optional(),
  kind: text.default("order"),
  currency: text.optional(),
  customer: text.optional(),
  product: text.optional(),
  margin: text.optional(),
  quantity: text.optional(),
  attributes: values.optional(),
  split: values.optional(),
  overlay: z.record(text, z.strictObject({ role: text, share: text })).optional(),
});
const paid = z.strictObject({
  total: text.optional(),
  components: values.optional(),
  /** Amounts of the lines, in the order of the statement. */
  lines: z.array(text).optional(),
  attainmentPercent: text.optional(),
  /** A measure's amounts at the end of each pay period. */
  toDate: z.array(text).optional(),
});
const variant = z.strictObject({
  id: text.optional().describe("Id in the published list, where this variant comes from one"),
  says: text.optional(),
  quota: text.optional(),
  sold: z.array(sale).min(1),
  pays: z.record(text, z.union([text, paid])).describe("By participant: the total of all periods, or more"),
});
export const caseShape = z.strictObject({
  source: text,
  says: text,
  note: text.optional(),
  currency: text.default("USD"),
  /** Participants by name with their attributes (a text ending in % is a Percent, else Money). Each holds the seat of their name. */
  people: z.record(text, values).default({ ann: {} }),
  /** Who reports to whom. */
  reportsTo: values.default({}),
  attributes: z
    .record(text, z.enum(["Money", "Percent", "Number", "Text"]))
    .default({})
    .describe("Declared attributes of transactions"),
  customers: values.default({}).describe("Segment by customer"),
  products: values.default({}).describe("Family by product"),
  plans: z.array(z.record(text, z.unknown())).min(1).describe("Plan documents; what is left out is filled in by `planOf`"),
  variants: z.array(variant).min(1),
});
export type CaseFile = z.infer<typeof caseShape>;
export type CaseVariant = CaseFile["variants"][number];

/** The company of one variant of a case. Throws with every problem of a plan that the checker refuses. */
export function companyOf(file: CaseFile, one: CaseVariant): SmallCompany {
  const people = Object.keys(file.people);
  const attributes = declared(file);
  const quotas =
    one.quota === undefined
      ? []
      : people.map((position) => ({
          position,
          measure: "target",
          from: "2026-01-01",
          to: "2027-01-01",
          amount: one.quota ?? "",
          currency: file.currency,
        }));
  return {
    currency: file.currency,
    fiscalYearStartMonth: 1,
    rounding: { at: "window", mode: "half-up" },
    windows: [],
    attributes,
    people: people.map((id) => ({ id })),
    positions: people.map((id) => ({ id, title: "seller", role: "" })),
    attributeValues: Object.entries(file.people).flatMap(([id, own]) =>
      Object.entries(own).map(([attribute, value]) => ({ owner: "participant" as const, id, attribute, value })),
    ),
    assignments: people.map((id) => ({ participant: id, position: id, share: "100%" })),
    reportingLines: Object.entries(file.reportsTo).map(([position, parent]) => ({ position, parent })),
    products: Object.entries(file.products).map(([id, family]) => ({ id, family })),
    customers: Object.entries(file.customers).map(([id, segment]) => ({ id, segment })),
    quotas,
    adjustments: [],
    planAssignments: [],
    plans: file.plans.map((plan) => planOf(file, plan, attributes)),
    transactions: one.sold.map((row, index) => transactionOf(file, row, index)),
  };
}

function declared(file: CaseFile): AttributeDeclarations {
  const participant = new Map<string, ValueType>();
  for (const own of Object.values(file.people))
    for (const [name, value] of Object.entries(own)) participant.set(name, value.endsWith("%") ? "Percent" : "Money");
  return new Map<AttributeOwner, Map<string, ValueType>>([
    ["participant", participant],
    ["transaction", new Map(Object.entries(file.attributes))],
  ]);
}

/** A plan in short form: one direct rule, one measure of amount by year (with the quota `target` when a variant has one), paid monthly to every seller. */
function planOf(file: CaseFile, short: Record<string, unknown>, attributes: AttributeDeclarations): SmallCompany["plans"][number] {
  const quota = file.variants.some((one) => one.quota !== undefined) ? { quota: "target" } : {};
  const document = {
    plan: "case",
    version: "1",
    name: file.says.slice(0, 200),
    effective: { from: "2026-01-01", to: null },
    currency: file.currency,
    payPeriod: "month",
    assigned: [{ titles: ["seller"] }],
    credits: [{ name: "own", kind: "direct" }],
    measures: [{ name: "sales", credits: ["own"], of: "amount", window: "year", ...quota }],
    ...short,
  };
  const result = parsePlan(document, { attributes, calendars: new Set(), positions: new Set(Object.keys(file.people)) });
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join("\n"));
  return result.plan;
}

function transactionOf(file: CaseFile, row: CaseVariant["sold"][number], index: number): SmallTransaction {
  const [only = ""] = Object.keys(file.people);
  const { id = `T${String(index + 1).padStart(3, "0")}`, split, overlay, owner = only, currency = file.currency, ...rest } = row;
  return {
    ...compact(rest),
    id,
    line: "1",
    owner,
    currency,
    splits: [
      ...Object.entries(split ?? {}).map(([participant, share]) => ({ kind: "split" as const, participant, role: "", share })),
      ...Object.entries(overlay ?? {}).map(([participant, { role, share }]) => ({ kind: "overlay" as const, participant, role, share })),
    ],
  };
}
