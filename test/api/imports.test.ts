import { setTimeout } from "node:timers/promises";
import type { z } from "@hono/zod-openapi";
import { sql } from "kysely";
import Papa from "papaparse";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { importSchema, mappedRowsSchema, recognitionSchema } from "../../src/app/import/schemas.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { setUpCompany } from "../support/sign-in.ts";

type Import = z.output<typeof importSchema>;

let at: TestServer;
let cookie: string;
beforeAll(async () => {
  at = await startTestServer();
  cookie = await setUpCompany(at);
});
afterAll(() => at.close());

async function send(name: string, content: string): Promise<number> {
  const answer = await at.request(`/api/uploads?name=${encodeURIComponent(name)}`, {
    method: "POST",
    cookie,
    body: content,
    headers: { "content-type": "application/octet-stream" },
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { upload: number }).upload;
}
const get = async <T>(path: string): Promise<T> => (await (await at.request(path, { cookie })).json()) as T;
const post = (path: string, json: unknown = {}) => at.request(path, { method: "POST", cookie, json });
async function ended(json: unknown): Promise<Import> {
  const begun = await post("/api/imports", json);
  expect(begun.status).toBe(202);
  const { import: id } = (await begun.json()) as { import: number };
  for (let tries = 0; tries < 600; tries++) {
    const found = await get<Import>(`/api/imports/${id}`);
    if (found.state !== "staging") return found;
    await setTimeout(50);
  }
  throw new Error("the import does not end");
}
const counted = (found: Import) =>
  Object.fromEntries(
    found.tables.map((one) => [one.table, `new ${one.new}, changed ${one.changed}, same ${one.same}, rejected ${one.rejected}`]),
  );
const MAPPING = {
  tables: [
    { table: "people", file: "Team.csv", columns: { participant: "Id", name: "Name" } },
    {
      table: "transactions",
      file: "crm/orders-*.csv",
      columns: {
        transaction: "No",
        date: { column: "Day", date: "d.M.yyyy" },
        owner: "Rep",
        amount: { column: "Value", number: { decimal: ",", grouping: "." } },
      },
    },
  ],
};
const TEAM = "Id;Name\n1;Ann Lee\n2;Bob Ray\n";
const ORDERS = "No;Day;Rep;Value\nA1;4.3.2026;1;1.234,50\nA2;5.3.2026;Bob Rai;10\nA3;5.3.2026;2;zehn\n";

test("a file is sent, recognised, mapped, checked, imported and undone; what was refused is corrected alone", async () => {
  const team = await send("Team.csv", TEAM);
  const orders = await send("orders-03.csv", ORDERS);
  const recognised = await get<z.output<typeof recognitionSchema>>(`/api/uploads/${orders}/recognition`);
  expect(recognised.files[0]).toMatchObject({
    delimiter: ";",
    encoding: "utf-8",
    suggestion: { entry: { table: "transactions", columns: { date: { column: "Day", date: "d.M.yyyy" }, owner: "Rep" } } },
  });
  const uploads = [team, orders];
  const sample = (await (await post("/api/imports/rows", { uploads, mapping: MAPPING })).json()) as z.output<typeof mappedRowsSchema>;
  expect(sample.tables[1]).toMatchObject({
    table: "transactions",
    read: 3,
    rows: [{ line: 2 }, { line: 3 }],
    problems: [{ line: 4, column: "amount", value: "zehn" }],
  });

  const preview = await ended({ uploads, mapping: MAPPING, dryRun: true });
  expect(preview.state).toBe("preview");
  expect(counted(preview)).toEqual({
    people: "new 2, changed 0, same 0, rejected 0",
    transactions: "new 1, changed 0, same 0, rejected 2",
  });
  expect(preview.differences.map((one) => `${one.kind} ${one.table}`).toSorted()).toEqual([
    "new people",
    "new people",
    "new people_personal",
    "new people_personal",
    "new transactions",
  ]);
  expect(preview.refusals.map((one) => `${one.code} ${one.column} ${one.rows}`).toSorted()).toEqual([
    "not-a-number amount (Value) 1",
    "unknown-reference owner (Rep) 1",
  ]);
  expect(await at.store.system(async (tx) => (await sql`select count(*) as n from transactions`.execute(tx)).rows)).toEqual([{ n: 0 }]);

  const done = await ended({ uploads, mapping: MAPPING });
  expect(done.state).toBe("published");
  expect(done.unknown).toMatchObject([{ column: "owner", value: "Bob Rai", clear: true }]);
  expect(done.unknown[0]?.candidates.map(({ name }) => name)).toEqual(["Bob Ray", "Ann Lee"]); // the near ones, then the others
  expect(counted(await ended({ uploads, mapping: MAPPING, dryRun: true }))["transactions"]).toBe("new 0, changed 0, same 1, rejected 2");

  const file = await at.request(`/api/imports/${done.import}/rejected-rows?file=${encodeURIComponent("crm/orders-03.csv")}`, { cookie });
  const text = await file.text();
  expect(
    text
      .split("\r\n")
      .slice(0, 3)
      .map((line) => line.split(";").slice(0, 5).join(";")),
  ).toEqual(["No;Day;Rep;Value;rejected.line", "A2;5.3.2026;Bob Rai;10;3", "A3;5.3.2026;2;zehn;4"]);
  // Saved by a spreadsheet under another name, with another delimiter: it is known by what it carries.
  const cells = Papa.parse<string[]>(text.replace("Bob Rai", "Bob Ray").replace("zehn", "10"), { delimiter: ";" }).data;
  const saved = Papa.unparse(cells, { delimiter: "," });
  const corrected = await send("Mappe1.csv", saved);
  const known = await get<z.output<typeof recognitionSchema>>(`/api/uploads/${corrected}/recognition`);
  expect(known.files[0]?.correction).toEqual({
    import: done.import,
    file: "crm/orders-03.csv",
    createdAt: done.createdAt,
    mapping: { tables: [{ ...MAPPING.tables[1], file: "Mappe1.csv", delimiter: ",", encoding: "utf-8" }] },
  });
  const again = known.files[0]?.correction?.mapping;
  expect(counted(await ended({ uploads: [corrected], mapping: again }))).toEqual({ transactions: "new 2, changed 0, same 0, rejected 0" });

  expect((await post(`/api/imports/${done.import}/undo`)).status).toBe(200);
  const undone = await get<Import>(`/api/imports/${done.import}`);
  expect(undone.undo?.tables["transactions"]).toEqual({ removed: 1, restored: 0, kept: 0 });
  expect(undone.undo?.kept).toEqual([{ table: "people", key: { participant: "2" }, reason: "is referred to by transactions" }]);
  expect((await post(`/api/imports/${done.import}/undo`)).status).toBe(409);
});

test("of one reason every different value is told with its count, and a condition that leaves rows out with its own", async () => {
  const team = await send("Team.csv", TEAM);
  const rows = ["Bob Rai", "Bob Rai", "Anne Li", "House", "Bob Rai", "2"].map(
    (rep, index) => `B${index};5.3.2026;${rep};1;${index === 3 ? "lost" : "won"}`,
  );
  const orders = await send("orders-05.csv", `No;Day;Rep;Value;Stage\n${rows.join("\n")}\n`);
  const later = await send("orders-06.csv", "No;Day;Rep;Value;Stage\nC1;5.3.2026;Bob Rai;1;won\n"); // refused for a value that is told of the other file
  const mapping = { tables: [MAPPING.tables[0], { ...MAPPING.tables[1], where: '[Stage] = "won"' }] };
  const found = await ended({ uploads: [team, orders, later], mapping, dryRun: true });
  expect(found.refusedFiles).toEqual(["crm/orders-05.csv", "crm/orders-06.csv"]);
  expect(found.refusals).toMatchObject([
    {
      code: "unknown-reference",
      column: "owner (Rep)",
      rows: 5,
      distinct: 2,
      values: [
        { value: "Bob Rai", rows: 4, file: "crm/orders-05.csv", line: 2 },
        { value: "Anne Li", rows: 1, file: "crm/orders-05.csv", line: 4 },
      ],
    },
  ]);
  expect(found.leftOut).toEqual([{ table: "transactions", file: "crm/orders-05.csv", condition: '[Stage] = "won"', rows: 1 }]);
});

test("mappings are kept, checked when they are", async () => {
  expect((await post("/api/mappings", { name: "CRM", document: MAPPING })).status).toBe(201);
  expect((await get<{ items: unknown }>("/api/mappings")).items).toMatchObject([{ name: "CRM", document: MAPPING }]);
  const wrong = await post("/api/mappings", { name: "CRM", document: { tables: [{ table: "transaktions", file: "x.csv", columns: {} }] } });
  expect(await wrong.json()).toMatchObject({
    status: 400,
    errors: [{ place: "mapping.tables[0].table", message: expect.stringContaining('Did you mean "transactions"?') }],
  });
});

test.each(["../secret.csv", "/etc/passwd", "a/../../b.csv", "..\\x.csv"])(
  "a mapping that reads %s from the server is refused",
  async (file) => {
    const upload = await send("Team.csv", TEAM);
    const mapping = { tables: [{ table: "people", file, columns: { participant: "Id", name: "Name" } }] };
    const answer = await post("/api/imports", { uploads: [upload], mapping });
    expect(await answer.json()).toMatchObject({ status: 400, detail: expect.stringContaining("leaves the folder of the files") });
  },
);

test("files that are none, or are missing, are refused with their place", async () => {
  const upload = await send("book.xlsx", "no workbook");
  expect(await (await at.request(`/api/uploads/${upload}/recognition`, { cookie })).json()).toMatchObject({
    code: "file-refused",
    errors: [{ place: "book.xlsx" }],
  });
  const team = await send("Team.csv", TEAM);
  const answer = await post("/api/imports", { uploads: [team], mapping: MAPPING });
  expect(await answer.json()).toMatchObject({ status: 422, code: "file-refused" });
  expect((await post("/api/imports", { uploads: [999_999], mapping: null })).status).toBe(404);
});

test.each(["application/json", ""])("a file is received under an idempotency key whatever its type says: %j", async (type) => {
  const sendOnce = () =>
    at.request("/api/uploads?name=cursor", {
      method: "POST",
      cookie,
      body: TEAM,
      headers: { "content-type": type, "idempotency-key": `file ${type}` },
    });
  const first = await sendOnce();
  expect(first.status).toBe(201);
  const again = await sendOnce();
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(await again.json()).toEqual(await first.json());
});

test("a name never leads out of its folder", async () => {
  for (const name of ["../../evil.csv", "..", "a/b\\c.csv", "mapping.json", "\u0000.csv"]) {
    const upload = await send(name, TEAM);
    expect((await at.request(`/api/uploads/${upload}`, { method: "DELETE", cookie })).status).toBe(204);
  }
});
