import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CompanyFolder, readCompany } from "../src/app/files/company-folder.ts";
import { formatDay } from "../src/calendar/day.ts";
import { formatScaled, rescale } from "../src/money/decimal.ts";
import { type Row, textIn } from "../src/table/row.ts";
import { dataset } from "./support/datasets.ts";

/** The examples' mapping files against the real data sets: every row arrives typed, none is rejected, and the sums are the published ones. */
type Expected = Readonly<Record<string, unknown>>;
const read = (name: string): { readonly folder: Promise<CompanyFolder>; readonly expected: Expected } | undefined => {
  const data = dataset(name);
  if (data === undefined) return undefined;
  const expected: Expected = JSON.parse(readFileSync(join(data, "expected.json"), "utf8"));
  return {
    folder: readCompany({ paths: [data], mapping: new URL(`../examples/${name}/mapping.json`, import.meta.url).pathname }),
    expected,
  };
};
const counts = (folder: CompanyFolder): Record<string, number> =>
  Object.fromEntries([...folder.rows].filter(([, rows]) => rows.length > 0).map(([table, rows]) => [table, rows.length]));
const sum = (rows: readonly Row[], column: string, scale: number): string =>
  formatScaled(
    rows.reduce((total, row) => {
      const amount = row.get(column);
      return total + (typeof amount === "object" ? rescale(amount, scale) : 0n);
    }, 0n),
    scale,
  );
const textOf = (row: Row, column: string): string => textIn(row, column);
const dayOf = (row: Row, column: string): string => {
  const day = row.get(column);
  return typeof day === "number" ? formatDay(day) : "";
};

const adventureworks = read("adventureworks");
describe.skipIf(!adventureworks)("AdventureWorks", async () => {
  const folder = await adventureworks?.folder;
  const expected = adventureworks?.expected ?? {};
  const rowsOf = (table: string): readonly Row[] => folder?.rows.get(table) ?? [];

  test("nothing is rejected, every table has its rows", () => {
    expect(folder?.problems).toEqual([]);
    expect(folder && counts(folder)).toEqual({
      windows: 12,
      territories: 13,
      people: 18,
      positions: 18,
      assignments: 18,
      "territory-assignments": 17,
      customers: 19820,
      products: 504,
      quotas: 163,
      "plan-assignments": 163,
      transactions: 31465,
    });
    expect(folder?.plans.map((plan) => plan.set).sort()).toEqual([
      "default",
      "rounded-once",
      "rounded-per-order-half-even",
      "rounded-per-order-half-up",
      "rounded-per-window",
    ]);
  });
  test("orders sum to the published totals", () => {
    const orders = rowsOf("transactions");
    const reps = orders.filter((row) => row.has("owner"));
    const dates = orders.map((row) => dayOf(row, "date")).sort();
    expect(expected["totals"]).toMatchObject({
      orders: orders.length,
      subtotal: sum(orders, "amount", 4),
      tax: sum(orders, "attributes.tax", 4),
      freight: sum(orders, "attributes.freight", 4),
      rep_orders: reps.length,
      rep_subtotal: sum(reps, "amount", 4),
      first_order: dates[0],
      last_order: dates.at(-1),
    });
    expect(orders.filter((row) => row.get("attributes.online") === true)).toHaveLength(27659);
  });
  test("seats, people and rates are the published ones", () => {
    const seat = new Map(rowsOf("positions").map((row) => [textOf(row, "position"), row]));
    const seatOf = new Map(rowsOf("assignments").map((row) => [textOf(row, "participant"), textOf(row, "position")]));
    const people = new Map(rowsOf("people").map((row) => [textOf(row, "participant"), row]));
    for (const rep of Array.isArray(expected["reps"]) ? expected["reps"] : []) {
      const id = String(rep.rep_id);
      const person = people.get(id);
      expect([seatOf.get(id), person && textOf(person, "name"), textOf(seat.get(rep.org_node) ?? new Map(), "title")]).toEqual([
        rep.org_node,
        rep.name,
        rep.job_title,
      ]);
      expect(person && [sum([person], "attributes.commissionRate", 4), sum([person], "attributes.bonus", 4)]).toEqual([
        rep.commission_pct,
        rep.bonus,
      ]);
      const quotas = rowsOf("quotas").filter((row) => textOf(row, "position") === rep.org_node);
      expect([quotas.length, sum(quotas, "amount", 4)]).toEqual([rep.windows, rep.quota_total]);
      expect(
        sum(
          rowsOf("transactions").filter((row) => textOf(row, "owner") === id),
          "amount",
          4,
        ),
      ).toBe(rep.revenue);
    }
    expect(["/6/", "/6/1/", "/6/1/10/", "/6/3/2/"].map((node) => seat.get(node)?.get("parent"))).toEqual([
      undefined,
      "/6/",
      "/6/1/",
      "/6/3/",
    ]);
  });
  test("windows, plan assignments and territories have their days", () => {
    const [first, last] = [rowsOf("windows")[0], rowsOf("windows").at(-1)];
    expect(
      first && last && [textOf(first, "window"), dayOf(first, "from"), dayOf(first, "to"), textOf(last, "window"), dayOf(last, "to")],
    ).toEqual(["W01", "2011-05-31", "2011-08-31", "W12", ""]);
    const pacific = rowsOf("plan-assignments")
      .filter((row) => textOf(row, "position") === "/6/2/")
      .map((row) => dayOf(row, "from"));
    expect(pacific).toEqual(["2013-05-30", "2013-08-30", "2013-11-30", "2014-03-01"]);
    const swapped = rowsOf("territory-assignments")
      .filter((row) => textOf(row, "position") === "/6/1/1/")
      .map((row) => `${textOf(row, "territory")} ${dayOf(row, "from")} ${dayOf(row, "to")}`);
    expect(swapped).toEqual(["2 2011-05-31 2012-11-30", "3 2012-11-30 "]);
  });
});

