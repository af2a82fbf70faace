import { addMembership } from "../../access/store.ts";
import { dayOfClock } from "../../access/today.ts";
import { formatDay, parseDay } from "../../calendar/day.ts";
import { alone } from "../database/alone.ts";
import { removeCompany } from "../database/companies.ts";
import type { Store } from "../database/store.ts";
import type { Clock, DemoCompany, Loading, Log, SignIn } from "../server/kit/ports.ts";
import { companiesThere, usersOfDemo } from "./companies-there.ts";
import type { Entrant } from "./entrants.ts";
import { loadDemo } from "./load.ts";

/** The lock class of loading: two servers of one database load one company. */
const DEMO_LOCK = 4128;

export type DemoCompanyDeps = { readonly store: Store; readonly signIn: SignIn; readonly clock: Clock; readonly log: Log };

/** The demo company of one server: offered while there is nothing else, loaded in the background, taken away as a whole. */
export function newDemoCompany(deps: DemoCompanyDeps): DemoCompany {
  const { store, log } = deps;
  let loading: Promise<void> | undefined;
  let state: Loading = { step: null, failed: false };
  return {
    loading: () => state,
    offered: async () => loading === undefined && (await companiesThere(store.signIn)).every(({ unfinished }) => unfinished),
    load: () => {
      loading ??= alone(store, DEMO_LOCK, () => loadAll(deps, (step) => void (state = { step, failed: false })))
        .catch((error: unknown) => {
          log({ level: "error", event: "demo", message: error instanceof Error ? error.message : String(error) });
          state = { step: null, failed: true };
          throw error;
        })
        .finally(() => (loading = undefined));
      return loading;
    },
    remove: (companyId) => removeAll(deps, companyId),
  };
}

/** Loads the company, unless another server just has; its people can be entered as when everything is there. What an interrupted loading left is taken away before. */
async function loadAll(deps: DemoCompanyDeps, onStep: (step: Loading["step"]) => void): Promise<void> {
  const { store, clock } = deps;
  const there = await companiesThere(store.signIn);
  if (there.some(({ demo, unfinished }) => demo && !unfinished)) return;
  for (const { companyId, unfinished } of there) if (unfinished) await removeCompany(store, companyId);
  const today = parseDay(dayOfClock(clock.nowMs())) ?? 0;
  const { companyId, demo } = await loadDemo(store, today, onStep);
  await addEntrants(deps, companyId, demo.entrants, formatDay(demo.timeline.from));
  onStep(null);
}

/** Gives each of the people a user without a password and their role; the roles come last and together. */
async function addEntrants(
  { store, signIn }: DemoCompanyDeps,
  companyId: number,
  entrants: readonly Entrant[],
  from: string,
): Promise<void> {
  const users: { readonly entrant: Entrant; readonly userId: string }[] = [];
  for (const entrant of entrants) {
    const user = (await signIn.findByEmail(entrant.email)) ?? (await signIn.create(entrant));
    users.push({ entrant, userId: user.id });
  }
  await store.publish({ companyId, actor: "demo", roles: "system" }, { reason: "People to enter as", kind: "access" }, async (tx) => {
    for (const { entrant, userId } of users) await addMembership(tx, companyId, userId, entrant.role, entrant.participant, from);
  });
}

/** Takes the company away with every row of it, and the users who are nothing elsewhere. */
async function removeAll({ store, signIn }: DemoCompanyDeps, companyId: number): Promise<void> {
  const there = await companiesThere(store.signIn);
  if (!there.some((company) => company.companyId === companyId && company.demo))
    throw new RangeError(`Company ${companyId} is no demo company`);
  const users = await usersOfDemo(store.signIn, companyId);
  await removeCompany(store, companyId);
  for (const userId of users) await signIn.remove(userId);
}
