import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodyOf, ORIGIN, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { PROBLEMS, type ProblemDocument } from "./kit/problem.ts";
import { routes } from "./kit/environment.ts";
import type { Check } from "./readiness.ts";
import { routesWithoutPermission } from "./specification.ts";
import { createServer, createStartingServer } from "./server.ts";

type Operation = { readonly operationId: string; readonly "x-permission": string; readonly responses: object };
type Specification = { readonly openapi: string; readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

let server: TestServer;
const specification = async (): Promise<Specification> => bodyOf(await server.request("/api/openapi.json"));
const problemOf = (response: Response): Promise<ProblemDocument> => bodyOf(response);
beforeAll(async () => {
  server = await startTestServer({
    web: () => ({
      file: (path) => (path === "/assets/a.js" ? { bytes: new Uint8Array([1]), type: "text/javascript" } : undefined),
      page: (nonce) => `<p>${nonce}</p>`,
    }),
  });
});
afterAll(() => server.close());

describe("every answer", () => {
  test.each([
    ["nobody signed in", "GET", "/api/statements", undefined, 401, "not-signed-in"],
    ["an address that is none", "GET", "/api/nothing", undefined, 404, "not-found"],
    ["a method that is none", "DELETE", "/api/session", undefined, 404, "not-found"],
    ["a body that is not JSON", "POST", "/api/sign-in", '{"email":', 400, "malformed-json"],
    ["a body with wrong fields", "POST", "/api/sign-in", '{"email":5}', 400, "invalid-input"],
    ["a parameter that is none", "GET", "/api/problems/internal?detail=full", undefined, 400, "invalid-input"],
    ["a body over the limit", "POST", "/api/sign-in", JSON.stringify({ email: "x".repeat(1_100_000) }), 413, "too-large"],
    [
      "a field that would reach a prototype",
      "POST",
      "/api/sign-in",
      '{"__proto__":{"email":"a@b.c","password":"x"}}',
      400,
      "invalid-input",
    ],
    [
      "a used-up set-up link",
      "POST",
      "/api/set-up/check",
      '{"token":"set-up.0000000000000000000000000000000000000000000"}',
      410,
      "link-used",
    ],
  ])("%s is a problem with a stable code", async (_label, method, path, body, status, code) => {
    const response = await server.request(path, {
      method,
      ...(body === undefined ? {} : { body, headers: { "content-type": "application/json" } }),
    });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ code, status, type: `/api/problems/${code}`, requestId: response.headers.get("x-request-id") });
    expect(problem.detail).toBeTruthy();
    expect(problem.fix).toBeTruthy();
  });

  test("an invalid value names its field", async () => {
    const problem = await problemOf(await server.request("/api/sign-in", { json: { email: "a@b.c", password: 5 } }));
    expect(problem.errors).toEqual([{ place: "body.password", message: expect.stringContaining("string") }]);
  });

  test("carries the caller's request id into the log, and an unsafe one not", async () => {
    const kept = await server.request("/healthz", { headers: { "x-request-id": "caller-12345" } });
    expect(kept.headers.get("x-request-id")).toBe("caller-12345");
    expect(server.lines.at(-1)).toMatchObject({ event: "request", requestId: "caller-12345", route: "/healthz", status: 200 });
    const refused = await server.request("/healthz", { headers: { "x-request-id": 'a"}\t<script>' } });
    expect(refused.headers.get("x-request-id")).toMatch(/^[\w-]{16}$/);
  });

  test("is never kept by caches and never sniffed, framed or run", async () => {
    const { headers } = await server.request("/api/set-up");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  test("keeps browsers on https where people come by it", async () => {
    expect((await server.request("/healthz")).headers.get("strict-transport-security")).toBeNull();
    const behindHttps = createServer({ ...server.deps, https: true });
    expect((await behindHttps.request("/healthz")).headers.get("strict-transport-security")).toBe("max-age=31536000");
  });

  test("logs the route's pattern, not the path: ids may be personal data", async () => {
    await server.request("/api/people/somebody%40example.com");
    expect(JSON.stringify(server.lines)).not.toContain("somebody");
  });
});

describe("pages", () => {
  test("allow no inline script and only styles with this answer's nonce", async () => {
    const [first, second] = [await server.request("/statements"), await server.request("/statements")];
    const policy = first.headers.get("content-security-policy") ?? "";
    const nonce = /<p>(.+)<\/p>/.exec(await first.text())?.[1] ?? "";
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).not.toContain("unsafe");
    expect(await second.text()).not.toContain(nonce);
  });

  test("say that they are being built, and ask again, until they are", async () => {
    const building = createServer({
      ...server.deps,
      web: () => undefined,
      readiness: { checks: new Map([["web", { state: "waiting", step: "building the pages" }]]) },
    });
    const answer = await building.request("/statements", { headers: { accept: "text/html" } });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toMatch(/http-equiv="refresh".*building the pages/);
  });

  test("built files are kept for ever, missing ones are not the page", async () => {
    expect((await server.request("/assets/a.js")).headers.get("cache-control")).toContain("immutable");
    expect((await server.request("/assets/b.js")).status).toBe(404);
    expect((await server.request("/assets/../../package.json")).headers.get("content-type")).not.toContain("json;");
  });
});

