import { z } from "@hono/zod-openapi";
import { expect, test } from "vitest";
import { routes } from "./environment.ts";
import { json, route } from "./route.ts";

const old = route({
  permission: "public",
  method: "get",
  path: "/api/old",
  operationId: "getOld",
  summary: "Goes",
  deprecated: { since: "2026-12-01", sunset: "2027-06-01" },
  responses: { 200: json(z.object({}), "What it was") },
});

test("a deprecated route says so in the specification and with every answer, by RFC 9745 and RFC 8594", async () => {
  const app = routes().openapi(old, (context) => context.json({}, 200));
  const answer = await app.request("/api/old");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("deprecation")).toBe("@1796083200");
  expect(new Date(1_796_083_200_000).toISOString()).toBe("2026-12-01T00:00:00.000Z");
  expect(answer.headers.get("sunset")).toBe("Tue, 01 Jun 2027 00:00:00 GMT");
  expect(answer.headers.get("link")).toBe('</api/docs#getOld>; rel="deprecation"; type="text/html"');
  const document = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "t", version: "1" } });
  expect(document.paths?.["/api/old"]?.get).toMatchObject({
    deprecated: true,
    "x-deprecated-since": "2026-12-01",
    "x-sunset": "2027-06-01",
    "x-permission": "public",
  });
});

test("a day that there is not is refused where the route is declared", () => {
  expect(() => route({ ...old, permission: "public", deprecated: { since: "soon", sunset: "2027-06-01" } })).toThrow(
    'deprecated: "soon" is not a day such as 2026-12-01',
  );
});
