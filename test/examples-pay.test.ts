import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCompany } from "../src/app/files/company-folder.ts";
import { assembleInputs } from "../src/compensation/assemble.ts";
import { calculate, prepare, toStatements } from "../src/compensation/engine.ts";
import type { Statement } from "../src/compensation/statements/statement.ts";
import { formatScaled, parseDecimal, rescale } from "../src/money/decimal.ts";
import { dataset } from "./support/datasets.ts";

/** From the real files through mapping, plans and engine to every published figure, to the cent, without a database. */
type Published = Readonly<Record<string, string | number>>;
type Example = {
  readonly expected: { readonly [name: string]: unknown };
  /** The statements of a plan set, by participant and period; no finding stands on any. */
  readonly pay: (set: string) => ReadonlyMap<string, Statement>;
};

async function open(name: string): Promise<Example | undefined> {
  const data = dataset(name);
  if (data === undefined) return undefined;
  const folder = await readCompany({ paths: [data], mapping: new URL(`../examples/${name}/mapping.json`, import.meta.url).pathname });
  const { inputs, problems } = assembleInputs(folder.company, folder.rows, folder.plans);
  expect([...folder.problems, ...problems]).toEqual([]);
  const pay = (set: string): ReadonlyMap<string, Statement> => {
    const calculation = calculate(prepare(inputs), { set });
    expect(calculation.findings).toEqual([]);
    return new Map(toStatements(calculation).map((statement) => [`${statement.participant} ${statement.period}`, statement]));
  };
  return { expected: JSON.parse(readFileSync(join(data, "expected.json"), "utf8")), pay };
}

function published(value: unknown): readonly Published[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error("expected.json has no such list");
  return value;
}
function sum(amounts: readonly string[]): string {
  return formatScaled(
    amounts.reduce((total, amount) => total + rescale(parseDecimal(amount) ?? { unscaled: 0n, scale: 0 }, 2), 0n),
    2,
  );
}

const adventureworks = await open("adventureworks");
describe.skipIf(!adventureworks)("AdventureWorks", () => {
  const { expected = {}, pay = () => new Map<string, Statement>() } = adventureworks ?? {};
  const key = (row: Published): string => `${row["rep_id"]} W${String(row["window_no"]).padStart(2, "0")}`;

  test("attainment of every rep and window", () => {
    const statements = pay("default");
    const rows = published(expected["attainment_windows_1_to_8"]);
    const ours = rows
      .map((row) => statements.get(key(row))?.measures[0])
      .map((measure) => [measure?.quota, measure?.credits, measure?.amount, measure?.attainmentPercent]);
    expect(ours).toEqual(rows.map((row) => [row["quota"], row["orders"], row["revenue"], row["attainment_pct"]]));
  });
  test("plan R1, each component", () => {
    const statements = pay("default");
    const { rows_windows_1_to_8: list } = Object(expected["reference_plan_R1"]);
    const rows = published(list);
    const ours = rows
      .map((row) => statements.get(key(row))?.totals)
      .map((totals) => [totals?.components["base"], totals?.components["accelerated"], totals?.components["bonus"], totals?.amount]);
    expect(ours).toEqual(rows.map((row) => [row["base"], row["accelerated"], row["bonus"], row["payout"]]));
  });
  test.each([
    ["rounded-once", "commission_rounded_once"],
    ["rounded-per-window", "commission_rounded_per_window"],
    ["rounded-per-order-half-up", "commission_rounded_per_order_half_up"],
    ["rounded-per-order-half-even", "commission_rounded_per_order_half_even"],
  ])("flat commission %s", (set, field) => {
    const byParticipant = Map.groupBy(pay(set).values(), ({ participant }) => participant);
    const rows = published(expected["reps"]);
    const ours = rows.map((row) => [
      row["rep_id"],
      sum((byParticipant.get(String(row["rep_id"])) ?? []).map(({ totals }) => totals.amount)),
    ]);
    expect(ours).toEqual(rows.map((row) => [row["rep_id"], row[field]]));
  });
});

const maven = await open("maven-crm");
describe.skipIf(!maven)("Maven CRM", () => {
  const { expected = {}, pay = () => new Map<string, Statement>() } = maven ?? {};

  test.each([
    ["A", "A_marginal"],
    ["B", "B_retroactive"],
    ["C", "C_floor_cap"],
    ["spiff", "spiff"],
  ])("plan set %s", (set, field) => {
    const statements = pay(set);
    const rows = published(expected["reference_plan_rows"]);
    const key = (row: Published): string => `${row["sales_agent"]} ${row["quarter"]}`;
    expect(rows.map((row) => [key(row), statements.get(key(row))?.totals.amount])).toEqual(rows.map((row) => [key(row), row[field]]));
    if (set !== "spiff")
      expect(rows.map((row) => statements.get(key(row))?.measures[0]?.attainmentPercent)).toEqual(rows.map((row) => row["attainment_pct"]));
  });
  test("managers' override on their team", () => {
    const statements = pay("manager-override");
    const rows = published(expected["manager_override_2017_Q1_Q2"]);
    const ours = rows
      .map((row) => statements.get(`${row["manager"]} ${row["quarter"]}`))
      .map((statement) => [statement?.measures[0]?.amount, statement?.totals.amount]);
    expect(ours).toEqual(rows.map((row) => [`${row["team_revenue"]}`, row["override"]]));
  });
  test("the default set pays plan A, SPIFF and override together; agents without deals appear with zero", () => {
    const [all, a, spiff, override] = ["default", "A", "spiff", "manager-override"].map(pay);
    for (const [key, statement] of all ?? []) {
      const parts = [a, spiff, override].flatMap((set) => set?.get(key)?.totals.amount ?? []);
      expect([key, statement.totals.amount]).toEqual([key, sum(parts)]);
    }
    expect(all?.size).toBe(35 * 4 + 6 * 4);
    for (const agent of ["Carl Lin", "Carol Thompson", "Elizabeth Anderson", "Mei-Mei Johns", "Natalya Ivanova"])
      expect(all?.get(`${agent} 2017-Q2`)?.totals.amount).toBe("0.00");
  });
});
