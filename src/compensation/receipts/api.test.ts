import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CompanyServer, companyServer } from "../../../test/support/company-server.ts";
import { newAskingHere } from "../../app/calculation/asking.ts";
import { readReceiptKeys, verifyWithNode } from "../../app/calculation/receipt-keys.ts";
import { newReceipts } from "../../app/calculation/receipts.ts";
import { runCalculation } from "../../app/calculation/run.ts";
import { systemRandomness } from "../../app/server/system.ts";
import { checkReceipt, type ReceiptKey } from "./check-receipt.ts";
import type { SignedReceipt } from "./receipt.ts";

let server: CompanyServer;
let signed: SignedReceipt;
let keys: readonly ReceiptKey[];
beforeAll(async () => {
  server = await companyServer();
  signed = (await (await asked("rep", "ann")).json()) as SignedReceipt;
  keys = ((await (await server.request("/api/receipt-keys", { cookie: server.cookies.rep })).json()) as { items: ReceiptKey[] }).items;
});
afterAll(() => server.close());

const asked = (role: keyof CompanyServer["cookies"], participant: string, query = "") =>
  server.request(`/api/statements/${participant}/2026-Q1/receipt${query}`, { cookie: server.cookies[role] });

describe("a receipt of the server", () => {
  test("comes to the statement's amount and is signed by a key of the company", async () => {
    const statement = (await (await server.request("/api/statements/ann/2026-Q1", { cookie: server.cookies.rep })).json()) as {
      amount: string;
      calculation: number;
    };
    expect(signed.receipt).toMatchObject({ total: statement.amount, calculation: statement.calculation, participant: { id: "ann" } });
    expect(await checkReceipt(signed, keys, verifyWithNode)).toMatchObject({ signature: "valid", mismatch: undefined });
  });

  test("shows no row of another: Bob's deals and name are not in it", () => {
    const text = JSON.stringify(signed.receipt);
    expect(text).toContain('"T1"');
    for (const hidden of ['"T4"', '"T5"', "bob", "Bob", "Cyd", "seat-b"]) expect(text).not.toContain(hidden);
  });

  test.each([
    ["rep", "ann", 200],
    ["rep", "bob", 404],
    ["manager", "ann", 200],
    ["sales-operations", "ann", 403],
    ["finance", "bob", 200],
  ] as const)("%s asking for %s's is answered %i", async (role, participant, status) => {
    expect((await asked(role, participant)).status).toBe(status);
  });

  test("a later draft takes nothing from what was published", async () => {
    const before = (await (await asked("compensation-administrator", "ann", "?set=flat")).json()) as SignedReceipt;
    await runCalculation(server.store, server.session, { set: "flat", period: "*", publish: false, acceptFindings: true });
    const after = (await (await asked("compensation-administrator", "ann", "?set=flat")).json()) as SignedReceipt;
    expect(after).toEqual(before);
  });

  test("where there are drafts alone there is none", async () => {
    await server.store.system((tx) =>
      tx
        .updateTable("calculations")
        .set({ state: "draft", published_change: null })
        .where("company_id", "=", server.session.companyId)
        .where("set", "=", "flat")
        .where("state", "=", "published")
        .execute(),
    );
    const answer = await asked("compensation-administrator", "ann", "?set=flat");
    expect([answer.status, (await answer.json()) as object]).toMatchObject([409, { code: "conflict" }]);
  });
});

describe("an altered receipt is found", () => {
  const altered = (change: (copy: SignedReceipt) => void): SignedReceipt => {
    const copy = structuredClone(signed);
    change(copy);
    return copy;
  };

  test.each<[string, (copy: SignedReceipt) => void, string, boolean]>([
    ["by one cent of a line", ({ receipt }) => void (receipt.lines[0]!.amount = "999.99"), "altered", true],
    ["by an input", ({ receipt }) => void (receipt.inputs.tables["transactions"]![0]!["amount"] = "61"), "altered", true],
    ["where no pay depends on it", ({ receipt }) => void (receipt.company = "Other"), "altered", false],
    ["by another key", ({ receipt }) => void (receipt.key = "another"), "unknown-key", false],
  ])("%s", async (_, change, signature, isMismatch) => {
    const check = await checkReceipt(altered(change), keys, verifyWithNode);
    expect([check.signature, check.mismatch !== undefined]).toEqual([signature, isMismatch]);
  });

  test("what is no receipt is refused with the part that is wrong", async () => {
    await expect(checkReceipt({ receipt: {}, signature: "" }, keys, verifyWithNode)).rejects.toThrow(RangeError);
    const bad = altered(({ receipt }) => void (receipt.inputs.tables["transactions"]![0]!["amount"] = "sixty"));
    await expect(checkReceipt(bad, keys, verifyWithNode)).rejects.toThrow("transactions amount:");
  });
});

test("with another secret a new key signs, and the old one stays for old receipts", async () => {
  const other = newReceipts(server.store, newAskingHere(server.store), "another secret of at least 32 characters", systemRandomness);
  const statement = {
    companyId: server.companyId,
    set: "default",
    inputChange: signed.receipt.change,
    calculation: 1,
    amount: signed.receipt.total,
  };
  const again = await other.sign({ ...statement, participant: "ann", period: "2026-Q1", currency: "USD" });
  const all = await readReceiptKeys(server.store, server.companyId);
  expect(new Set(all.map(({ key }) => key))).toEqual(new Set([signed.receipt.key, again?.receipt.key]));
  expect(all.length).toBe(2);
  expect(await checkReceipt(signed, all, verifyWithNode)).toMatchObject({ signature: "valid" });
  expect(await checkReceipt(again, all, verifyWithNode)).toMatchObject({ signature: "valid", mismatch: undefined });
});
