import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { commandBench, type Files } from "./support/command-bench.ts";
import { SMALL_COMPANY } from "./support/small-company.ts";

/** Files that are wrong as a whole, and files that come a second time, through the commands `pay` and `import`. */
const { attain, company, folders, imported, store } = commandBench();

const ROW = "T1,2026-01-05,ann,p1,60.00";
const CSV = `transaction,date,owner,product,amount\n${ROW}\n`;
/** Files that cannot be used as a whole: commands end with 2. */
const WHOLE: readonly (readonly [string, Files, RegExp])[] = [
  [
    "windows-1252",
    { "people.csv": Buffer.from("participant,name\nann,J\u00fcrg\nbob,Bob\n", "latin1") },
    /^people.csv:2: is not UTF-8 here\. Declare its encoding in the mapping \("encoding": "windows-1252"/,
  ],
  [
    "UTF-16 without its mark",
    { "transactions.csv": Buffer.from(CSV, "utf16le") },
    /^transactions.csv:1: holds control characters in its header .*"encoding": "utf-16le"/,
  ],
  ["an empty file", { "transactions.csv": "" }, /^transactions.csv: is empty\. A CSV file needs a line of headers/],
  [
    "a row without an end",
    { "transactions.csv.gz": gzipSync(`${CSV}"${"a".repeat(1 << 21)}`), "transactions.csv": null },
    /^transactions.csv.gz:3: has a row of more than 1,048,576 characters\. Check for a quotation mark/,
  ],
  [
    "gzip that is damaged",
    { "transactions.csv.gz": gzipSync(CSV).subarray(0, 30), "transactions.csv": null },
    /^transactions.csv.gz: is damaged gzip .*again/,
  ],
  [
    "a misspelt column",
    { "people.csv": "participant,nmae\nann,Ann\n" },
    /^people.csv:1: nmae: is not a column of people\. Did you mean name\?/,
  ],
  [
    "a column of JavaScript",
    { "transactions.csv": "transaction,date,amount,__proto__\n" },
    /^transactions.csv:1: __proto__: is not a column of transactions/,
  ],
  [
    "an attribute of JavaScript",
    { "company.json": '{"name": "X", "currency": "USD", "attributes": {"transaction": {"__proto__": "Number"}}}' },
    /^company.json:1: uses the name __proto__/,
  ],
  ["a misspelt file", { "peple.csv": "participant,name\n" }, /^peple.csv: belongs to no table\. Did you mean people.csv\?/],
  [
    "a wrong company.json",
    { "company.json": '{"name": "X", "currency": "US"}' },
    /^company.json: currency: "US" cannot stand here: a currency is a code of ISO 4217/,
  ],
  [
    "windows until the end of time",
    {
      "company.json": '{"name": "X", "currency": "USD", "calendars": {"waves": [{"name": "W", "from": "2026-01-01", "to": "9999-12-31"}]}}',
    },
    /^company.json: calendars.*an open end is null/s,
  ],
];

/** Refused while it is looked at, read into memory, and staged. */
const LEFT: ReadonlySet<string> = new Set(["a wrong company.json", "windows-1252", "a row without an end"]);

describe("whole files", () => {
  test.each(WHOLE)("%s", async (_label, changes, message) => {
    const folder = await company(changes);
    const { code, stdout, stderr } = await attain("pay", folder);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });

  test("of an import leave nothing behind, the company that was made for them neither", async () => {
    const companies = async () => store().system((tx) => tx.selectFrom("companies").select("name").execute());
    const before = await companies();
    for (const [, changes, message] of WHOLE.filter(([label]) => LEFT.has(label))) {
      const { code, stdout, stderr } = await attain("import", await company(changes));
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(message);
    }
    expect(await companies()).toEqual(before);
  });

  test.each<[string, string | Buffer]>([
    ["a byte order mark", `\ufeff${CSV}`],
    ["UTF-16 with its mark", Buffer.from(`\ufeff${CSV}`, "utf16le")],
    ["semicolons", CSV.replaceAll(",", ";")],
    ["pipes and CR LF", CSV.replaceAll(",", "|").replaceAll("\n", "\r\n")],
    ["no last line break", CSV.trimEnd()],
    ["a line break in a cell", CSV.replace("T1", '"T\n1"')],
    ["blank lines", CSV.replace("\n", "\n\n")],
  ])("%s is read", async (_label, content) => {
    const { code, stdout } = await attain("pay", await company({ "transactions.csv": content }), "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).totals).toEqual([{ currency: "USD", amount: "4.00", statements: 2 }]);
  });

  test("headers alone are a table without rows", async () => {
    const { code, stdout } = await attain("pay", await company({ "transactions.csv": CSV.slice(0, CSV.indexOf("\n")) }), "--json");
    expect([code, JSON.parse(stdout).totals]).toEqual([0, [{ currency: "USD", amount: "0.00", statements: 2 }]]);
  });
});

describe("a second import", () => {
  test("of the same files changes nothing and takes no change number; of corrected ones changes what differs", async () => {
    const folder = await company({ "splits.csv": "transaction,party,share\nT1,Ann Lee,50%\nT1,seat-b,50%\n" });
    const first = await imported(folder);
    const again = await imported(folder);
    expect(again.changeNumber).toBeNull();
    for (const counts of Object.values(again.tables))
      expect(counts).toMatchObject({ new: 0, changed: 0, voided: 0, rejected: 0, same: counts.read });
    expect((await attain("export", "--table", "splits", "--company", first.company)).stdout, "a name became an id").toMatch(
      /T1,1,split,ann,/,
    );
    await writeFile(join(folder, "transactions.csv"), (SMALL_COMPANY["transactions.csv"] ?? "").replace("40.00", "41.00"));
    const corrected = await imported(folder);
    expect(corrected.changeNumber).toBe((first.changeNumber ?? 0) + 1);
    expect(corrected.tables["transactions"]).toMatchObject({ changed: 1, same: 3 });
  });

  test("with a first day that moved is refused beside the old row, and replaces the table when asked", async () => {
    const folder = await company({});
    const { company: name } = await imported(folder);
    const file = join(folder, "assignments.csv");
    await writeFile(file, "participant,position,from\nann,seat-a,2026-01-01\nbob,seat-b,\n");
    const refused = await attain("import", file, "--company", name);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/assignments.csv:2: from "2026-01-01": overlaps the database .*--replace assignments/),
    ]);
    const preview = await imported(file, "--company", name, "--replace", "assignments", "--dry-run");
    expect([preview.state, preview.tables["assignments"]]).toEqual([
      "preview",
      { read: 2, new: 1, changed: 0, same: 1, collapsed: 0, voided: 1, rejected: 0 },
    ]);
    expect((await imported(file, "--company", name, "--replace", "assignments")).tables).toEqual(preview.tables);
    expect((await attain("export", "--table", "assignments", "--company", name)).stdout.split("\r\n")).toEqual([
      "participant,position,from,to,share",
      "ann,seat-a,2026-01-01,,100%",
      "bob,seat-b,,,100%",
      "",
    ]);
    await writeFile(file, "participant,position,from\nann,seat-a,2026-01-01\nbo,seat-b,\n");
    const wrong = await attain("import", file, "--company", name, "--replace", "assignments");
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringMatching(/nothing was imported:\nassignments.csv:3: participant "bo" is not in people/),
    ]);
    expect((await attain("import", file, "--company", name, "--replace", "people")).stderr).toMatch(/--replace people: only these tables/);
  });

  test("that lengthens a row over one that only the database has is refused", async () => {
    const folder = await company({
      "assignments.csv": "participant,position,from,to\nann,seat-a,2026-01-01,2026-02-01\nann,seat-a,2026-02-01,\n",
    });
    const { company: name } = await imported(folder);
    await writeFile(join(folder, "assignments.csv"), "participant,position,from,to\nann,seat-a,2026-01-01,\n");
    const { code, stderr } = await attain("import", join(folder, "assignments.csv"), "--company", name);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/assignments.csv:2: .*overlaps the database/)]);
  });

  test("that replaces voids nothing while one of its rows is rejected", async () => {
    const folder = await company({});
    const mapping = join(folder, "mapping.json");
    const entry = {
      table: "transactions",
      file: "orders.csv",
      columns: { transaction: "id", date: "day", amount: "amount" },
      mode: { replace: { from: null, to: null } },
    };
    const name = `Shop ${folders()}`;
    await writeFile(mapping, JSON.stringify({ source: "shop", company: { name, currency: "USD" }, tables: [entry] }));
    const orders = (rows: string) => writeFile(join(folder, "orders.csv"), `id,day,amount\n${rows}`);
    await orders("1,2026-01-05,10\n2,2026-01-06,20\n");
    await imported(folder, "--mapping", mapping);
    await orders('1,2026-01-05,"1.0,0"\n');
    const rejected = await attain("import", folder, "--mapping", mapping);
    expect([rejected.code, rejected.stderr]).toEqual([
      1,
      expect.stringMatching(/^orders.csv: replaces .* no row that it leaves out was voided/m),
    ]);
    await orders("1,2026-01-05,11\n");
    expect((await imported(folder, "--mapping", mapping)).tables["transactions"]).toMatchObject({ changed: 1, voided: 1 });
  });
});
