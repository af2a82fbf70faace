import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companyServer, type CompanyServer } from "../support/company-server.ts";

/** What every list keeps to: taken from the specification, so that a new list is tested by being declared. */
type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: { readonly enum?: readonly string[] };
};
/** `path`: with the record, and the parameters that the list cannot do without. */
type List = { readonly path: string; readonly parameters: readonly Parameter[]; readonly fields: readonly string[] };
type Page = { readonly items: readonly Record<string, unknown>[]; readonly nextCursor: string | null; readonly total?: number };

/** The record whose list it is, where a path or a required parameter names one. */
const OF_RECORD: Readonly<Record<string, string>> = {
  calculation: "1",
  participant: "ann",
  period: "2026-Q1",
  position: "seat-a",
  measure: "sales",
  from: "2026-01-01",
  plan: "reps",
  version: "1",
  customer: "c1",
  product: "p1",
  opportunity: "O1",
  territory: "north",
  source: "files",
  transaction: "T1",
  line: "1",
  day: "2026-03-05",
};

/** So many fields a list is sorted by at once. */
const SORTS_MAX = 3;

let server: CompanyServer;
let lists: readonly List[];
beforeAll(async () => {
  server = await companyServer();
  lists = await listsOf(server);
});
afterAll(() => server.close());

async function listsOf(company: CompanyServer): Promise<List[]> {
  const user = await company.signIn.findByEmail("administrator@example.com");
  const ofRecord = (name: string): string => (name === "user" ? user?.id : OF_RECORD[name]) ?? `no ${name} in lists.test.ts`;
  const document = (await (await company.request("/api/openapi.json")).json()) as {
    paths: Record<string, { get?: { tags?: string[]; parameters?: Parameter[] } }>;
  };
  return Object.entries(document.paths).flatMap(([path, { get }]) => {
    if (!get?.tags?.includes("lists")) return [];
    const inQuery = get.parameters?.filter((parameter) => parameter.in === "query") ?? [];
    const needed = inQuery.flatMap(({ name, required }) => (required ? [`${name}=${ofRecord(name)}`] : []));
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ofRecord(name));
    const sort = get.parameters?.find(({ name }) => name === "sort") as { readonly description?: string } | undefined;
    return [
      {
        path: needed.length > 0 ? `${filled}?${needed.join("&")}` : filled,
        parameters: inQuery.filter(({ required }) => !required),
        fields: fieldsOf(sort?.description ?? ""),
      },
    ];
  });
}

const fieldsOf = (description: string): string[] => /one of (.*)\.$/.exec(description)?.[1]?.split(", ") ?? [];

/** A list's address with further parameters. */
const asked = (path: string, query: string): string => `${path}${path.includes("?") ? "&" : "?"}${query}`;

async function page(path: string, query: Record<string, string>): Promise<Page> {
  const response = await server.asAdministrator(asked(path, new URLSearchParams(query).toString()));
  expect(response.status, `${path} ${JSON.stringify(query)}`).toBe(200);
  return (await response.json()) as Page;
}

describe("every list", () => {
  test("there are lists with rows", async () => {
    const filled = [];
    for (const { path } of lists) if ((await page(path, {})).items.length > 0) filled.push(path);
    expect(filled).toEqual(
      expect.arrayContaining([
        "/api/activities",
        "/api/attainment",
        "/api/credits",
        "/api/customers",
        "/api/opportunities",
        "/api/people",
        "/api/plans",
        "/api/positions",
        "/api/products",
        "/api/quotas",
        "/api/reporting-lines",
        "/api/stage-history",
        "/api/territories",
        "/api/territory-assignments",
        "/api/transactions",
      ]),
    );
  });

  test("can be sorted by every field", async () => {
    for (const { path, fields } of lists) {
      expect(fields.length, path).toBeGreaterThan(0);
      const sorts = fields.map((name, index) => (index % 2 === 0 ? name : `-${name}`));
      for (let from = 0; from < sorts.length; from += SORTS_MAX)
        await page(path, { sort: sorts.slice(from, from + SORTS_MAX).join(), limit: "1" });
    }
  });

  test("gives the same rows by pages of one row, in the order of a field", async () => {
    for (const { path, fields } of lists)
      for (const sort of [fields[0] ?? "", `-${fields.at(-1)}`]) {
        const whole = await page(path, { sort, limit: "3" });
        const single: unknown[] = [];
        for (let cursor: string | null = ""; cursor !== null && single.length < 3;) {
          const next: Page = await page(path, { sort, limit: "1", ...(cursor === "" ? {} : { cursor }) });
          single.push(...next.items);
          cursor = next.nextCursor;
        }
        expect(single, `${path} by ${sort}`).toEqual(whole.items);
      }
  });

  test("counts its rows where it is asked to", async () => {
    for (const { path } of lists) {
      const { items, nextCursor, total } = await page(path, { total: "true", limit: "1000" });
      expect(nextCursor).toBeNull();
      expect(total, path).toBe(items.length);
    }
  });

  test("takes each of its filters, and leaves only rows of the page without it", async () => {
    for (const { path, parameters } of lists) {
      if (path === "/api/history") continue; // narrowed, it lists what was added too
      const [first] = (await page(path, {})).items;
      const all = new Set((await page(path, { limit: "1000" })).items.map((item) => JSON.stringify(item)));
      for (const { name, schema } of parameters) {
        const [field = "", bound] = name.split(".");
        const value = schema.enum?.[0] ?? first?.[field];
        if (
          !first ||
          (typeof value !== "string" && typeof value !== "number") ||
          ["fields", "sort", "format", "total", "limit"].includes(name)
        )
          continue;
        const { items } = await page(path, { [name]: String(value), limit: "1000" });
        for (const item of items) expect(all, `${path} ${name}`).toContain(JSON.stringify(item));
        if (bound !== undefined || schema.enum === undefined)
          expect(
            items.map((item) => JSON.stringify(item)),
            `${path} ${name}`,
          ).toContain(JSON.stringify(first));
      }
    }
  });

  test.each([
    ["an unknown parameter", "colour=red"],
    ["an unknown field to sort by", "sort=colour"],
    ["an unknown field to show", "fields=colour"],
    ["a limit beyond the most", "limit=1001"],
    ["a cursor that is none", "cursor=xyz"],
    ["an unknown format", "format=pdf"],
  ])("refuses %s", async (_label, query) => {
    for (const { path } of lists) expect((await server.asAdministrator(asked(path, query))).status, path).toBe(400);
  });

  test("gives the same rows and sums in every format", async () => {
    for (const { path } of lists) {
      const { items } = await page(path, { limit: "1000" });
      const json = (await (await server.asAdministrator(asked(path, "format=json"))).json()) as Page;
      expect(json.items, path).toEqual(items);
      const csv = await server.asAdministrator(asked(path, "format=csv"));
      expect(csv.headers.get("content-type"), path).toBe("text/csv; charset=utf-8");
      expect((await csv.text()).split("\r\n").length - 2, path).toBeGreaterThanOrEqual(items.length);
      for (const format of ["xlsx", "parquet"]) {
        const file = await server.asAdministrator(asked(path, `format=${format}`));
        expect(file.status, `${path} ${format}`).toBe(200);
        const bytes = Buffer.from(await file.arrayBuffer());
        expect(bytes.subarray(0, 2).toString(), `${path} ${format}`).toBe(format === "xlsx" ? "PK" : "PA");
      }
    }
  });
});
