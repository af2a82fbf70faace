import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatProblem } from "../../table/problem.ts";
import { readCompanyFolder } from "./company-folder.ts";
import { FileRefusal } from "./file-refusal.ts";

let root = "";
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "attain-folder-"));
});
afterAll(() => rm(root, { recursive: true }));

const COMPANY = {
  name: "Acme",
  currency: "USD",
  attributes: { participant: { commissionRate: "Percent" }, transaction: { online: "Boolean" } },
  calendars: {
    waves: [
      { name: "W1", from: "2026-01-01", to: "2026-02-15" },
      { name: "W2", from: "2026-02-15", to: null },
    ],
  },
};
const FILES = {
  "people.csv": "participant,name,email,attributes.commissionRate\n1,Ann Lee,ann@x.io,1.5%\n2,Bob Ray,,2%\n3,Bob Ray,,\n",
  "positions.csv": "position,parent\nmgr,\nrep,mgr\n",
  "assignments.csv": "participant,position,from,to,share\n1,mgr,,,\n2,rep,2026-01-01,2026-07-01,\n3,rep,2026-07-01,,60%\n",
  "quotas.csv": "position,measure,from,calendar,amount\nrep,revenue,2026-01-01,waves,1000\nrep,revenue,2026-02-15,waves,2000\n",
  "transactions.csv": "transaction,date,owner,amount,attributes.online\nT1,2026-01-31,2,12.50,true\nT2,2026-02-01,ann@x.io,7,no\n",
};
async function folder(files: Readonly<Record<string, string | Buffer>>, company: unknown = COMPANY): Promise<string> {
  const path = join(root, `${++folders}`);
  await mkdir(join(path, "plans"), { recursive: true });
  if (company !== undefined) await writeFile(join(path, "company.json"), typeof company === "string" ? company : JSON.stringify(company));
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
  return path;
}
async function problemsOf(files: Readonly<Record<string, string | Buffer>>): Promise<string[]> {
  return (await readCompanyFolder(await folder({ ...FILES, ...files }))).problems.map(formatProblem);
}

describe("a company folder", () => {
  test("is read into typed rows", async () => {
    const { company, rows, problems } = await readCompanyFolder(await folder(FILES));
    expect(problems).toEqual([]);
    expect(company.amountDigits).toBe(2);
    expect(rows.get("people")?.[0]?.get("attributes.commissionRate")).toEqual({ unscaled: 15n, scale: 3 });
    expect(rows.get("people")?.[2]?.has("attributes.commissionRate")).toBe(false);
    expect(rows.get("assignments")?.[0]?.get("share")).toEqual({ unscaled: 100n, scale: 2 });
    expect(new Map(rows.get("transactions")?.[0])).toEqual(
      new Map<string, unknown>([
        ["transaction", "T1"],
        ["date", 20484],
        ["owner", "2"],
        ["amount", { unscaled: 1250n, scale: 2 }],
        ["attributes.online", true],
        ["source", "files"],
        ["line", "1"],
        ["kind", "order"],
      ]),
    );
  });
  test("custom calendars are rows, quotas get their end, an e-mail becomes the id", async () => {
    const { rows } = await readCompanyFolder(await folder(FILES));
    expect(rows.get("windows")).toHaveLength(2);
    expect(rows.get("quotas")?.map((row) => row.get("to"))).toEqual([20499, undefined]);
    expect(rows.get("transactions")?.[1]?.get("owner")).toBe("1");
  });
  test("files may be gzip", async () => {
    const { "people.csv": people, ...rest } = FILES;
    expect((await readCompanyFolder(await folder({ ...rest, "people.csv.gz": gzipSync(people) }))).problems).toEqual([]);
  });
});

