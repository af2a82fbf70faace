import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attain, type Outcome } from "../../../test/support/program.ts";
import { SMALL_COMPANY, writeFiles } from "../../../test/support/small-company.ts";
import { COMMANDS } from "./commands.ts";

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "attain-cli-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (...argv: readonly string[]): Promise<Outcome> => attain({}, ...argv);

/** A company folder that differs from the small one by some files; null leaves a file out. */
function company(name: string, changes: Readonly<Record<string, string | null>> = {}): string {
  const folder = join(root, name);
  const files = { ...SMALL_COMPANY, ...changes };
  writeFiles(folder, Object.fromEntries(Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[path, text]]))));
  return folder;
}

describe("every command", () => {
  const helps = new Map<string, Outcome>();
  beforeAll(async () => {
    for (const { name } of COMMANDS) helps.set(name, await run(name, "--help"));
  });

  test.each(COMMANDS.map(({ name }) => name))("%s: help leads with an example, and offers --json and --no-input", (name) => {
    const help = helps.get(name);
    expect([help?.code, help?.stderr]).toEqual([0, ""]);
    expect(help?.stdout).toMatch(/^Examples?:\n {2}\$ (\w+=\S+ )*attain /);
    expect(help?.stdout).toMatch(/--json/);
    expect(help?.stdout).toMatch(/--no-input/);
  });

  test("no secret is asked for by an option, where a list of processes would show it", () => {
    for (const { stdout } of helps.values()) expect(stdout).not.toMatch(/--\S*(password|secret|token|url)/i);
  });

  test.each(["import", "calculate"])("%s can be tried before it takes something away", (name) => {
    expect(helps.get(name)?.stdout).toMatch(/--dry-run/);
  });
});

