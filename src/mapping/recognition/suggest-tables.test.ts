import { describe, expect, test } from "vitest";
import { profileColumn } from "./column-profile.ts";
import type { RecognisedFile } from "./suggest-mapping.ts";
import { suggestionsFor } from "./suggest-tables.ts";

const file = (name: string, columns: Readonly<Record<string, readonly string[]>>): RecognisedFile => ({
  file: name,
  columns: Object.entries(columns).map(([header, cells]) => profileColumn(header, cells)),
});
const entriesOf = (given: RecognisedFile, known: Readonly<Record<string, readonly string[]>> = {}) =>
  suggestionsFor(given, new Map(), new Map(Object.entries(known).map(([table, ids]) => [table, new Set(ids)]))).map(({ entry }) => entry);

const STAFF = file("hr_export.csv", {
  "Employee No": ["1001", "1002", "1003"],
  "First Name": ["Dana", "Eli", "Fay"],
  "Last Name": ["Reed", "Cho", "Ott"],
  "Job Title": ["Manager", "Account Executive", "Account Executive"],
  Manager: ["", "Dana Reed", "Dana Reed"],
  "Hire Date": ["2020-01-01", "2021-05-01", "2022-02-01"],
});
const PEOPLE = {
  table: "people",
  file: "hr_export.csv",
  columns: {
    participant: "Employee No",
    name: { formula: '[First Name] & " " & [Last Name]' },
    hired: "Hire Date",
  },
};

describe("a list of staff", () => {
  test("says who has which seat too, under whose, and how a person with two names is called", () => {
    expect(entriesOf(STAFF)).toEqual([
      PEOPLE,
      { table: "positions", file: "hr_export.csv", columns: { position: "Employee No", title: "Job Title", parent: "Manager" } },
      {
        table: "assignments",
        file: "hr_export.csv",
        columns: { participant: "Employee No", position: "Employee No", from: "Hire Date" },
      },
    ]);
  });
  test("with quotas beside it has both; a sheet of names and quotas is no list of staff", () => {
    const quotas = file("x", { "Q1 2026 Quota": ["$90,000", "$80,000", ""], "Q2 2026 Quota": ["$90,000", "$80,000", ""] }).columns;
    const found = entriesOf({ ...STAFF, columns: [...STAFF.columns, ...quotas] });
    expect(found.slice(0, 3)).toEqual(entriesOf(STAFF));
    expect(found.slice(3).map(({ table, columns: { from, position } }) => [table, from, position])).toEqual([
      ["quotas", { constant: "2026-01-01" }, "Employee No"],
      ["quotas", { constant: "2026-04-01" }, "Employee No"],
    ]);
    const named = file("quotas.csv", { "Employee No": ["1001", "1002"], Name: ["Dana Reed", "Eli Cho"] });
    expect(entriesOf({ ...named, columns: [...named.columns, ...quotas] }).map(({ table }) => table)).toEqual(["quotas", "quotas"]);
  });
  test("of a company that has seats says it not", () => {
    expect(entriesOf(STAFF, { positions: ["s1"] })).toEqual([PEOPLE]);
  });
});

