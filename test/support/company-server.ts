import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROLES, type Role } from "../../src/access/permissions.ts";
import { addMembership } from "../../src/access/store.ts";
import { runCalculation } from "../../src/app/calculation/run.ts";
import { createCompany } from "../../src/app/database/companies.ts";
import type { Session, Store } from "../../src/app/database/store.ts";
import { importFiles } from "../../src/app/import/import.ts";
import { newExplainer } from "../../src/app/calculation/explainer.ts";
import { newKeptCalculations } from "../../src/app/calculation/kept-calculations.ts";
import { newPresent } from "../../src/app/calculation/present.ts";
import { RICH_COMPANY } from "./rich-company.ts";
import { PASSWORD, startTestServer, type TestServer } from "./server.ts";
import { writeFiles } from "./small-company.ts";

/** Who stands for which participant: the manager leads the rep. */
const PARTICIPANTS: Partial<Record<Role, string>> = { rep: "ann", manager: "mel" };

/** A server over a company with rows in every table and a published calculation, and a cookie for each role. */
export type CompanyServer = TestServer & {
  readonly companyId: number;
  readonly session: Session;
  readonly cookies: Readonly<Record<Role, string>>;
  /** New cookies: what is fuzzed may have signed somebody out. */
  signInAgain(): Promise<Readonly<Record<Role, string>>>;
  asAdministrator(path: string, init?: RequestInit & { readonly json?: unknown }): Promise<Response>;
};

export async function companyServer(): Promise<CompanyServer> {
  const later: { explain?: ReturnType<typeof newExplainer>; present?: ReturnType<typeof newPresent> } = {};
  const server = await startTestServer(
    {
      explain: async (statement) => later.explain?.(statement),
      present: async (companyId) => later.present?.(companyId),
    },
    { requestsAMinute: 1_000_000 },
  );
  const { store } = server;
  for (const check of ["database", "migrations", "web"]) server.deps.readiness.checks.set(check, { state: "ok" });
  const calculations = newKeptCalculations(store);
  later.explain = newExplainer(calculations);
  later.present = newPresent(store, calculations);
  const companyId = await createCompany(store, "test", { name: "Rich", currency: "USD", settings: {} });
  const session: Session = { companyId, actor: "test", roles: "system" };
  await fill(store, session);
  const cookies = await signInEach(server, companyId);
  return {
    ...server,
    companyId,
    session,
    cookies,
    signInAgain: () => signInAll(server),
    asAdministrator: (path, init = {}) => server.request(path, { ...init, cookie: cookies.administrator }),
  };
}

async function fill(store: Store, session: Session): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "attain-company-"));
  writeFiles(folder, RICH_COMPANY);
  const imported = await importFiles(store, session, { paths: [folder] });
  if (imported.rejected > 0) throw new Error(`The company's files have ${imported.rejected} bad rows`);
  rmSync(folder, { recursive: true });
  for (const set of ["default", "flat"]) await runCalculation(store, session, { set, period: "*", publish: true, acceptFindings: true });
}

async function signInEach(server: TestServer, companyId: number): Promise<Record<Role, string>> {
  for (const role of ROLES) {
    const user = await server.signIn.create({ name: role, email: emailOf(role) });
    await server.signIn.setPassword(user.id, PASSWORD);
    await server.store.publish({ companyId, actor: "test", roles: "system" }, { reason: "test", kind: "sign-in" }, (tx) =>
      addMembership(tx, companyId, user.id, role, PARTICIPANTS[role] ?? null, "2020-01-01"),
    );
  }
  return signInAll(server);
}

const emailOf = (role: Role) => `${role}@example.com`;

async function signInAll(server: TestServer): Promise<Record<Role, string>> {
  const cookies = new Map<Role, string>();
  for (const role of ROLES) cookies.set(role, await server.cookieOf(emailOf(role)));
  return Object.fromEntries(cookies) as Record<Role, string>;
}
