import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PERMISSIONS, reachOf, type Role, ROLES } from "../../src/access/permissions.ts";
import { addMembership } from "../../src/access/store.ts";
import { newExplainer } from "../../src/app/calculation/explainer.ts";
import { newKeptCalculations } from "../../src/app/calculation/kept-calculations.ts";
import { newPresent } from "../../src/app/calculation/present.ts";
import { runCalculation } from "../../src/app/calculation/run.ts";
import { createCompany } from "../../src/app/database/companies.ts";
import type { Store } from "../../src/app/database/store.ts";
import { importFiles } from "../../src/app/import/import.ts";
import { PASSWORD, startTestServer, type TestServer } from "../support/server.ts";
import { writeFiles } from "../support/small-company.ts";

/**
 * People of the matrix. Everything that belongs to one of them carries the id in its text, so that an answer tells whose row it holds.
 * `zzboss` leads `zzsub`; `zzforeign` is in another company.
 */
export const PEOPLE = ["zzown", "zzboss", "zzsub", "zzother", "zzforeign"] as const;
export type Person = (typeof PEOPLE)[number];

/** Whom the users of the roles stand for. */
export const STANDS_FOR: Partial<Record<Role, Person>> = { rep: "zzown", manager: "zzboss" };

/** What belongs to a person, as routes name it. */
export type Names = {
  readonly participant: string;
  readonly position: string;
  readonly customer: string;
  readonly transaction: string;
  readonly opportunity: string;
  readonly email: string;
  readonly userId: string;
  /** The published calculation that pays them. */
  readonly calculation: string;
};

export type MatrixCompany = TestServer & {
  readonly companyId: number;
  readonly foreignId: number;
  readonly names: Readonly<Record<Person, Names>>;
  readonly users: Readonly<Record<Role, { readonly id: string; readonly cookie: string; readonly key: string | undefined }>>;
  /** Pay of statements, which sales operations may not see. */
  readonly pay: readonly string[];
};

/** Two companies with rows of each person in every table, calculated and published, and a user with an API key for each role. */
export async function matrixCompany(): Promise<MatrixCompany> {
  const later: { explain?: ReturnType<typeof newExplainer>; present?: ReturnType<typeof newPresent> } = {};
  const server = await startTestServer(
    { explain: async (statement) => later.explain?.(statement), present: async (company) => later.present?.(company) },
    { requestsAMinute: 1_000_000 },
  );
  const calculations = newKeptCalculations(server.store);
  later.explain = newExplainer(calculations);
  later.present = newPresent(server.store, calculations);
  const companyId = await load(server.store, "Ours", ["zzown", "zzboss", "zzsub", "zzother"]);
  const foreignId = await load(server.store, "zzforeign", ["zzforeign"]);
  const names = new Map<Person, Names>();
  for (const person of PEOPLE) names.set(person, await namesOf(server, person, person === "zzforeign" ? foreignId : companyId));
  const users = new Map<Role, { id: string; cookie: string; key: string | undefined }>();
  for (const role of ROLES) users.set(role, await userOf(server, companyId, role));
  const pay = await server.store.system((tx) => tx.selectFrom("statements").select("total_minor").where("total_minor", "<>", 0).execute());
  return {
    ...server,
    companyId,
    foreignId,
    names: Object.fromEntries(names) as Record<Person, Names>,
    users: Object.fromEntries(users) as MatrixCompany["users"],
    pay: pay.map(({ total_minor }) => (total_minor / 100).toFixed(2)),
  };
}

async function load(store: Store, name: string, people: readonly Person[]): Promise<number> {
  const companyId = await createCompany(store, "test", { name, currency: "USD", settings: {} });
  const session = { companyId, actor: "test", roles: "system" } as const;
  const folder = mkdtempSync(join(tmpdir(), "attain-matrix-"));
  writeFiles(folder, files(name, people));
  const imported = await importFiles(store, session, { paths: [folder] });
  if (imported.rejected > 0) throw new Error(`The matrix's files have ${imported.rejected} bad rows`);
  rmSync(folder, { recursive: true });
  await runCalculation(store, session, { set: "default", period: "*", publish: true, acceptFindings: true });
  return companyId;
}

