import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCompany } from "../../../database/companies.ts";
import { openStore, type Session, type Store, type Transaction } from "../../../database/store.ts";
import { decimal, nullable, searched, searchedName, text } from "./columns.ts";
import { countRows, keysetPage } from "./keyset.ts";
import { listQuery } from "./query.ts";

const columns = {
  product: searched(text("The source's id")),
  name: searched(nullable(text("Name"))),
  family: nullable(text("Family")),
  price: nullable(decimal("List price")),
};
const { schema, read } = listQuery({ columns, defaultSort: "product" });
const KEY = ["product"];

let directory: string;
let store: Store;
let session: Session;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "attain-keyset-"));
  store = await openStore({ kind: "pglite", directory });
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

type Product = { readonly product: string; readonly name: string | null; readonly family: string | null; readonly price: string | null };

async function newCompany(): Promise<void> {
  const companyId = await createCompany(store, "test", { name: "Pages", currency: "USD", settings: {} });
  session = { companyId, actor: "test", roles: "system" };
}

async function insert(rows: readonly Product[]): Promise<void> {
  await store.publish(session, { reason: "test", kind: "test" }, async (tx) => {
    await sql`insert into products (company_id, product, name, family, price)
      select ${session.companyId}, product, name, family, price from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(product text, name text, family text, price numeric) on conflict do nothing`.execute(tx);
  });
}

const ask = (query: Record<string, string>) => read(schema.parse(query));

async function pageOf(query: Record<string, string>) {
  return store.as(session, (tx) =>
    keysetPage(tx, tx.selectFrom("products").select(["product", "name", "family", "price"]).where("company_id", "=", session.companyId), {
      columns,
      key: KEY,
      query: ask(query),
    }),
  );
}

/** Reads every page; `between` runs after each. */
async function readAll(query: Record<string, string>, between: () => Promise<void>): Promise<Product[]> {
  const found: Product[] = [];
  for (let cursor: string | null = null; ;) {
    const page = await pageOf(cursor === null ? query : { ...query, cursor });
    found.push(...(page.items as Product[]));
    cursor = page.nextCursor;
    if (cursor === null) return found;
    await between();
  }
}

const idOf = ({ product }: Product) => product;

test("10,000 rows are read page by page while rows come in before and after the place: none twice, none left out", async () => {
  await newCompany();
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    product: `p${index}`,
    name: index % 7 === 0 ? null : `name ${index % 100}`,
    family: null,
    price: index % 5 === 0 ? null : `${index % 50}.50`,
  }));
  await insert(rows);
  let added = 0;
  const found = await readAll({ sort: "-price,name", limit: "1000" }, async () => {
    added += 1;
    await insert(
      ["0.00", "25.50", "99.00", null].map((price, index) => ({ product: `new ${added} ${index}`, name: null, family: null, price })),
    );
  });
  const ids = found.map(idOf);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids)).toEqual(new Set([...rows.map(idOf), ...ids.filter((id) => id.startsWith("new"))]));
  expect(added).toBe(10);
}, 60_000);

test("in any order, with whatever is missing, each row comes once and in order", async () => {
  const word = fc.constantFrom("a", "A", "é", "z z", "", "=1", "10", "9");
  const row = fc.record({
    product: fc
      .string({ minLength: 1, maxLength: 6 })
      .map((id) => id.replaceAll("\0", ""))
      .filter((id) => id !== ""),
    name: fc.option(word),
    family: fc.option(word),
    price: fc.option(fc.constantFrom("-250.00", "0", "0.1", "10", "9.999999", "123456789012345678.5")),
  });
  const fields = fc.uniqueArray(fc.constantFrom("product", "name", "family", "price"), { minLength: 1, maxLength: 3 });
  const order = fields.chain((names) => fc.tuple(...names.map((name) => fc.boolean().map((down) => (down ? `-${name}` : name)))));
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 25 }),
      fc.array(row, { maxLength: 8 }),
      order,
      fc.integer({ min: 1, max: 6 }),
      async (rows, later, sort, limit) => {
        await newCompany();
        await insert(rows);
        const waiting = [...later];
        const found = await readAll({ sort: sort.join(), limit: String(limit) }, async () => insert(waiting.splice(0, 1)));
        const ids = found.map(idOf);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { product } of rows) expect(ids).toContain(product);
        const { items } = await pageOf({ sort: sort.join(), limit: "1000" });
        const whole = (items as Product[]).map(idOf);
        expect(ids).toEqual(whole.filter((id) => ids.includes(id)));
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test.each([
  ["what equals", { family: "Gear" }, ["a", "c"]],
  ["figures between", { "price.min": "-1", "price.max": "10" }, ["b", "c"]],
  ["part of a text, whatever its case", { search: "WIDG" }, ["a", "b"]],
  ["several filters at once", { family: "Gear", search: "widg" }, ["a"]],
])("filters leave %s", async (_label, query: Record<string, string>, expected) => {
  await newCompany();
  await insert([
    { product: "a", name: "Widget", family: "Gear", price: "-250.00" },
    { product: "b", name: "widgets", family: null, price: "10.0" },
    { product: "c", name: null, family: "Gear", price: "0" },
  ]);
  expect(((await pageOf(query)).items as Product[]).map(idOf)).toEqual(expected);
  const counted = await store.as(session, (tx) =>
    countRows(tx, tx.selectFrom("products").selectAll().where("company_id", "=", session.companyId), { columns, query: ask(query) }),
  );
  expect(counted).toBe(expected.length);
});

