import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes files into a folder, by their paths in it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A company folder of two reps with a quota, a tiered plan, a SPIFF and an alternative plan set. Pay of Ann for 2026-Q1 by hand: 60 × 5 % + 60 × 10 % + 40 × 10 % + 1.00 = 14.00 with a quota of 100. */
export const SMALL_COMPANY: Readonly<Record<string, string>> = {
  "company.json": '{"name": "Small", "currency": "USD"}',
  "people.csv": "participant,name,email\nann,Ann Lee,ann@example.com\nbob,Bob Ray,bob@example.com\n",
  "positions.csv": "position,title\nseat-a,Rep\nseat-b,Rep\n",
  "assignments.csv": "participant,position\nann,seat-a\nbob,seat-b\n",
  "products.csv": "product,name,family\np1,=Widget,Gear\n",
  "quotas.csv": "position,measure,from,to,amount\nseat-a,sales,2026-01-01,2026-04-01,100.00\nseat-b,sales,2026-01-01,2026-04-01,100.00\n",
  "transactions.csv":
    "transaction,date,owner,product,amount\nT1,2026-01-05,ann,p1,60.00\nT2,2026-02-05,ann,,60.00\nT3,2026-03-05,ann,,40.00\nT4,2026-03-06,bob,,10.00\n",
  "plans/reps.json": JSON.stringify({
    plan: "reps",
    version: "1",
    name: "Reps",
    set: "default",
    effective: { from: "2026-01-01", to: null },
    currency: "USD",
    payPeriod: "quarter",
    assigned: [{ titles: ["Rep"] }],
    credits: [{ name: "own", kind: "direct" }],
    measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter", quota: "sales" }],
    components: [
      {
        name: "commission",
        kind: "marginal-tiers",
        measure: "sales",
        tiers: [
          { from: "0%", to: "60%", rate: "5%" },
          { from: "60%", to: null, rate: "10%" },
        ],
      },
      { name: "gear", kind: "spiff", measure: "sales", where: 'product.family = "Gear"', amount: "1.00" },
    ],
  }),
  "plans/flat.json": JSON.stringify({
    plan: "flat",
    version: "1",
    name: "Flat",
    set: "flat",
    effective: { from: "2026-01-01", to: null },
    currency: "USD",
    payPeriod: "quarter",
    assigned: [{ titles: ["Rep"] }],
    credits: [{ name: "own", kind: "direct" }],
    measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter" }],
    components: [{ name: "commission", kind: "flat", measure: "sales", rate: "1%" }],
  }),
};