function files(company: string, people: readonly Person[]): Record<string, string> {
  const table = (header: string, row: (person: Person, index: number) => string) => `${[header, ...people.map(row)].join("\n")}\n`;
  const own = company === "Ours" ? "" : company; // the plan and the product of the foreign company carry its name
  return {
    "company.json": JSON.stringify({ name: company, currency: "USD", attributes: { participant: { rate: "Text" } } }),
    "people.csv": table("participant,name,email", (p) => `${p},Name ${p},${p}@example.com`),
    "participant-attributes.csv": table("participant,attribute,from,value", (p) => `${p},rate,2020-01-01,zzpay ${p}`),
    "positions.csv": table("position,title,parent", (p) => `${p}-seat,Rep,${p === "zzsub" ? "zzboss-seat" : ""}`),
    "assignments.csv": table("participant,position", (p) => `${p},${p}-seat`),
    "products.csv": `product,name\n${own}p1,Widget ${own}\n`,
    "territories.csv": table("territory,name", (_p, i) => `${own}t${i},Territory ${own}`),
    "customers.csv": table("customer,name", (p) => `${p}-customer,Customer of ${p}`),
    "quotas.csv": table("position,measure,from,to,amount", (p) => `${p}-seat,sales,2026-01-01,2026-04-01,100`),
    "transactions.csv": table(
      "transaction,date,owner,customer,product,amount",
      (p, i) => `${p}-sale,2026-02-05,${p},${p}-customer,${own}p1,${(1234 + 1000 * i).toFixed(2)}`,
    ),
    "opportunities.csv": table(
      "opportunity,name,customer,owner,stage,outcome",
      (p) => `${p}-deal,Deal of ${p},${p}-customer,${p},Offer,open`,
    ),
    "plans/reps.json": JSON.stringify({
      plan: `${own}reps`,
      version: "1",
      name: `Reps ${own}`,
      set: "default",
      effective: { from: "2026-01-01", to: null },
      currency: "USD",
      payPeriod: "quarter",
      assigned: [{ titles: ["Rep"] }],
      credits: [{ name: "own", kind: "direct" }],
      measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter", quota: "sales" }],
      components: [{ name: "commission", kind: "flat", measure: "sales", rate: "7%" }],
    }),
  };
}

async function namesOf(server: TestServer, person: Person, companyId: number): Promise<Names> {
  const email = `user-of-${person}@example.com`;
  const user = await server.signIn.create({ name: `User of ${person}`, email });
  await give(server, companyId, user.id, "rep", person === "zzown" || person === "zzboss" ? null : person);
  const calculation = await server.store.system((tx) =>
    tx.selectFrom("calculations").select("calculation_id").where("company_id", "=", companyId).executeTakeFirst(),
  );
  return {
    participant: person,
    position: `${person}-seat`,
    customer: `${person}-customer`,
    transaction: `${person}-sale`,
    opportunity: `${person}-deal`,
    email,
    userId: user.id,
    calculation: String(calculation?.calculation_id ?? 0),
  };
}

async function userOf(server: TestServer, companyId: number, role: Role) {
  const email = `${role}@example.com`;
  const user = await server.signIn.create({ name: role, email });
  await server.signIn.setPassword(user.id, PASSWORD);
  await give(server, companyId, user.id, role, STANDS_FOR[role] ?? null);
  const cookie = await server.cookieOf(email);
  const scopes = PERMISSIONS.filter((permission) => reachOf([role], permission) !== undefined);
  const made = await server.request("/api/api-keys", { cookie, json: { name: "matrix", scopes, days: 1 } });
  const { key } = (await made.json()) as { readonly key?: string };
  return { id: user.id, cookie, key };
}

/** The people of the rows are users too; those whom a role's user stands for are so without rights. */
async function give(server: TestServer, companyId: number, userId: string, role: Role, participant: string | null): Promise<void> {
  if (participant === null && role === "rep") return;
  await server.store.publish({ companyId, actor: "test", roles: "system" }, { reason: "test", kind: "access" }, (tx) =>
    addMembership(tx, companyId, userId, role, participant, "2020-01-01"),
  );
}