const deals = {
  opportunity: searched(text("The source's id")),
  customer: nullable(text("With whom")),
  customerName: searchedName(nullable(text("Their name")), { field: "customer", table: "customers", key: "customer" }),
};

/** Opportunities of this company, a fifth of them of nobody; another company has the same ids with other names. */
async function insertDeals(): Promise<void> {
  for (const place of [0, 1]) {
    await newCompany();
    await store.publish(session, { reason: "test", kind: "test" }, async (tx) => {
      await sql`insert into customers (company_id, customer, name)
        select ${session.companyId}, 'c' || i, case when i = 3 then null else case when ${place} = 1 then 'Steel ' else 'Zinc ' end || i end
        from generate_series(1, 4) i`.execute(tx);
      await sql`insert into opportunities (company_id, opportunity, customer, stage)
        select ${session.companyId}, 'op' || i, case when i = 5 then null else 'c' || i end, 'new' from generate_series(1, 5) i`.execute(
        tx,
      );
    });
  }
}

test.each([
  ["a record's name", "STEEL 2", ["op2"]],
  ["part of several records' names", "steel", ["op1", "op2", "op4"]],
  ["the row's own text, its record nameless or missing", "op", ["op1", "op2", "op3", "op4", "op5"]],
  ["a name that only another company's record has", "zinc", []],
  ["nothing", "op2 steel", []],
])("a search finds rows by %s", async (_label, search, expected) => {
  await insertDeals();
  const rows = (tx: Transaction) =>
    tx
      .selectFrom("opportunities as o")
      .leftJoin("customers as c", (on) => on.onRef("c.company_id", "=", "o.company_id").onRef("c.customer", "=", "o.customer"))
      .select(["o.opportunity", "o.customer", "c.name as customerName"])
      .where("o.company_id", "=", session.companyId);
  const query = { ...ask({}), sort: [], search };
  const found = (wanted: typeof query) =>
    store.as(session, (tx) => keysetPage(tx, rows(tx), { columns: deals, key: ["opportunity"], query: wanted }));
  const ids = (page: { readonly items: readonly object[] }) => page.items.map((item) => (item as { opportunity: string }).opportunity);
  expect(ids(await found(query))).toEqual(expected);
  expect(ids(await found({ ...query, asOf: 9 })), "judged by the names that stand in the rows").toEqual(expected);
});

test("only the fields asked for", async () => {
  await newCompany();
  await insert([{ product: "a", name: "Widget", family: null, price: "1.50" }]);
  expect((await pageOf({ fields: "price,product" })).items).toEqual([{ price: "1.50", product: "a" }]);
});

test.each([
  ["of another order", { order: "name,product", place: ["a", "b"] }],
  ["with too few values", { order: "-price,product", place: ["1"] }],
  ["with text for a figure", { order: "-price,product", place: ["1; drop table products", "a"] }],
  ["with nothing where there is always something", { order: "-price,product", place: ["1", null] }],
  ["that is no object", 7],
])("a cursor %s is refused", async (_label, made) => {
  const cursor = Buffer.from(JSON.stringify(made)).toString("base64url");
  await expect(pageOf({ sort: "-price", cursor })).rejects.toMatchObject({ code: "invalid-cursor" });
});

test.each([
  [{ sort: "colour" }, "There is no field colour. The fields are product, name, family, price"],
  [{ sort: "name,-name" }, "A field is named twice"],
  [{ fields: "name,colour" }, "There is no field colour"],
  [{ "price.min": "1e9" }, "a decimal such as -12.50"],
  [{ price: "1" }, "price"],
  [{ limit: "1001" }, "1000"],
])("%o is refused and told why", (query, words) => {
  expect(() => schema.parse(query)).toThrow(words);
});
