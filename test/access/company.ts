import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Permission, PERMISSIONS, reachOf, type Role, ROLES } from "../../src/access/permissions.ts";
import { addMembership } from "../../src/access/store.ts";
import { addInvitation } from "../../src/access/invitations/store.ts";
import { runCalculation } from "../../src/app/calculation/run.ts";
import { createCompany } from "../../src/app/database/companies.ts";
import type { Session, Store } from "../../src/app/database/store.ts";
import { importFiles } from "../../src/app/import/import.ts";
import { addUpload, saveMapping } from "../../src/app/import/store.ts";
import { createTask } from "../../src/app/tasks/store.ts";
import { PASSWORD, startTestServer, type TestServer } from "../support/server.ts";
import { writeFiles } from "../support/small-company.ts";
import { companyFiles } from "./files.ts";
import { type Names, PEOPLE, type Person, roleOf, STANDS_FOR } from "./people.ts";

/** A user of the matrix: their session, an API key with all that their roles allow, and one that may read the company's name alone. */
export type MatrixUser = { readonly id: string; readonly cookie: string; readonly key: string; readonly narrowKey: string };

/** The scope of the narrow keys. */
export const NARROW: Permission = "company.read";

export type MatrixCompany = TestServer & {
  readonly companyId: number;
  readonly foreignId: number;
  readonly names: Readonly<Record<Person, Names>>;
  readonly users: Readonly<Record<Role, MatrixUser>>;
  /** Pay of statements, which sales operations may not see. */
  readonly pay: readonly string[];
};

type Loaded = { readonly companyId: number; readonly shared: Omit<Names, keyof ReturnType<typeof personNames>> };

/** Two companies with rows of each person in every table, calculated and published, and a user with API keys for each role and person. */
export async function matrixCompany(): Promise<MatrixCompany> {
  const server = await startTestServer({}, { requestsAMinute: 1_000_000 });
  const ours = await load(server, "Ours", ["zzown", "zzboss", "zzsub", "zzother"]);
  const foreign = await load(server, "zzforeign", ["zzforeign"]);
  const users = new Map<string, MatrixUser>();
  const names = new Map<Person, Names>();
  for (const role of ROLES)
    if (STANDS_FOR[role] === undefined) users.set(role, await userOf(server, ours.companyId, role, null, `${role}@example.com`));
  for (const person of PEOPLE) {
    const { companyId, shared } = person === "zzforeign" ? foreign : ours;
    const role = roleOf(person) ?? "rep";
    const email = `user-of-${person}@example.com`;
    const user = await userOf(server, companyId, role, person, email);
    users.set(roleOf(person) ?? person, user);
    names.set(person, { ...shared, ...personNames(person), email, ...(await thingsOf(server.store, companyId, person, user)) });
  }
  const pay = await server.store.system((tx) => tx.selectFrom("statements").select("total_minor").where("total_minor", "<>", 0).execute());
  return {
    ...server,
    companyId: ours.companyId,
    foreignId: foreign.companyId,
    names: Object.fromEntries(names) as Record<Person, Names>,
    users: Object.fromEntries(users) as MatrixCompany["users"],
    pay: pay.map(({ total_minor }) => (total_minor / 100).toFixed(2)),
  };
}

/** A company from its files: an import, a published calculation, a draft, an upload and a mapping. */
async function load(server: TestServer, name: string, people: readonly Person[]): Promise<Loaded> {
  const { store, deps } = server;
  const { uploads } = deps;
  const companyId = await createCompany(store, "test", { name, currency: "USD", settings: {} });
  const session = { companyId, actor: "test", roles: "system" } as const;
  const folder = mkdtempSync(join(tmpdir(), "attain-matrix-"));
  const own = name === "Ours" ? "" : name; // what belongs to the foreign company as a whole carries its name
  writeFiles(folder, companyFiles(name, own, people));
  const imported = await importFiles(store, session, { paths: [folder] });
  if (imported.rejected > 0) throw new Error(`The matrix's files have ${imported.rejected} bad rows`);
  rmSync(folder, { recursive: true });
  for (const person of people) await adjust(server, session, person);
  const calculate = (publish: boolean) => runCalculation(store, session, { set: "default", period: "*", publish, acceptFindings: true });
  const published = await calculate(true);
  const draft = await calculate(false);
  const file = await uploads.receive(new Blob(["product,name\nnew,New\n"]).stream(), "products.csv");
  const upload = await store.system((tx) => addUpload(tx, companyId, "test", { name: "products.csv", bytes: file.bytes, hash: file.hash }));
  await uploads.keep(file.path, companyId, upload.upload, "products.csv");
  const mapping = `${own} mapping`;
  await store.system((tx) => saveMapping(tx, companyId, "test", mapping, { files: [] } as never));
  const shared = {
    calculation: String(published.calculationId),
    draft: String(draft.calculationId),
    import: String(imported.importId),
    upload: String(upload.upload),
    mapping,
    plan: `${own}reps`,
    product: `${own}p1`,
    territory: `${own}t0`,
  };
  return { companyId, shared };
}