describe("deals in all stages", () => {
  const columns = {
    "Deal ID": ["D1", "D2", "D3"],
    "Close Date": ["2026-01-05", "2026-02-05", "2026-02-06"],
    Stage: ["Closed Won", "Closed Lost", "Closed Won"],
    Account: ["Acme", "Bolt", "Acme"],
    "Sales Rep": ["Eli Cho", "Fay Ott", "Fay Ott"],
    Amount: ["100.50", "200", "300"],
  };
  const sales = {
    transaction: "Deal ID",
    date: "Close Date",
    customer: "Account",
    owner: "Sales Rep",
    amount: "Amount",
  };
  test("are sales where they were won, and say who buys", () => {
    expect(entriesOf(file("deals.csv", columns))).toEqual([
      { table: "transactions", file: "deals.csv", columns: sales, where: '[Stage] = "Closed Won"' },
      { table: "customers", file: "deals.csv", columns: { customer: "Account" } },
    ]);
    expect(entriesOf(file("deals.csv", columns), { customers: ["acme"] })).toHaveLength(1);
  });
  test("as refused rows that come back: where they stood is no line of the deal", () => {
    const [entry] = entriesOf(
      file("deals.rejected.csv", { ...columns, "rejected.line": ["7", "9", "12"], "rejected.value": ["a", "b", "c"] }),
    );
    expect(entry).toEqual({ table: "transactions", file: "deals.rejected.csv", columns: sales, where: '[Stage] = "Closed Won"' });
  });
  test("as a pipeline are opportunities, and sales where they were won", () => {
    const entries = entriesOf(file("pipeline.csv", columns));
    expect(entries.map(({ table }) => table)).toEqual(["opportunities", "transactions", "customers"]);
    expect(entries[0]?.columns["outcome"]).toEqual({
      formula: 'IF([Stage] = "Closed Won", "won", IF([Stage] = "Closed Lost", "lost", "open"))',
    });
    expect(entries[1]).toMatchObject({ columns: sales, where: '[Stage] = "Closed Won"' });
  });
  test("whose ids look like money of no currency are opportunities by their ids, and sales", () => {
    const { "Deal ID": _, ...rest } = columns;
    const entries = entriesOf(file("crm_opportunities_H1.csv", { "Opportunity ID": ["OPP-20400", "OPP-20403", "OPP-20406"], ...rest }));
    expect(entries.map(({ table }) => table)).toEqual(["opportunities", "transactions", "customers"]);
    expect(entries[1]).toMatchObject({ columns: { ...sales, transaction: "Opportunity ID" }, where: '[Stage] = "Closed Won"' });
  });
});

describe("a sheet with a column for each period has a quota in each", () => {
  const entry = (name: string, header: string, [from = "", to = ""]: readonly string[]) => ({
    table: "quotas",
    file: name,
    where: `NOT(ISBLANK([${header}]))`,
    columns: { position: "Rep", measure: { constant: "revenue" }, from: { constant: from }, to: { constant: to }, amount: header },
  });
  test.each([
    ["quarters", "q.csv", ["Q1 2026", "2026-01-01", "2026-04-01"], ["Q4 2026 Quota", "2026-10-01", "2027-01-01"]],
    ["quarters whose year comes first", "q.csv", ["2026 Q2", "2026-04-01", "2026-07-01"], ["FY26-Q3", "2026-07-01", "2026-10-01"]],
    ["quarters of the file's year", "quotas 2025.csv", ["Q1", "2025-01-01", "2025-04-01"], ["Q2", "2025-04-01", "2025-07-01"]],
    ["months", "q.csv", ["Dec 2026", "2026-12-01", "2027-01-01"], ["2027-01", "2027-01-01", "2027-02-01"]],
    ["German months", "q.csv", ["März 2026", "2026-03-01", "2026-04-01"], ["Okt 2026", "2026-10-01", "2026-11-01"]],
    ["years", "q.csv", ["2025", "2025-01-01", "2026-01-01"], ["2026", "2026-01-01", "2027-01-01"]],
  ] as const)("%s", (_, name, [one, ...daysOne], [two, ...daysTwo]) => {
    const given = file(name, { Rep: ["Eli Cho", "Fay Ott"], [one]: ["50000", "60000"], [two]: ["55000", ""] });
    expect(entriesOf(given)).toEqual([entry(name, one, daysOne), entry(name, two, daysTwo)]);
  });
  test("not a single column, and not without anybody named", () => {
    expect(entriesOf(file("q.csv", { Rep: ["Eli Cho"], "Q1 2026": ["50000"] })).every(({ columns }) => !("from" in columns))).toBe(true);
    expect(entriesOf(file("q.csv", { "Q1 2026": ["50000"], "Q2 2026": ["50000"] }))).toEqual([]);
  });
  test("asks where 50.000 can be read twice", () => {
    const given = file("q.csv", { Rep: ["Eli Cho"], "Q1 2026": ["50.000"], "Q2 2026": ["1.234.567"] });
    const found = suggestionsFor(given, new Map(), new Map());
    expect(found.map(({ questions }) => questions.length)).toEqual([1, 0]);
    expect(found[1]?.entry.columns["amount"]).toMatchObject({ number: { decimal: ",", grouping: "." } });
  });
});
