import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role } from "../../src/access/permissions.ts";
import { type CompanyServer, companyServer } from "../support/company-server.ts";
import { bodyOf } from "../support/server.ts";

/** What the pages of records ask beside the lists: pay if won, what belongs to a transaction, who covers a territory. */
let server: CompanyServer;
beforeAll(async () => {
  server = await companyServer();
});
afterAll(() => server.close());

const get = (role: Role, path: string) => server.request(path, { cookie: server.cookies[role] });

describe("pay if won", () => {
  type Told = { readonly owner: string; readonly payIfWon: readonly { readonly currency: string; readonly amount: string }[] | null };
  const path = "/api/opportunities/O1/pay-if-won";

  test("is what the owner's home says, for the owner, who leads them, and who sees all pay", async () => {
    const home = await bodyOf<{ own: { opportunities: readonly ({ opportunity: string } & Told)[] } }>(await get("rep", "/api/home"));
    const atHome = home.own.opportunities.find(({ opportunity }) => opportunity === "O1")?.payIfWon;
    expect(Number(atHome?.[0]?.amount)).toBeGreaterThan(0);
    for (const role of ["rep", "manager", "finance", "administrator"] as const)
      expect(await bodyOf<Told>(await get(role, path)), role).toMatchObject({ owner: "ann", payIfWon: atHome });
  });

  test.each([
    ["who sees no pay", "sales-operations", path, 403],
    ["a deal that is closed", "administrator", "/api/opportunities/O2/pay-if-won", 404],
    ["a deal that nobody has", "administrator", "/api/opportunities/O9/pay-if-won", 404],
    ["somebody else's deal", "rep", "/api/opportunities/O2/pay-if-won", 404],
  ] as const)("is not told to or of %s", async (_label, role, wanted, status) => {
    expect((await get(role, wanted)).status).toBe(status);
  });
});

describe("what belongs to a transaction", () => {
  type Linked = { readonly linked: readonly { readonly relation: string; readonly transaction: string; readonly amount: string }[] };
  const linkedTo = async (role: Role, transaction: string) =>
    (await bodyOf<Linked>(await get(role, `/api/transactions/files/${transaction}/1`))).linked;

  test("the original of a return, and the returns of an original", async () => {
    expect(await linkedTo("administrator", "T5")).toMatchObject([{ relation: "original", transaction: "T4", amount: "10.00" }]);
    expect(await linkedTo("administrator", "T4")).toMatchObject([{ relation: "follows", transaction: "T5", amount: "-250.00" }]);
    expect(await linkedTo("administrator", "T1")).toEqual([]);
  });
});

describe("who covers a territory", () => {
  type Covered = { readonly items: readonly { readonly position: string; readonly occupants: readonly object[] }[] };
  const coveredBy = async (role: Role) => {
    const { items } = await bodyOf<Covered>(await get(role, "/api/territory-assignments?sort=territory"));
    return items.map(({ position, occupants }) => ({ position, occupants }));
  };
  const north = { position: "seat-a", occupants: [{ participant: "ann", name: "Ann Lee", from: null, to: null }] };
  const south = {
    position: "seat-b",
    occupants: [
      { participant: "dan", name: "Dan Roe", from: "2026-01-01", to: "2026-02-01" },
      { participant: "bob", name: "Bob Ray", from: "2026-02-01", to: null },
    ],
  };

  test("with who held the seat on which of its days", async () => {
    expect(await coveredBy("administrator")).toEqual([north, south]);
  });

  test("a rep sees their own seat's", async () => {
    expect(await coveredBy("rep")).toEqual([north]);
  });
});