async function adjust({ deps }: TestServer, session: Session, participant: Person): Promise<void> {
  const wanted = { participant, set: "default", period: "2026-Q1", from: "2026-01-01", amount: "3.21", currency: null };
  await deps.adjusting.add(session, { ...wanted, reason: `Owed to ${participant}` });
}

function personNames(person: Person) {
  return {
    participant: person,
    position: `${person}-seat`,
    customer: `${person}-customer`,
    transaction: `${person}-sale`,
    opportunity: `${person}-deal`,
    activity: `${person}-call`,
    ...PERSONAL,
  };
}
/** Found in the database when all is there. */
const PERSONAL = { adjustment: "", email: "", userId: "", session: "", apiKey: "", invitation: "", task: "" };

/** What stands in the database for a person and their user. */
async function thingsOf(store: Store, companyId: number, person: Person, user: MatrixUser) {
  const session: Session = { companyId, actor: user.id, roles: ["rep"], participant: person };
  const task = await createTask(store, session, "matrix", {}); // no process knows the kind: it stays in the queue
  const begun = await store.signIn.selectFrom("session").select("id").where("userId", "=", user.id).executeTakeFirstOrThrow();
  const invitation = `${person}-invitation`;
  return store.system(async (tx) => {
    await tx
      .updateTable("tasks")
      .set({ progress: JSON.stringify({ text: person, done: 0, total: null }) })
      .where("task", "=", task)
      .execute();
    const at = new Date();
    const expiresAt = new Date(at.getTime() + 86_400_000);
    const grant = { roles: ["rep"] as const, participant: person, from: "2020-01-01", to: "infinity" };
    const email = `invited-by-${person}@example.com`;
    await addInvitation(tx, { companyId, invitation, email, invitedBy: user.id, invitedAt: at, expiresAt, ...grant });
    const adjustment = await tx
      .selectFrom("adjustments")
      .select("adjustment")
      .where("company_id", "=", companyId)
      .where("participant", "=", person)
      .executeTakeFirstOrThrow();
    const dispute = { company_id: companyId, dispute: `D-${person}`, change_number: 1 };
    const statement = {
      participant: person,
      set: "default",
      period: "2026-Q1",
      currency: "USD",
      from: "2026-01-01",
      last_day: "2026-03-31",
    };
    const about = {
      calculation_id: 1,
      line_no: null,
      component: null,
      window: null,
      source: null,
      transaction: null,
      line: null,
      manual: null,
    };
    const asked = { amount: "1.00", question: `Asked by ${person}`, asked_by: user.id };
    await tx
      .insertInto("disputes")
      .values({ ...dispute, ...statement, ...about, ...asked })
      .execute();
    await tx
      .insertInto("dispute_messages")
      .values({ ...dispute, message: 1, author: user.id, side: "asker", step: "ask", body: asked.question, adjustment: null })
      .execute();
    const keys = await tx.selectFrom("api_keys").select("api_key").where("user_id", "=", user.id).executeTakeFirstOrThrow();
    return {
      adjustment: adjustment.adjustment,
      userId: user.id,
      session: begun.id,
      apiKey: keys.api_key,
      invitation,
      task: String(task),
    };
  });
}

async function userOf(server: TestServer, companyId: number, role: Role, participant: Person | null, email: string): Promise<MatrixUser> {
  const user = await server.signIn.create({ name: participant === null ? role : `User of ${participant}`, email });
  await server.signIn.setPassword(user.id, PASSWORD);
  await server.store.publish({ companyId, actor: "test", roles: "system" }, { reason: "test", kind: "access" }, (tx) =>
    addMembership(tx, companyId, user.id, role, participant, "2020-01-01"),
  );
  const cookie = await server.cookieOf(email);
  const key = async (scopes: readonly Permission[]): Promise<string> => {
    const made = await server.request("/api/api-keys", { cookie, json: { name: `key of ${participant ?? role}`, scopes, days: 1 } });
    if (made.status !== 201) throw new Error(`${email} gets no key: ${await made.text()}`);
    return ((await made.json()) as { readonly key: string }).key;
  };
  const whole = PERMISSIONS.filter((permission) => reachOf([role], permission) !== undefined);
  return { id: user.id, cookie, key: await key(whole), narrowKey: await key([NARROW]) };
}
