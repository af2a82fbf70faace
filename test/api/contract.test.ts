import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breaksBetween } from "../../scripts/contract/breaks.ts";
import type { Specification } from "../../scripts/contract/specification.ts";
import { bodyOf, startTestServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let text: string;
beforeAll(async () => {
  server = await startTestServer();
  text = await (await server.request("/api/openapi.json")).text();
});
afterAll(() => server.close());

const promised = (): Specification =>
  JSON.parse(readFileSync(new URL("../../docs/openapi.json", import.meta.url), "utf8")) as Specification;

test("the specification is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(text) as Record<string, unknown>);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(validator.version).toBe("3.1");
});

test("every route that the server answers is in it", () => {
  const { paths } = JSON.parse(text) as Specification;
  const described = Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
  const served = server.app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{[^}]*\})?/g, "{$1}")}`);
  expect(new Set(served)).toEqual(new Set(described));
});

test("nothing breaks what callers were promised in docs/openapi.json (see docs/api.md)", () => {
  expect(breaksBetween(promised(), JSON.parse(text) as Specification, new Date().toISOString().slice(0, 10))).toEqual([]);
});

test("docs/openapi.json is current (else run: node scripts/build-openapi.ts)", () => {
  expect(promised()).toEqual(JSON.parse(text));
});

test("an operation's id is used once, and every one has a summary", async () => {
  const { paths } = await bodyOf<{ paths: Record<string, Record<string, { operationId?: string; summary?: string }>> }>(
    await server.request("/api/openapi.json"),
  );
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { operationId, summary } of operations) expect(summary, operationId).toMatch(/\S/);
});
