import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { seeded } from "../../bench/engine/data.ts";

const PARTICIPANTS = 40;

/** Sizes of a company whose import takes some seconds: long enough to be killed at any step. */
export type Size = { readonly transactions: number };

/**
 * Writes a company folder. The second version corrects a tenth of the first one's transactions, adds half as many again
 * and moves people, so that a half-published import would show.
 */
export async function writeCompany(folder: string, version: 1 | 2, { transactions }: Size): Promise<void> {
  await mkdir(join(folder, "plans"), { recursive: true });
  const people = Array.from({ length: PARTICIPANTS + version }, (_, index) => index);
  const write = (name: string, lines: readonly string[]): Promise<void> => writeFile(join(folder, name), `${lines.join("\n")}\n`);
  await writeFile(
    join(folder, "company.json"),
    JSON.stringify({ name: "Crash", currency: "USD", rounding: { at: version === 1 ? "window" : "line", mode: "half-up" } }),
  );
  await writeFile(join(folder, "plans", "flat.json"), JSON.stringify(plan(version)));
  await write("people.csv", ["participant,name", ...people.map((n) => `E${n},Person ${n} of version ${version}`)]);
  await write("positions.csv", ["position", ...people.map((n) => `S${n}`)]);
  await write("assignments.csv", ["participant,position", ...people.map((n) => `E${n},S${n}`)]);
  await write("transactions.csv", ["transaction,date,owner,amount", ...transactionLines(version, transactions)]);
  await write("splits.csv", [
    "transaction,party,share",
    ...Array.from({ length: transactions / 10 }, (_, n) => [
      `T${n * 10},E${n % PARTICIPANTS},${40 + version}%`,
      `T${n * 10},E${(n + 1) % PARTICIPANTS},${60 - version}%`,
    ]).flat(),
  ]);
}

function transactionLines(version: 1 | 2, count: number): string[] {
  const random = seeded(7);
  return Array.from({ length: version === 1 ? count : count * 1.5 }, (_, n) => {
    const cents = 1 + Math.floor(random() * 1_000_000) + (version === 2 && n % 10 === 3 ? 1 : 0);
    const month = 1 + (n % 12);
    return `T${n},2026-${String(month).padStart(2, "0")}-${String(1 + (n % 28)).padStart(2, "0")},E${n % PARTICIPANTS},${(cents / 100).toFixed(2)}`;
  });
}

function plan(version: 1 | 2): object {
  return {
    plan: "flat",
    version: "1",
    name: "Commission",
    effective: { from: "2026-01-01", to: null },
    currency: "USD",
    payPeriod: "month",
    assigned: [{ where: "TRUE" }],
    credits: [
      { name: "own", kind: "direct" },
      { name: "shared", kind: "split" },
    ],
    measures: [{ name: "revenue", credits: ["own", "shared"], of: "amount", window: "month" }],
    components: [{ name: "commission", kind: "flat", measure: "revenue", rate: `${version + 4}%` }],
  };
}