describe("changing requests from another site", () => {
  test.each([
    ["by Origin", { origin: "https://evil.example" }],
    ["by Origin null", { origin: "null" }],
    ["by Sec-Fetch-Site", { "sec-fetch-site": "cross-site" }],
    ["from a sibling domain", { "sec-fetch-site": "same-site", origin: ORIGIN }],
  ])("are refused %s", async (_label, headers: Record<string, string>) => {
    const response = await server.request("/api/sign-in", { json: { email: "a@b.c", password: "x" }, headers });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "cross-site" });
  });

  test("from our own pages and from programs they pass", async () => {
    for (const headers of [{ origin: ORIGIN, "sec-fetch-site": "same-origin" }, {}] as Record<string, string>[])
      expect((await server.request("/api/sign-in", { json: { email: "a@b.c", password: "x" }, headers })).status).toBe(401);
  });
});

describe("routes", () => {
  test("without a permission keep the server from starting", () => {
    expect(routesWithoutPermission(server.app)).toEqual([]);
    const open = routes();
    open.get("/api/open/:id", (context) => context.text("everything"));
    expect(routesWithoutPermission(open)).toEqual(["GET /api/open/:id"]);
  });

  test("are all in the specification, with their permission and the problem they may answer", async () => {
    const document = await specification();
    expect(document.openapi).toBe("3.1.0");
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
    for (const operation of operations) {
      expect(operation["x-permission"], operation.operationId).toBeTruthy();
      expect(operation.responses, operation.operationId).toHaveProperty("default");
    }
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    expect(operations.map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining([
        "listStatements",
        "getStatement",
        "explain",
        "getTransaction",
        "getPerson",
        "listCalculations",
        "getPlanSchema",
        "signIn",
      ]),
    );
  });

  test("that are public are exactly these", async () => {
    const document = await specification();
    const open = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) => (operation["x-permission"] === "public" ? [`${method} ${path}`] : [])),
    );
    expect(open.sort()).toEqual([
      "get /api/demo",
      "get /api/openapi.json",
      "get /api/plan.schema.json",
      "get /api/problems/{code}",
      "get /api/set-up",
      "get /healthz",
      "get /metrics",
      "get /readyz",
      "post /api/demo",
      "post /api/demo/sign-in",
      "post /api/invitations/accept",
      "post /api/invitations/check",
      "post /api/password-links",
      "post /api/password-links/check",
      "post /api/password-resets",
      "post /api/set-up",
      "post /api/set-up/check",
      "post /api/sign-in",
      "post /api/sign-in/second-factor",
      "post /api/sign-out",
    ]);
  });

  test("refuse whoever is not signed in, whatever else is wrong with the request", async () => {
    const document = await specification();
    for (const [path, item] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(item)) {
        if (operation["x-permission"] === "public") continue;
        const response = await server.request(path.replaceAll(/\{.+?\}/g, "x"), { method: method.toUpperCase() });
        expect(response.status, `${method} ${path}`).toBe(401);
      }
  });

  test("a problem's type leads to what it means", async () => {
    for (const [code, { status }] of Object.entries(PROBLEMS))
      expect(await (await server.request(`/api/problems/${code}`)).json()).toMatchObject({ code, status });
    expect((await server.request("/api/problems/__proto__")).status).toBe(404);
  });
});

test("metrics parse as Prometheus text and name routes by pattern", async () => {
  await server.request("/api/people/275");
  const text = await (await server.request("/metrics")).text();
  for (const line of text.trimEnd().split("\n"))
    expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [\d.]+)$/);
  expect(text).toContain('attain_http_requests_total{route="/api/people/:participant",method="GET",status="401"}');
});

test("while the database opens, the server is alive, not ready, and says why", async () => {
  const checks = new Map<string, Check>([["database", { state: "waiting", step: "migrating" }]]);
  const levels: string[] = [];
  const starting = createStartingServer({ ...server.deps, log: ({ level }) => levels.push(level), readiness: { checks } });
  expect((await starting.request("/healthz")).status).toBe(200);
  const ready = await starting.request("/readyz");
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({
    ready: false,
    step: "database: migrating",
    checks: { database: { state: "waiting", step: "migrating" } },
  });
  const call = await starting.request("/api/statements");
  expect(call.status).toBe(503);
  expect(await call.json()).toMatchObject({ code: "starting", detail: "database: migrating" });
  expect(await (await starting.request("/", { headers: { accept: "text/html" } })).text()).toContain("database: migrating");
  expect(levels).toEqual(["info", "info", "info", "info"]); // to wait is no failure
  checks.set("database", { state: "failed", message: "gone" });
  await starting.request("/readyz");
  expect(levels.at(-1)).toBe("error");
});
