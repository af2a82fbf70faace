import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../test/support/company-server.ts";
import { bodyOf } from "../../../test/support/server.ts";
import type { Role } from "../../access/permissions.ts";
import { replay } from "../../app/calculation/replay.ts";
import { runCalculation } from "../../app/calculation/run.ts";
import { formatMinor, minorOf } from "../../money/money.ts";

let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

const wanted = { participant: "ann", period: "2026-Q1", from: "2026-01-01", amount: "12.34", reason: "Sold the fair stand" };
const send = (path: string, json: object, role: Role = "compensation-administrator") =>
  server.request(path, { cookie: server.cookies[role], json });
type Page = { readonly items: readonly { readonly adjustment: string; readonly amount: string; readonly reason: string }[] };

async function published(): Promise<number> {
  const request = { set: "default", period: "*", publish: true, acceptFindings: true };
  return (await runCalculation(server.store, server.session, request)).calculationId;
}
const statement = async () =>
  bodyOf<{ readonly amount: string; readonly pay: Record<string, string> }>(
    await server.request("/api/statements/ann/2026-Q1", { cookie: server.cookies.rep }),
  );

test("an adjustment stands on the next statement with its reason, replays to the cent, and is gone once it is voided", async () => {
  const before = (await statement()).amount;
  const answer = await send("/api/adjustments", wanted);
  expect(answer.status).toBe(201);
  const { adjustment } = await bodyOf<{ readonly adjustment: string }>(answer);
  const calculation = await published();
  const paid = await statement();
  expect(paid.amount).toBe(formatMinor(minorOf(before, "USD") + 1234n, "USD"));
  expect(paid.pay["adjustment"]).toBe("12.34");
  const lines = await server.request("/api/statements/ann/2026-Q1/lines?component=adjustment", { cookie: server.cookies.rep });
  expect(await bodyOf(lines)).toMatchObject({ items: [{ amount: "12.34", manual: adjustment, reason: "Sold the fair stand" }] });
  expect((await replay(server.store, server.session, calculation))?.differences).toEqual([]);

  const compared = await bodyOf<{ readonly items: readonly object[] }>(
    await server.asAdministrator(`/api/calculations/${calculation}/differences`),
  );
  expect(compared.items).toMatchObject([{ participant: "ann", difference: "12.34", causes: [{ cause: "adjustments", amount: "12.34" }] }]);

  expect((await send(`/api/adjustments/${adjustment}/void`, { reason: "Paid twice" }, "finance")).status).toBe(403);
  expect((await send(`/api/adjustments/${adjustment}/void`, { reason: "Paid twice" })).status).toBe(204);
  expect((await send(`/api/adjustments/${adjustment}/void`, { reason: "Paid twice" })).status).toBe(404);
  await published();
  expect((await statement()).amount).toBe(before);
});

test.each([
  ["participant", { ...wanted, participant: "nobody" }, "There is no participant nobody"],
  ["period", { ...wanted, period: "2026-Q2" }, "No calendar of the company has a period 2026-Q2 that begins on 2026-01-01"],
  ["amount", { ...wanted, amount: "1.005" }, "has more than the 2 decimals of USD"],
  ["currency", { ...wanted, currency: "XQQ" }, "XQQ is no currency"],
  ["reason", { ...wanted, reason: " " }, "Say why: it stands on the statement"],
])("a wrong %s is named at its field", async (field, body, message) => {
  const answer = await send("/api/adjustments", body);
  expect(answer.status).toBe(400);
  expect(await bodyOf(answer)).toMatchObject({ code: "invalid-input", errors: [{ place: `body.${field}`, message }] });
});

test.each([
  ["rep", 403, 403],
  ["manager", 403, 403],
  ["sales-operations", 403, 403],
  ["finance", 200, 403],
  ["executive", 200, 403],
  ["administrator", 200, 201],
] as const)("%s: list %i, add %i", async (role, list, add) => {
  const answer = await server.request("/api/adjustments?search=fair", { cookie: server.cookies[role] });
  expect(answer.status).toBe(list);
  expect((await send("/api/adjustments", { ...wanted, participant: "bob", period: "2026-01" }, role)).status).toBe(add);
  if (role === "administrator") {
    const page = await bodyOf<Page>(await server.asAdministrator("/api/adjustments"));
    expect(page.items).toMatchObject([{ amount: "12.34", reason: "Sold the fair stand" }]);
  }
});
