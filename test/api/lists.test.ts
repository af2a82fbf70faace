import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companyServer, type CompanyServer } from "../support/company-server.ts";

/** What every list keeps to: taken from the specification, so that a new list is tested by being declared. */
type Parameter = { readonly name: string; readonly in: string; readonly schema: { readonly enum?: readonly string[] } };
type List = { readonly path: string; readonly parameters: readonly Parameter[]; readonly fields: readonly string[] };
type Page = { readonly items: readonly Record<string, unknown>[]; readonly nextCursor: string | null; readonly total?: number };

let server: CompanyServer;
let lists: readonly List[];
beforeAll(async () => {
  server = await companyServer();
  lists = await listsOf(server);
});
afterAll(() => server.close());

async function listsOf(company: CompanyServer): Promise<List[]> {
  const document = (await (await company.request("/api/openapi.json")).json()) as {
    paths: Record<string, { get?: { tags?: string[]; parameters?: Parameter[] } }>;
  };
  return Object.entries(document.paths).flatMap(([path, { get }]) => {
    if (!get?.tags?.includes("lists")) return [];
    const sort = get.parameters?.find(({ name }) => name === "sort") as { readonly description?: string } | undefined;
    return [
      {
        path: path.replace("{calculation}", "1").replace("{participant}", "ann").replace("{period}", "2026-Q1"),
        parameters: get.parameters?.filter((parameter) => parameter.in === "query") ?? [],
        fields: fieldsOf(sort?.description ?? ""),
      },
    ];
  });
}

const fieldsOf = (description: string): string[] => /one of (.*)\.$/.exec(description)?.[1]?.split(", ") ?? [];

async function page(path: string, query: Record<string, string>): Promise<Page> {
  const response = await server.asAdministrator(`${path}?${new URLSearchParams(query).toString()}`);
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

  test("can be sorted by every field both ways, and pages of one row give the same rows", async () => {
    for (const { path, fields } of lists) {
      expect(fields.length, path).toBeGreaterThan(0);
      for (const field of fields.flatMap((name) => [name, `-${name}`])) {
        const whole = await page(path, { sort: field, limit: "4" });
        const single: unknown[] = [];
        for (let cursor: string | null = ""; cursor !== null && single.length < 4;) {
          const next: Page = await page(path, { sort: field, limit: "1", ...(cursor === "" ? {} : { cursor }) });
          single.push(...next.items);
          cursor = next.nextCursor;
        }
        expect(single, `${path} by ${field}`).toEqual(whole.items);
      }
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
    for (const { path } of lists) expect((await server.asAdministrator(`${path}?${query}`)).status, path).toBe(400);
  });

  test("gives the same rows and sums in every format", async () => {
    for (const { path } of lists) {
      const { items } = await page(path, { limit: "1000" });
      const json = (await (await server.asAdministrator(`${path}?format=json`)).json()) as Page;
      expect(json.items, path).toEqual(items);
      const csv = await server.asAdministrator(`${path}?format=csv`);
      expect(csv.headers.get("content-type"), path).toBe("text/csv; charset=utf-8");
      expect((await csv.text()).split("\r\n").length - 2, path).toBeGreaterThanOrEqual(items.length);
      for (const format of ["xlsx", "parquet"]) {
        const file = await server.asAdministrator(`${path}?format=${format}`);
        expect(file.status, `${path} ${format}`).toBe(200);
        const bytes = Buffer.from(await file.arrayBuffer());
        expect(bytes.subarray(0, 2).toString(), `${path} ${format}`).toBe(format === "xlsx" ? "PK" : "PA");
      }
    }
  });
});