describe("usage", () => {
  test.each([
    ["an unknown command", ["pya"], /unknown command 'pya'/],
    ["an unknown option", ["pay", "folder", "--perod", "2026-Q1"], /unknown option '--perod'[\s\S]*--period/],
    ["a missing argument", ["pay"], /missing required argument 'folder'/],
    ["a folder that is not there", ["pay", "no-such-folder"], /no-such-folder.* does not exist/],
    ["export of nothing in particular", ["export"], /Name either a folder to write or one table with --table/],
    ["a table that is not there", ["export", "--table", "quota"], /no table "quota". Did you mean quotas\?/],
    ["a server's address with its password as a target", ["restore", "package.json", "--to", "postgresql://u:p@h/d"], /DATABASE_URL/],
  ])("%s is refused on stderr with exit code 2", async (_label, argv, message) => {
    const { code, stdout, stderr } = await run(...argv);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });

  test.each<[string, readonly string[], object]>([
    ["an option", ["pay", "x", "--perod", "2026"], { code: "invalid-input", fix: 'Run "attain pay --help" for usage' }],
    [
      "a file",
      ["pay", "no-such"],
      { code: "invalid-input", errors: [{ code: "not-readable", file: expect.stringMatching(/no-such$/), line: 0 }] },
    ],
    ["an argument", ["export"], { detail: "Nothing or two things are named to export", fix: expect.stringMatching(/^Name either/) }],
  ])("%s refused with --json: one problem in the form of the API's on stderr", async (_label, argv, problem) => {
    const { code, stdout, stderr } = await run(...argv, "--json");
    expect([code, stdout, stderr.split("\n").length]).toEqual([2, "", 2]);
    expect(JSON.parse(stderr)).toMatchObject({ type: "/api/problems/invalid-input", status: 400, title: expect.any(String), ...problem });
  });

  test("all settings that cannot be used are named at once", async () => {
    const { code, stderr } = await attain({ PORT: "http", DATABASE_URL: "mysql://x", ATTAIN_SECRET: "short" }, "serve");
    expect(code).toBe(2);
    expect(stderr).toMatch(/3 settings cannot be used:\n {2}PORT .*\n {2}DATABASE_URL .*\n {2}ATTAIN_SECRET .*\n$/);
    expect(stderr).not.toMatch(/mysql:|short"/);
  });
});

describe("pay", () => {
  test("statements as JSON on stdout, nothing on stderr, exit code 0", async () => {
    const { code, stdout, stderr } = await run("pay", company("good"), "--json");
    expect([code, stderr]).toEqual([0, ""]);
    const result = JSON.parse(stdout);
    expect(result.totals).toEqual([{ currency: "USD", amount: "14.50", statements: 2 }]);
    expect(result.findings).toEqual([]);
    const [ann] = result.statements;
    expect(ann).toMatchObject({
      participant: "ann",
      period: "2026-Q1",
      currency: "USD",
      totals: { amount: "14.00", components: { commission: "13.00", gear: "1.00" } },
    });
    expect(ann.measures).toEqual([
      {
        name: "sales",
        plan: "reps",
        position: "seat-a",
        window: "2026-Q1",
        amount: "160.00",
        quota: "100.00",
        attainmentPercent: "160.00",
        credits: 3,
      },
    ]);
    expect(ann.lines[0]).toEqual({
      component: "commission",
      plan: "reps",
      version: "1",
      position: "seat-a",
      window: "2026-Q1",
      amount: "3.00",
      exact: "3",
      credit: { source: "files", transaction: "T1", line: "1", date: "2026-01-05", rule: "own", amount: "60.00" },
    });
  });

  test("a table for people, without escape codes where stdout is no terminal", async () => {
    const { code, stdout } = await run("pay", company("good"), "--plans", "flat");
    expect(code).toBe(0);
    expect(stdout).toContain("ann Ann Lee · 2026-Q1 (2026-01-01 to before 2026-04-01) · 1.60 USD");
    expect(stdout).toContain("Total of 2 statements: 1.70 USD");
    expect(stdout).not.toContain("\u001b");
  });

  test.each([
    ["a plan set that is not there", ["--plans", "flt"], /no plan set "flt". Did you mean flat\?/],
    ["a period that is not there", ["--period", "2027-Q1"], /No statement is for the period "2027-Q1"/],
  ])("%s is refused with what there is", async (_label, options, message) => {
    const { code, stdout, stderr } = await run("pay", company("good"), ...options);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });

  test("a blocking finding: the statements, and exit code 1", async () => {
    const folder = company("no-quota", { "quotas.csv": "position,measure,from,to,amount\nseat-a,sales,2026-01-01,2026-04-01,100.00\n" });
    const { code, stdout } = await run("pay", folder, "--json");
    expect(code).toBe(1);
    const result = JSON.parse(stdout);
    expect(
      result.findings.map((finding: { code: string; participant: string; blocking: boolean }) => [
        finding.code,
        finding.participant,
        finding.blocking,
      ]),
    ).toEqual([["quota-missing", "bob", true]]);
    expect(result.statements.length).toBe(2);
  });

  test("rows that cannot be taken: every one with file, line, column, value and fix; nothing is calculated", async () => {
    const transactions = 'transaction,date,owner,amount\nT1,2014-02-30,ann,60\nT2,2026-02-05,anne,"1.234,56"\n';
    const { code, stdout, stderr } = await run("pay", company("bad", { "transactions.csv": transactions }), "--json");
    expect([code, stdout]).toEqual([2, ""]);
    expect(JSON.parse(stderr)).toMatchObject({
      detail: "2 problems: nothing was calculated",
      errors: [
        { place: "transactions.csv:2: date", file: "transactions.csv", line: 2, column: "date", value: "2014-02-30", code: "no-such-day" },
        { place: "transactions.csv:3: amount", file: "transactions.csv", line: 3, column: "amount", value: "1.234,56" },
      ],
    });
    const people = await run("pay", join(root, "bad"));
    expect(people.stderr).toMatch(
      /transactions\.csv:2: date "2014-02-30": .*\n.*transactions\.csv:3: amount "1\.234,56": .*\n2 problems: nothing was calculated\n$/,
    );
  });
});
