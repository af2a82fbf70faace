import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodyOf, cookieFrom, ORIGIN, PASSWORD, startTestServer, type TestServer } from "../../../test/support/server.ts";
import { inviteAndAccept, setUpCompany } from "../../../test/support/sign-in.ts";

type Operation = {
  readonly operationId: string;
  readonly "x-permission": string;
  readonly parameters?: readonly { name: string; in: string }[];
};
type Declared = { readonly method: string; readonly path: string; readonly operation: Operation };

let server: TestServer;
let admin: string;
let fin: string;
let declared: readonly Declared[];
beforeAll(async () => {
  server = await startTestServer({}, { requestsAMinute: 1_000_000 });
  admin = await setUpCompany(server);
  fin = await inviteAndAccept(server, admin, { email: "fin@example.com", roles: ["finance"] });
  const { paths } = await bodyOf<{ paths: Record<string, Record<string, Operation>> }>(await server.request("/api/openapi.json"));
  declared = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
});
afterAll(() => server.close());

const addressOf = (path: string) => path.replaceAll(/\{.+?\}/g, "x");

describe("requests of other sites", () => {
  const FOREIGN: readonly (readonly [string, Record<string, string>])[] = [
    ["another origin", { origin: "https://elsewhere.example" }],
    ["a hidden origin", { origin: "null" }],
    ["another port of the same host", { origin: `${ORIGIN}:8443` }],
    ["a host that ends like ours", { origin: "http://evil-attain.test" }],
    ["what the browser says is another site", { "sec-fetch-site": "cross-site" }],
    ["what the browser says is a sister domain", { "sec-fetch-site": "same-site", origin: ORIGIN }],
  ];
  test("cannot call any operation that changes something, whatever the session, and learn nothing of what is there", async () => {
    const changing = declared.filter(({ method }) => method !== "GET");
    expect(changing.length).toBeGreaterThan(20);
    for (const { method, path, operation } of changing)
      for (const [label, headers] of FOREIGN)
        for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"]) {
          const answer = await server.request(addressOf(path), {
            method,
            cookie: admin,
            headers: { ...headers, "content-type": type },
            body: "{}",
          });
          expect([answer.status, (await bodyOf<{ code: string }>(answer)).code], `${operation.operationId}, ${label}, ${type}`).toEqual([
            403,
            "cross-site",
          ]);
          expect(answer.headers.get("access-control-allow-origin")).toBeNull();
          expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
        }
  });

  test("reading changes nothing: no operation of GET is declared that writes", () => {
    const reading = declared.filter(({ method }) => method === "GET").map(({ operation }) => operation.operationId);
    for (const operationId of reading)
      expect(operationId).not.toMatch(
        /^(create|add|set|change|end|remove|delete|send|withdraw|revoke|renew|publish|discard|start|cancel|use|accept|undo|load|sign)/,
      );
  });

  test("get no permission to send more by asking before", async () => {
    const answer = await server.request("/api/session", {
      method: "OPTIONS",
      headers: {
        origin: "https://elsewhere.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
      },
    });
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  });

  test("a body that is no JSON is not read, as a form of another site would send it", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const body = JSON.stringify({ email: "fin@example.com", password: PASSWORD });
      const answer = await server.request("/api/sign-in", { method: "POST", headers: { "content-type": type }, body });
      expect(cookieFrom(answer), type).toBe("");
    }
  });
});

