import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatCell } from "../../table/format-cell.ts";
import { formatProblem } from "../../table/problem.ts";
import { type CompanyFolder, readCompany } from "./company-folder.ts";

let root = "";
let runs = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "attain-mapping-"));
});
afterAll(() => rm(root, { recursive: true }));

const COMPANY = {
  name: "Acme",
  currency: "USD",
  attributes: { transaction: { days: "Number", rate: "Percent", open: "Boolean" } },
  calendars: {
    waves: [
      { name: "W1", from: "2026-01-01", to: "2026-03-01" },
      { name: "W2", from: "2026-03-01", to: null },
    ],
  },
};
const DEALS =
  'id,closed,opened,value,rep,product,state,Rate %\n1,31/01/2026,01/01/2026,"1.000,50",Ann,GTXPro,Won,5\n2,28/02/2026,,"2,00",NULL,GTX Pro,Lost,\n';
const TEAM = "rep,boss,region,since\nAnn,Eve,West,2025-01-01\nAnn,Eve,East,2024-01-01\nBob,Eve,West,2024-01-01\n";
const FORMATS = { locale: "de-DE", date: "dd/MM/yyyy", null: ["NULL"] };
const BASIC = { transaction: "id", date: "closed", amount: "value" };

type Files = Readonly<Record<string, string | Buffer>>;
async function run(tables: unknown, more: object = {}, files: Files = {}): Promise<CompanyFolder> {
  const folder = join(root, `${++runs}`);
  await mkdir(folder);
  for (const [name, content] of Object.entries({ "deals.csv": DEALS, "team.csv": TEAM, ...files }))
    await writeFile(join(folder, name), content);
  const mapping = join(folder, "mapping.json");
  await writeFile(mapping, JSON.stringify({ source: "crm", company: COMPANY, formats: FORMATS, tables, ...more }));
  return readCompany({ paths: [folder], mapping });
}
/** The rows of a table as text: `name=value …` of the asked columns. */
function shown(folder: CompanyFolder, table: string, ...columns: string[]): string[] {
  return (folder.rows.get(table) ?? []).map((row) =>
    columns
      .map((name) => {
        const cell = row.get(name);
        return cell === undefined
          ? "-"
          : formatCell(typeof cell === "number" ? "date" : name === "attributes.rate" ? "percent" : "amount", cell);
      })
      .join(" "),
  );
}
async function failure(tables: unknown, more: object = {}, files: Files = {}): Promise<string> {
  return run(tables, more, files).then(
    ({ problems }) => problems.map(formatProblem).join("\n"),
    (error: unknown) => String(error),
  );
}
const deals = (more: object, columns: object = {}): object[] => [
  { table: "transactions", file: "deals.csv", ...more, columns: { ...BASIC, ...columns } },
];

