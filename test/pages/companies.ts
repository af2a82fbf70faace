import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Role } from "../../src/access/permissions.ts";
import { addMembership } from "../../src/access/store.ts";
import { dayOfClock } from "../../src/access/today.ts";
import { runPeriods } from "../../src/app/calculation/run.ts";
import { createCompany } from "../../src/app/database/companies.ts";
import type { Session, Store } from "../../src/app/database/store.ts";
import { importFiles } from "../../src/app/import/import.ts";
import { loadDemo } from "../../src/app/demo/load.ts";
import { newSignInParts } from "../../src/app/server/sign-in-parts.ts";
import { systemClock, systemRandomness } from "../../src/app/server/system.ts";
import { parseDay } from "../../src/calendar/day.ts";
import { PASSWORD } from "../support/server.ts";
import { idIn, TOP, writeLargeCompany } from "./large-company.ts";

/** The companies whose pages are measured, all in one database. */
export const COMPANIES = ["empty", "demo", "large"] as const;
export type CompanyName = (typeof COMPANIES)[number];

/** Who signs in: `<role>-<n>@<company>.example.com` with the tests' password. `top` leads everybody. */
export const HOMES = ["rep", "manager", "compensation-administrator", "administrator"] as const;
export type Home = (typeof HOMES)[number];
const OTHERS = ["sales-operations", "finance", "executive"] as const;

/** People of each home in the large company, so that twenty can be there at once. */
export const PEOPLE_OF_A_HOME = 5;

export const emailOf = (company: CompanyName, person: string) => `${person}@${company}.example.com`;

type Person = { readonly person: string; readonly roles: readonly Role[]; readonly participant: string | null };

/** Makes the three companies; in the large one the last quarters are published, as many as `published`, and the running one is a draft. */
export async function loadCompanies(
  store: Store,
  { copies, published, report }: { readonly copies: number; readonly published: number; readonly report: (message: string) => void },
): Promise<void> {
  const today = parseDay(dayOfClock(Date.now())) ?? 0;
  await loadEmpty(store);
  const { companyId, demo } = await loadDemo(store, today);
  const participantOf = (role: Role) => demo.entrants.find((entrant) => entrant.role === role)?.participant ?? null;
  const [rep, manager] = [participantOf("rep"), participantOf("manager")];
  await addPeople(store, "demo", companyId, peopleOf(1, [rep], [manager]));
  report("the demo company is there");
  const each = Array.from({ length: PEOPLE_OF_A_HOME }, (_, copy) => copy);
  const folder = mkdtempSync(join(tmpdir(), "attain-large-"));
  try {
    writeLargeCompany(folder, copies, today, report);
    const large = await createCompany(store, "pages", { name: "Large", currency: "USD", settings: {} });
    await importFolder(store, sessionOf(large), folder, report);
    const names = demo.timeline.quarters.map(({ name }) => name).slice(-published - 1);
    const periods = names.map((period, index) => ({ period, publish: index < published }));
    await runPeriods(store, sessionOf(large), "default", periods, (period) => report(`calculating ${period}`));
    const people = peopleOf(
      PEOPLE_OF_A_HOME,
      each.map((copy) => (rep === null ? null : idIn(copy, rep))),
      each.map((copy) => (manager === null ? null : idIn(copy, manager))),
    );
    await addPeople(store, "large", large, [...people, { person: "top", roles: ["manager"], participant: TOP }]);
    await store.maintenance(["transactions", "opportunities", "stage_history", "activities", "customers", "reports", "people", "quotas"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sessionOf = (companyId: number): Session => ({ companyId, actor: "pages", roles: "system" });

/** A company with two people and nothing else: what everybody sees on the first day. */
async function loadEmpty(store: Store): Promise<void> {
  const companyId = await createCompany(store, "pages", { name: "Empty", currency: "USD", settings: {} });
  const folder = mkdtempSync(join(tmpdir(), "attain-empty-"));
  writeFileSync(join(folder, "people.csv"), "participant,name\nann,Ann Rep\nmel,Mel Manager\n");
  await importFolder(store, sessionOf(companyId), folder, () => {});
  rmSync(folder, { recursive: true });
  await addPeople(store, "empty", companyId, peopleOf(1, ["ann"], ["mel"]));
}

async function importFolder(store: Store, session: Session, folder: string, report: (message: string) => void): Promise<void> {
  let last = "";
  const { rejected } = await importFiles(store, session, { paths: [folder] }, ({ phase, file }) => {
    const now = `import: ${phase} ${file}`;
    if (now !== last) report(now);
    last = now;
  });
  if (rejected > 0) throw new Error(`${rejected} rows were rejected`);
}

function peopleOf(count: number, reps: readonly (string | null)[], managers: readonly (string | null)[]): Person[] {
  const homes = Array.from({ length: count }, (_, index) =>
    HOMES.map((role) => {
      const participant = role === "rep" ? reps[index] : role === "manager" ? managers[index] : null;
      return { person: `${role}-${index + 1}`, roles: [role], participant: participant ?? null };
    }),
  );
  return [...homes.flat(), ...OTHERS.map((role) => ({ person: `${role}-1`, roles: [role], participant: null }))];
}

async function addPeople(store: Store, company: CompanyName, companyId: number, people: readonly Person[]): Promise<void> {
  const world = { clock: systemClock, random: systemRandomness, log: () => {} };
  const { signIn } = newSignInParts({
    store,
    secret: Buffer.from(systemRandomness.bytes(32)).toString("hex"),
    origin: "http://127.0.0.1",
    ...world,
  });
  const users: (Person & { readonly userId: string })[] = [];
  for (const person of people) {
    const { id } = await signIn.create({ name: person.person, email: emailOf(company, person.person) });
    await signIn.setPassword(id, PASSWORD);
    users.push({ ...person, userId: id });
  }
  await store.publish(sessionOf(companyId), { reason: "People to measure as", kind: "access" }, async (tx) => {
    for (const { userId, roles, participant } of users)
      for (const role of roles) await addMembership(tx, companyId, userId, role, participant, "2020-01-01");
  });
}
