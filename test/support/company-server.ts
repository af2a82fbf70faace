import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROLES, type Role } from "../../src/access/permissions.ts";
import { addMembership } from "../../src/access/store.ts";
import { runCalculation } from "../../src/app/calculation/run.ts";
import { createCompany } from "../../src/app/database/companies.ts";
import type { Session, Store } from "../../src/app/database/store.ts";
import { importFiles } from "../../src/app/import/import.ts";
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
  /** The sign-ins as at the beginning, with new cookies: what is fuzzed may have changed or ended them. */
  signInAgain(): Promise<Readonly<Record<Role, string>>>;
  asAdministrator(path: string, init?: RequestInit & { readonly json?: unknown }): Promise<Response>;
};

export async function companyServer(): Promise<CompanyServer> {
  const server = await startTestServer({}, { requestsAMinute: 1_000_000 });
  const { store } = server;
  for (const check of ["database", "migrations", "web"]) server.deps.readiness.checks.set(check, { state: "ok" });
  const companyId = await createCompany(store, "test", { name: "Rich", currency: "USD", settings: {} });
  const session: Session = { companyId, actor: "test", roles: "system" };
  await fill(store, session);
  const cookies = await signInEach(server, session);
  return {
    ...server,
    companyId,
    session,
    cookies,
    signInAgain: () => signInEach(server, session),
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

const emailOf = (role: Role) => `${role}@example.com`;

/** Gives each role its sign-in as it was at the beginning, whatever has been done to it since, and new cookies. */
async function signInEach(server: TestServer, session: Session): Promise<Record<Role, string>> {
  const { companyId } = session;
  const { store, signIn } = server;
  await store.signIn.deleteFrom("rate_limits").execute();
  const cookies = new Map<Role, string>();
  for (const role of ROLES) {
    const email = emailOf(role);
    const { id } = (await signIn.findByEmail(email)) ?? (await signIn.create({ name: role, email }));
    await signIn.secondFactor.remove(id);
    await signIn.setPassword(id, PASSWORD);
    await store.system((tx) => tx.deleteFrom("sign_in_policies").where("company_id", "=", companyId).execute());
    await store.publish(session, { reason: "test", kind: "sign-in" }, async (tx) => {
      await tx.deleteFrom("memberships").where("company_id", "=", companyId).where("user_id", "=", id).execute();
      await addMembership(tx, companyId, id, role, PARTICIPANTS[role] ?? null, "2020-01-01");
    });
    const cookie = await server.cookieOf(email);
    if (cookie === "") throw new Error(`${email} cannot sign in`);
    cookies.set(role, cookie);
  }
  return Object.fromEntries(cookies) as Record<Role, string>;
}