describe("a session", () => {
  test("that was planted before the sign-in is not the one after it", async () => {
    for (const planted of ["attain.session_token=planted", `attain.session_token=planted.${"A".repeat(43)}=`, fin]) {
      const answer = await server.request("/api/sign-in", { cookie: planted, json: { email: "ann@example.com", password: PASSWORD } });
      const own = cookieFrom(answer);
      expect(answer.status).toBe(200);
      expect(own).not.toBe(planted);
      expect(await bodyOf(await server.request("/api/session", { cookie: own }))).toMatchObject({ user: { email: "ann@example.com" } });
      expect((await server.request("/api/session", { cookie: planted })).status, "what was there before has ended").toBe(401);
    }
    fin = await server.cookieOf("fin@example.com");
  });

  test("is a new one after the password has changed, and the others have ended", async () => {
    const [first, second] = [await server.cookieOf("fin@example.com"), await server.cookieOf("fin@example.com")];
    const wrong = await server.request("/api/password", {
      cookie: first,
      json: { current: "not the password", password: "a new long password" },
    });
    expect(await bodyOf(wrong)).toMatchObject({ code: "invalid-input", errors: [{ place: "body.current" }] });
    const changed = await server.request("/api/password", { cookie: first, json: { current: PASSWORD, password: "a new long password" } });
    expect(changed.status).toBe(204);
    for (const before of [first, second, fin]) expect((await server.request("/api/session", { cookie: before })).status).toBe(401);
    fin = cookieFrom(changed);
    expect((await server.request("/api/session", { cookie: fin })).status).toBe(200);
  });

  test("is listed with its device, and ended one by one or all but one, by its owner alone", async () => {
    const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const begin = async (userAgent: string) =>
      cookieFrom(
        await server.request("/api/sign-in", {
          json: { email: "fin@example.com", password: "a new long password" },
          headers: { "user-agent": userAgent },
        }),
      );
    const [own, other, third] = [await begin(firefox), await begin("curl/8"), await begin("curl/8")];
    type Listed = { items: { session: string; device: string | null; current: boolean }[] };
    const listed = async (cookie: string) => (await bodyOf<Listed>(await server.request("/api/sessions", { cookie }))).items;
    const items = await listed(own);
    expect(items).toHaveLength(4);
    expect(items.filter(({ current }) => current)).toEqual([expect.objectContaining({ device: "Firefox, Windows" })]);
    const [target] = (await listed(other)).filter(({ current }) => current);
    const end = (cookie: string, session: string) => server.request(`/api/sessions/${session}/end`, { cookie, json: {} });
    expect((await end(admin, target?.session ?? "")).status, "by another").toBe(404);
    admin = await server.cookieOf("ann@example.com");
    expect((await end(admin, target?.session ?? "")).status, "by an administrator").toBe(404);
    expect((await end(own, target?.session ?? "")).status).toBe(204);
    expect((await server.request("/api/session", { cookie: other })).status).toBe(401);
    expect((await server.request("/api/session", { cookie: third })).status).toBe(200);
    expect((await server.request("/api/sessions/end-others", { cookie: own, json: {} })).status).toBe(204);
    expect((await server.request("/api/session", { cookie: third })).status).toBe(401);
    expect(await listed(own)).toHaveLength(1);
    fin = own;
  });

  test("has a cookie that scripts cannot read and other sites cannot send with a change", async () => {
    const answer = await server.request("/api/sign-in", { json: { email: "ann@example.com", password: PASSWORD } });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });
});

describe("names that would reach a prototype", () => {
  const HOSTILE = [
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"a":{"__proto__":{"polluted":true}}}',
  ];

  test("do nothing in the body of any operation", async () => {
    for (const { method, path, operation } of declared.filter((each) => each.method !== "GET"))
      for (const body of HOSTILE) {
        const answer = await server.request(addressOf(path), {
          method,
          cookie: fin,
          headers: { "content-type": "application/json" },
          body,
        });
        if (operation.operationId === "signOut")
          fin = cookieFrom(await server.request("/api/sign-in", { json: { email: "fin@example.com", password: "a new long password" } }));
        expect(answer.status, `${operation.operationId} ${body}`).toBeLessThan(500);
        expect(({} as { polluted?: unknown }).polluted, operation.operationId).toBeUndefined();
      }
  });

  test("do nothing in the query, the path or a header of any operation", async () => {
    const names = ["__proto__", "__proto__[polluted]", "constructor.prototype.polluted", "toString"];
    for (const { method, path, operation } of declared.filter((each) => each.method === "GET")) {
      const own = (operation.parameters ?? []).filter((parameter) => parameter.in === "query").map(({ name }) => name);
      const query = [...names.map((name) => `${encodeURIComponent(name)}=true`), ...own.map((name) => `${name}=__proto__`)].join("&");
      const headers = { "x-request-id": "__proto__", "idempotency-key": "__proto__", accept: "__proto__", "if-none-match": "__proto__" };
      for (const hostile of ["__proto__", "constructor"]) {
        const answer = await server.request(`${path.replaceAll(/\{.+?\}/g, hostile)}?${query}`, { method, cookie: admin, headers });
        expect(answer.status, `${operation.operationId} ${hostile}`).not.toBe(500);
      }
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe("every answer", () => {
  test("of every operation carries the headers that keep browsers safe", async () => {
    for (const { method, path, operation } of declared) {
      const { headers } = await server.request(addressOf(path), { method, ...(method === "GET" ? {} : { body: "{}" }) });
      expect(headers.get("x-content-type-options"), operation.operationId).toBe("nosniff");
      expect(headers.get("x-frame-options"), operation.operationId).toBe("DENY");
      expect(headers.get("referrer-policy"), operation.operationId).toBe("same-origin");
      expect(headers.get("content-security-policy"), operation.operationId).toMatch(/default-src 'none'/);
      expect(headers.get("content-security-policy"), operation.operationId).not.toMatch(/unsafe/);
    }
  });

  test("of a session that may ask tells what is left of its requests", async () => {
    const { headers } = await server.request("/api/session", { cookie: admin });
    expect(headers.get("ratelimit")).toMatch(/^"requests";r=\d+;t=\d+$/);
  });
});