describe("columns", () => {
  test.each<[string, object, object, string[], string[]]>([
    [
      "plain columns under the declared formats",
      {},
      {},
      ["source", "transaction", "line", "kind", "date", "amount"],
      ["crm 1 1 order 2026-01-31 1000.50", "crm 2 1 order 2026-02-28 2.00"],
    ],
    ["words for blank", {}, { order: "rep" }, ["order"], ["Ann", "-"]],
    ["a constant", {}, { currency: { constant: "EUR" }, source: { constant: "sap" } }, ["currency", "source"], ["EUR sap", "EUR sap"]],
    ["a formula of text", {}, { order: { formula: 'UPPER(state) & "-" & id' } }, ["order"], ["WON-1", "LOST-2"]],
    [
      "a formula of dates, blank in blank out",
      { types: { closed: "Date", opened: "Date" } },
      { "attributes.days": { formula: "closed - opened" } },
      ["attributes.days"],
      ["30", "-"],
    ],
    ["a formula of numbers", { types: { value: "Number" } }, { margin: { formula: "value * 0.5" } }, ["margin"], ["500.25", "1"]],
    [
      "a name with spaces, percent in points",
      { types: { "Rate %": { type: "Percent", number: { percent: "points" } } } },
      { "attributes.rate": { formula: "[Rate %] * 2" } },
      ["attributes.rate"],
      ["10%", "-"],
    ],
    [
      "formats of one column",
      {},
      { "attributes.rate": { column: "Rate %", number: { percent: "points" } } },
      ["attributes.rate"],
      ["5%", "-"],
    ],
    ["aliases", {}, { order: { column: "product", aliases: { GTXPro: "GTX Pro" } } }, ["order"], ["GTX Pro", "GTX Pro"]],
    ["where", { where: 'state = "Won"' }, {}, ["transaction"], ["1"]],
    ["a word for blank is blank in a formula", {}, { order: { formula: 'IF(rep = "", "nobody", rep)' } }, ["order"], ["Ann", "nobody"]],
    ["where on a blank does not hold", { where: "opened > DATE(2020, 1, 1)", types: { opened: "Date" } }, {}, ["transaction"], ["1"]],
    ["a lookup", {}, { order: { column: "rep", lookup: { file: "team.csv", key: "rep", value: "boss" } } }, ["order"], ["Eve", "-"]],
    [
      "a join, the last by a column",
      { join: [{ file: "team.csv", as: "team", on: { rep: "rep" }, pick: { which: "last", by: "since" } }] },
      { order: "team.region" },
      ["order"],
      ["West", "-"],
    ],
    [
      "a join, the first by a column",
      { join: [{ file: "team.csv", as: "team", on: { rep: "rep" }, pick: { which: "first", by: "since" } }] },
      { order: "team.region" },
      ["order"],
      ["East", "-"],
    ],
    [
      "a join on a joined column",
      {
        join: [
          { file: "team.csv", as: "team", on: { rep: "rep" }, pick: { which: "first" } },
          { file: "boss.csv", as: "boss", on: { "team.boss": "name" } },
        ],
      },
      { order: "boss.city" },
      ["order"],
      ["Rome", "-"],
    ],
    [
      "a period of a calendar",
      { period: { calendar: "waves", at: "closed" } },
      { order: "period.name", orderDate: "period.from", invoiceDate: "period.to" },
      ["order", "orderDate", "invoiceDate"],
      ["W1 2026-01-01 2026-03-01", "W1 2026-01-01 2026-03-01"],
    ],
    [
      "one row a period",
      { where: 'id = "1"', repeat: { calendar: "quarter", from: "2026-01-01", to: "2026-07-01" } },
      { line: "period.name", date: "period.from" },
      ["line", "date"],
      ["2026-Q1 2026-01-01", "2026-Q2 2026-04-01"],
    ],
  ])("%s", async (_label, entry, columns, names, expected) => {
    const folder = await run(deals(entry, columns), {}, { "boss.csv": "name,city\nEve,Rome\n" });
    expect(folder.problems.map(formatProblem)).toEqual([]);
    expect(shown(folder, "transactions", ...names)).toEqual(expected);
  });
  test("an open end of a period is blank", async () => {
    const folder = await run(
      deals({ period: { calendar: "waves", at: "closed" } }, { invoiceDate: "period.to" }),
      {},
      { "deals.csv": DEALS.replace("28/02", "28/03") },
    );
    expect(shown(folder, "transactions", "invoiceDate")).toEqual(["2026-03-01", "-"]);
  });
  test("named aliases serve several columns", async () => {
    const folder = await run(deals({}, { order: { column: "product", aliases: "product" } }), {
      aliases: { product: { GTXPro: "GTX Pro" } },
    });
    expect(shown(folder, "transactions", "order")).toEqual(["GTX Pro", "GTX Pro"]);
  });
  test("several files by a pattern, several entries of one table, equal rows once", async () => {
    const entry = { table: "people", columns: { participant: "rep", name: "rep" } };
    const folder = await run(
      [
        { ...entry, file: "team*.csv" },
        { table: "people", file: "team.csv", columns: { participant: "boss", name: "boss" } },
      ],
      {},
      { "team2.csv": "rep\nZoe\n" },
    );
    expect([folder.problems, shown(folder, "people", "participant")]).toEqual([[], ["Ann", "Bob", "Zoe", "Eve"]]);
  });
  test("people by name", async () => {
    const folder = await run([
      { table: "people", file: "team.csv", columns: { participant: { formula: '"P-" & rep' }, name: "rep" } },
      ...deals({}, { owner: "rep" }),
    ]);
    expect([folder.problems, shown(folder, "transactions", "owner")]).toEqual([[], ["P-Ann", "-"]]);
  });
  test("delimiter and encoding", async () => {
    const folder = await run(
      [{ table: "people", file: "p.csv", delimiter: "|", encoding: "windows-1252", columns: { participant: "id", name: "n" } }],
      {},
      { "p.csv": encode("id|n\n1|Müller, Jörg\n", "windows-1252") },
    );
    expect(shown(folder, "people", "name")).toEqual(["Müller, Jörg"]);
  });
});

describe("rows that are not taken", () => {
  test.each<[string, object, object, RegExp]>([
    ["a cell", {}, { amount: "rep" }, /^deals\.csv:2: amount "Ann": not a number/],
    [
      "a cell that a formula reads",
      { types: { opened: "Date", closed: { type: "Date", date: "yyyy-MM-dd" } } },
      { "attributes.days": { formula: "closed - opened" } },
      /^deals\.csv:2: attributes\.days .*closed "31\/01\/2026": .*Declare formats\.date/,
    ],
    [
      "a formula without a value",
      { types: { value: "Number" } },
      { margin: { formula: "value / 0" } },
      /^deals\.csv:2: margin "value \/ 0": the formula value \/ 0 has no value/,
    ],
    [
      "an endless fraction",
      { types: { value: "Number" } },
      { margin: { formula: "value / 7" } },
      /^deals\.csv:2: margin .*≈142\.928571428571, which no decimal says exactly\. ROUND it/,
    ],
    [
      "a row that a required join misses",
      { join: [{ file: "team.csv", as: "t", on: { id: "rep" }, required: true, pick: { which: "first" } }] },
      {},
      /^deals\.csv:2: has no row in team\.csv for 1/,
    ],
    [
      "a value that a required lookup misses",
      {},
      { order: { column: "id", lookup: { file: "team.csv", key: "rep", value: "boss", required: true } } },
      /^deals\.csv:2: order "1": is not in the column rep of team\.csv/,
    ],
    ["a day without a window", { period: { calendar: "waves", at: "opened" } }, {}, /^deals\.csv:3: period: no waves holds/],
  ])("%s", async (_label, entry, columns, message) => expect(await failure(deals(entry, columns))).toMatch(message));
});

