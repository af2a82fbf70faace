import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attain, type Outcome, type ServedProgram, serveProgram } from "./support/program.ts";
import { SMALL_COMPANY, writeFiles } from "./support/small-company.ts";

/**
 * One company through every command that uses the database, in the order in which a person meets them: first alone, then
 * while a server holds the database, which then runs them.
 */
let root = "";
let data = "";
let server: ServedProgram | undefined;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "attain-commands-"));
  data = join(root, "data");
  writeFiles(join(root, "company"), SMALL_COMPANY);
});
afterAll(async () => {
  await server?.stop();
  rmSync(root, { recursive: true, force: true });
});

const run = (...argv: readonly string[]): Promise<Outcome> => attain({ ATTAIN_DATA: data }, ...argv);

async function json(...argv: readonly string[]) {
  const { code, stdout, stderr } = await run(...argv, "--json");
  expect([code, stderr], argv.join(" ")).toEqual([0, ""]);
  return JSON.parse(stdout);
}

/** Pay and lines of statements, in one order. */
function essence({ statements }: { readonly statements: readonly { readonly participant: string }[] }) {
  return [...statements].sort((a, b) => (a.participant < b.participant ? -1 : 1));
}

test("before anything is imported, commands say how to begin", async () => {
  const { code, stderr } = await run("statements");
  expect(code).toBe(2);
  expect(stderr).toMatch(/holds no company yet. Begin with: attain import <folder>/);
});

test("a preview changes nothing, an import publishes, the same again changes nothing", async () => {
  const preview = await run("import", join(root, "company"), "--dry-run", "--json");
  expect(JSON.parse(preview.stdout)).toMatchObject({ state: "preview", changeNumber: null, tables: { transactions: { new: 4 } } });
  expect((await run("statements")).stderr).toMatch(/holds no company yet/);

  const first = await run("import", join(root, "company"), "--json");
  expect(JSON.parse(first.stdout)).toMatchObject({
    company: "Small",
    state: "published",
    tables: { people: { new: 2 }, transactions: { new: 4 } },
    rejections: [],
  });
  const second = await json("import", join(root, "company"));
  expect(second.tables.transactions).toMatchObject({ new: 0, changed: 0, same: 4, rejected: 0 });
});

test("a second server on the same data is refused by name", async () => {
  server = await serveProgram({ ATTAIN_DATA: data });
  const second = await attain({ ATTAIN_DATA: data, PORT: "0" }, "serve");
  expect([second.code, second.stdout]).toEqual([2, ""]);
  expect(second.stderr).toMatch(/is held by the server with pid \d+/);
});

test("a calculation is a draft until it is published, and its statements are those of `attain pay`", async () => {
  expect(await json("calculate")).toMatchObject({
    state: "draft",
    publishedChange: null,
    summary: { statements: 2, totals: [{ currency: "USD", amount: "14.50", statements: 2 }] },
  });
  const published = await json("calculate", "--publish");
  expect(published).toMatchObject({ state: "published" });
  const pay = await json("pay", join(root, "company"));
  expect(essence(await json("statements"))).toEqual(essence(pay));
  expect(essence(await json("statements", "--participant", "bob", "--period", "2026-Q1")).length).toBe(1);
  const flat = await json("calculate", "--plans", "flat");
  expect(flat.summary.totals).toEqual([{ currency: "USD", amount: "1.70", statements: 2 }]);
  expect((await json("statements")).totals).toEqual([{ currency: "USD", amount: "14.50", statements: 2 }]);
  expect((await json("statements", "--plans", "flat")).totals).toEqual([{ currency: "USD", amount: "1.70", statements: 2 }]);
  expect(await json("calculate", "--publish", "--dry-run")).toMatchObject({
    state: "preview",
    supersedes: [published.calculationId],
    summary: { statements: 2 },
  });
});

test("a statement explains itself to the order, by id and by name", async () => {
  const { node, trail } = await json("explain", "Ann Lee", "2026-Q1", "T2");
  expect(trail.map(({ value }: { readonly value: string }) => value)).toEqual(["14.00 USD", "13.00 USD"]);
  expect(node).toMatchObject({ kind: "credit", exact: "6" });
  const { stdout } = await run("explain", "ann", "2026-Q1", "gear");
  expect(stdout).toMatch(/^gear, 2026-Q1: 1.00 USD\n/);
  const missing = await run("explain", "ann", "2026-Q1", "bonus");
  expect([missing.code, missing.stdout]).toEqual([2, ""]);
  expect(missing.stderr).toMatch(/no part "bonus". Its components are: commission@2026-Q1, gear@2026-Q1/);
});

test("a correction changes the next calculation; the published one replays from its own inputs", async () => {
  writeFiles(join(root, "company"), {
    "transactions.csv": SMALL_COMPANY["transactions.csv"]?.replace("T3,2026-03-05,ann,,40.00", "T3,2026-03-05,ann,,50.00") ?? "",
  });
  expect((await json("import", join(root, "company"))).tables.transactions).toMatchObject({ changed: 1, same: 3 });
  const { replays } = await json("replay");
  expect(replays).toMatchObject([{ statements: 2, lines: 5, differences: [] }]);
  expect((await json("calculate", "--publish")).summary.totals).toEqual([{ currency: "USD", amount: "15.50", statements: 2 }]);
  expect((await json("replay")).replays.map(({ differences }: { readonly differences: readonly unknown[] }) => differences)).toEqual([
    [],
    [],
  ]);
});

test("an exported folder pays the same, keeps formulas from running, and imports as nothing new", async () => {
  const folder = join(root, "exported");
  await json("export", folder);
  expect(readFileSync(join(folder, "products.csv"), "utf8")).toContain("p1,'=Widget,Gear");
  expect(essence(await json("pay", folder))).toEqual(essence(await json("pay", join(root, "company"))));
  const again = await json("import", folder);
  for (const counts of Object.values<{ readonly new: number; readonly changed: number; readonly rejected: number }>(again.tables))
    expect([counts.new, counts.changed, counts.rejected]).toEqual([0, 0, 0]);
  const refused = await run("export", folder);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/is not empty. Name a new folder/)]);
  const before = await run("export", "--table", "transactions", "--as-of", "2", "--json");
  expect(JSON.parse(before.stdout).find((row: { readonly transaction: string }) => row.transaction === "T3").amount).toBe("40.00");
});

test("a backup restores to the same rows and statements, and everything agrees", async () => {
  const file = join(root, "small.attain.gz");
  await json("backup", file);
  const restored = join(root, "restored");
  await json("restore", file, "--to", restored);
  const there = await attain({ ATTAIN_DATA: restored }, "verify", "--json");
  expect([there.code, JSON.parse(there.stdout)]).toEqual([0, await json("verify")]);
  const statements = await attain({ ATTAIN_DATA: restored }, "statements", "--json");
  expect(JSON.parse(statements.stdout)).toEqual(await json("statements"));
  const full = await run("restore", file, "--to", restored);
  expect([full.code, full.stderr]).toEqual([2, expect.stringMatching(/not empty/)]);
  expect(readdirSync(root).filter((name) => name.includes("unfinished"))).toEqual([]);
});