const maven = read("maven-crm");
describe.skipIf(!maven)("Maven CRM", async () => {
  const folder = await maven?.folder;
  const expected = maven?.expected ?? {};
  const rowsOf = (table: string): readonly Row[] => folder?.rows.get(table) ?? [];

  test("nothing is rejected, every table has its rows", () => {
    expect(folder?.problems).toEqual([]);
    expect(folder && counts(folder)).toEqual({
      territories: 3,
      people: 41,
      positions: 41,
      assignments: 41,
      "territory-assignments": 41,
      customers: 85,
      products: 7,
      quotas: 140,
      transactions: 4238,
      opportunities: 8800,
    });
    expect(folder?.plans.map((plan) => `${plan.set} ${plan.plan}`).sort()).toEqual([
      "A a",
      "B b",
      "C c",
      "default agents",
      "default managers",
      "manager-override manager-override",
      "spiff spiff",
    ]);
  });
  test("won deals sum to the published revenue, by quarter and region", () => {
    const won = rowsOf("transactions");
    const by = (key: (row: Row) => string): Record<string, string> =>
      Object.fromEntries([...Map.groupBy(won, key)].map(([name, rows]) => [name, sum(rows, "amount", 0)]));
    const published = (list: unknown, name: string): Record<string, string> =>
      Object.fromEntries((Array.isArray(list) ? list : []).map((entry) => [entry[name], String(entry.revenue)]));
    expect(expected["totals"]).toMatchObject({ won: won.length, revenue: Number(sum(won, "amount", 0)) });
    expect(by((row) => `2017-Q${Math.ceil(Number(dayOf(row, "date").slice(5, 7)) / 3)}`)).toEqual(
      published(expected["quarter"], "quarter"),
    );
    expect(by((row) => textOf(row, "territory"))).toEqual(published(expected["region"], "region"));
  });
  test("misspelt words are resolved", () => {
    expect(rowsOf("opportunities").filter((row) => row.get("product") === "GTX Pro")).toHaveLength(1480);
    expect(new Set(rowsOf("customers").map((row) => textOf(row, "segment")))).toContain("technology");
    expect(rowsOf("customers").map((row) => textOf(row, "attributes.country"))).not.toContain("Philipines");
  });
  test("every agent has a quota of 80,000 in each quarter", () => {
    expect(new Set(rowsOf("quotas").map((row) => `${sum([row], "amount", 0)} ${dayOf(row, "from")} ${dayOf(row, "to")}`))).toEqual(
      new Set(["80000 2017-01-01 2017-04-01", "80000 2017-04-01 2017-07-01", "80000 2017-07-01 2017-10-01", "80000 2017-10-01 2018-01-01"]),
    );
  });
});