describe("mappings that cannot be used", () => {
  test.each<[string, unknown, object, RegExp]>([
    [
      "a table that is none",
      [{ table: "transaction", file: "deals.csv", columns: {} }],
      {},
      /tables\[0\]\.table: "transaction" is not a table\. Did you mean "transactions"\?/,
    ],
    ["a field that is none", [{ table: "transactions", file: "deals.csv", colums: {} }], {}, /colums.*Did you mean "columns"/],
    [
      "a column that is none",
      deals({}, { ammount: "value" }),
      {},
      /tables\[0\]\.columns\.ammount: is not a column of transactions\. Did you mean "amount"\?/,
    ],
    [
      "a required column left out",
      [{ table: "transactions", file: "deals.csv", columns: { transaction: "id", date: "closed" } }],
      {},
      /tables\[0\]\.columns: amount is missing/,
    ],
    [
      "a source column that is none",
      deals({}, { order: "prodcut" }),
      {},
      /tables\[0\]\.columns\.order: the files have no column "prodcut"\. Did you mean "product"\?/,
    ],
    ["a constant that does not fit", deals({}, { currency: { constant: "usd" } }), {}, /currency\.constant: "usd" not a currency/],
    ["a formula that cannot be", deals({}, { order: { formula: "UPER(state)" } }), {}, /order\.formula: \nUPER\(state\)\n\^\^\^\^/],
    ["a formula of the wrong type", deals({}, { order: { formula: "1 + 1" } }), {}, /gives a Number; here Text is expected/],
    ["arithmetic on text", deals({}, { margin: { formula: "value * 2" } }), {}, /needs numbers; here is Text[\s\S]*`types`/],
    ["where that is no condition", deals({ where: "id" }), {}, /tables\[0\]\.where: [\s\S]*Boolean is expected/],
    [
      "several rows to join",
      deals({ join: [{ file: "team.csv", as: "team", on: { rep: "rep" } }] }),
      {},
      /^team\.csv: has several rows for Ann\. .*"pick"/,
    ],
    [
      "a join on what is not there",
      deals({ join: [{ file: "team.csv", as: "team", on: { rap: "rep" }, pick: { which: "last" } }] }),
      {},
      /join\[0\]\.on: the files have no column "rap"\. Did you mean "rep"\?/,
    ],
    [
      "a calendar that is none",
      deals({ period: { calendar: "wave", at: "closed" } }),
      {},
      /period\.calendar: "wave" is not a calendar.*Did you mean "waves"/,
    ],
    [
      "period and repeat",
      deals({ period: { calendar: "waves", at: "closed" }, repeat: { calendar: "month", from: "2026-01-01", to: "2026-02-01" } }),
      {},
      /period and repeat cannot stand together/,
    ],
    ["a locale that is none", deals({}), { formats: { locale: "xx" } }, /formats\.locale/],
    [
      "two-digit years without pivot",
      deals({}),
      { formats: { date: "dd/MM/yy" } },
      /formats: date "dd\/MM\/yy" has a two-digit year and needs "pivot"/,
    ],
    ["an encoding that is none", deals({}), { encoding: "klingon" }, /"klingon", which is no known encoding/],
    [
      "aliases that are not declared",
      deals({}, { order: { column: "product", aliases: "produkt" } }),
      { aliases: { product: {} } },
      /"produkt" is not one of the mapping's aliases\. Did you mean "product"\?/,
    ],
    [
      "replace on another table",
      [{ table: "people", file: "team.csv", mode: { replace: { from: null, to: null } }, columns: { participant: "rep", name: "rep" } }],
      {},
      /replace with dates is for transactions, not for people/,
    ],
    [
      "an undeclared attribute",
      deals({}, { "attributes.dyas": "id" }),
      {},
      /attributes\.dyas: is not a column of transactions\. Did you mean "attributes\.days"\?/,
    ],
    [
      "an attribute like no other",
      deals({}, { "attributes.segment": "id" }),
      {},
      /attributes\.segment: is not a column of transactions\. Declare it with its type: "company": \{…, "attributes": \{"transaction": \{"segment": "Text"\}\}\}\./,
    ],
    [
      "a file that is not there",
      [{ table: "people", file: "nobody.csv", columns: { participant: "rep", name: "rep" } }],
      {},
      /nobody\.csv: cannot be read/,
    ],
  ])("%s", async (_label, tables, more, message) => expect(await failure(tables, more)).toMatch(message));
});