describe("bad input", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      "unknown participant",
      { "transactions.csv": "transaction,date,owner,amount\nT1,2026-01-01,4,1\n" },
      /^transactions\.csv:2: owner "4": is not in people\..*add it to people$/,
    ],
    [
      "a name that two people have",
      { "transactions.csv": "transaction,date,owner,amount\nT1,2026-01-01,Bob Ray,1\n" },
      /is the name of 2 and 3 in people\. Use the id/,
    ],
    [
      "unknown product",
      { "transactions.csv": "transaction,date,product,amount\nT1,2026-01-01,P9,1\n" },
      /product "P9": is not in products/,
    ],
    [
      "unknown currency",
      { "transactions.csv": "transaction,date,amount,currency\nT1,2026-01-01,1,XYZ\n" },
      /currency "XYZ": not a currency code/,
    ],
    [
      "unknown column",
      { "people.csv": "participant,nmae\n1,Ann\n" },
      /^people\.csv:1: nmae: is not a column of people\. Did you mean name\?/,
    ],
    [
      "undeclared attribute",
      { "people.csv": "participant,name,attributes.bonus\n1,Ann,5\n" },
      /attributes\.bonus: is not a declared attribute.*company\.json/,
    ],
    ["missing column", { "people.csv": "participant\n1\n" }, /^people\.csv:1: name: is required but not in the header/],
    ["unknown file", { "people2.csv": "participant\n1\n" }, /^people2\.csv: belongs to no table\. Did you mean people\.csv\?/],
    [
      "two people in one seat",
      { "assignments.csv": "participant,position\n1,mgr\n2,mgr\n" },
      /^assignments\.csv:3: share "100%": the seat mgr would be held by more than 100 %, together with 1 \(assignments\.csv:2\)/,
    ],
    [
      "overlapping quotas",
      { "quotas.csv": "position,measure,from,to,amount\nrep,revenue,2026-01-01,2026-04-01,1\nrep,revenue,2026-03-31,2026-07-01,1\n" },
      /^quotas\.csv:3: from "2026-03-31": overlaps quotas\.csv:2 of the same position and measure/,
    ],
    [
      "a quota off its calendar",
      { "quotas.csv": "position,measure,from,calendar,amount\nrep,revenue,2026-01-02,waves,1\n" },
      /the waves of that day, W1, begins on 2026-01-01/,
    ],
    [
      "a quota of an unknown calendar",
      { "quotas.csv": "position,measure,from,calendar,amount\nrep,revenue,2026-01-01,wave,1\n" },
      /calendar "wave": is not a calendar.*Did you mean "waves"\?/,
    ],
    [
      "a circle of seats",
      { "positions.csv": "position,parent\nmgr,rep\nrep,mgr\n" },
      /^positions\.csv:3: parent "mgr": would make rep → mgr → rep a circle/,
    ],
    [
      "a circle of reporting lines",
      { "reporting-lines.csv": "position,parent,from\nmgr,rep,2026-05-01\n" },
      /^reporting-lines\.csv:2: parent "rep": would make mgr → rep → mgr a circle/,
    ],
    ["a seat above itself", { "positions.csv": "position,parent\nmgr,mgr\nrep,mgr\n" }, /mgr → mgr a circle/],
    [
      "an interval that ends before it begins",
      { "assignments.csv": "participant,position,from,to\n1,mgr,2026-05-01,2026-05-01\n" },
      /to "2026-05-01": is not after the first day/,
    ],
    [
      "the same id with other content",
      { "people.csv": "participant,name\n1,Ann\n2,Bob\n3,Bob\n1,Eve\n" },
      /^people\.csv:5: participant "1": has the same participant as people\.csv:2 but other content/,
    ],
    [
      "a return without its original",
      { "transactions.csv": "transaction,date,kind,amount\nT1,2026-01-01,return,-1\n" },
      /original: is blank, but a return belongs to an original/,
    ],
    [
      "a payment of nothing",
      { "transactions.csv": "transaction,date,kind,original,amount\nT1,2026-01-01,payment,T0,-1\n" },
      /original "T0": is no other transaction/,
    ],
    ["a split of nothing", { "splits.csv": "transaction,party,share\nT9,1,100%\n" }, /transaction "T9": there is no such transaction/],
    [
      "a split with nobody",
      { "splits.csv": "transaction,party,share\nT1,nobody,100%\n" },
      /party "nobody": is neither in people nor in positions/,
    ],
    [
      "a dated attribute of the wrong type",
      { "participant-attributes.csv": "participant,attribute,value\n1,commissionRate,fast\n" },
      /value "fast": has no percent sign/,
    ],
    [
      "a dated attribute not declared",
      { "participant-attributes.csv": "participant,attribute,value\n1,commisionRate,1%\n" },
      /Did you mean "commissionRate"\?/,
    ],
  ])("%s", async (_label, files, message) => expect((await problemsOf(files)).join("\n")).toMatch(message));

  test("the same row twice counts once", async () => {
    const { rows, problems } = await readCompanyFolder(
      await folder({ ...FILES, "transactions.csv": "transaction,date,amount\nT1,2026-01-01,1.5\nT1,2026-01-01,1.50\n" }),
    );
    expect([problems, rows.get("transactions")?.length]).toEqual([[], 1]);
  });
  test("a plan that cannot be is named with its place", async () => {
    const path = await folder(FILES);
    await writeFile(join(path, "plans", "p.json"), '{"plan": "p"');
    await writeFile(join(path, "plans", "q.json"), '{"plan": "q", "__proto__": {}}');
    await writeFile(join(path, "plans", "r.json"), '{"plan": "r"}');
    const problems = (await readCompanyFolder(path)).problems.map(formatProblem).join("\n");
    expect(problems).toMatch(/^plans\/p\.json:1: is not JSON/m);
    expect(problems).toMatch(/^plans\/q\.json:1: uses the name __proto__/m);
    expect(problems).toMatch(/^plans\/r\.json: version: is missing/m);
  });
});

describe("a company.json that cannot be used", () => {
  test.each<[string, unknown, RegExp]>([
    ["none", undefined, /company\.json: is missing/],
    ["no JSON", "{", /company\.json:1: is not JSON/],
    ["a currency that is none", { ...COMPANY, currency: "usd" }, /currency: .*ISO 4217/],
    ["a field that is none", { ...COMPANY, curency: "USD" }, /curency: .*Did you mean "currency"/],
    ["an attribute's name", '{"name":"A","currency":"USD","attributes":{"participant":{"a b":"Text"}}}', /attributes\.participant/],
    ["a reserved name", '{"name":"A","currency":"USD","attributes":{"participant":{"__proto__":"Text"}}}', /__proto__/],
    ["too many digits", { ...COMPANY, amountDigits: 7 }, /amountDigits: .*6/],
    [
      "windows that overlap",
      {
        ...COMPANY,
        calendars: {
          w: [
            { name: "A", from: "2026-01-01", to: "2026-02-02" },
            { name: "B", from: "2026-02-01", to: null },
          ],
        },
      },
      /calendars\.w\[0\]: A and B overlap/,
    ],
  ])("%s", async (_label, company, message) => {
    const path = await folder(FILES, company === undefined ? "" : company);
    if (company === undefined) await rm(join(path, "company.json"));
    await expect(readCompanyFolder(path)).rejects.toThrow(FileRefusal);
    await expect(readCompanyFolder(path)).rejects.toThrow(message);
  });
});
