import type { ToldOrWaiting } from "../../compensation/present.ts";
import type { PresentWorklist } from "../../compensation/worklist/present.ts";
import { KINDS_WITHOUT_INPUTS } from "../../history/kinds.ts";
import type { PresentHomes } from "../../performance/present-home.ts";
import type { Store } from "../database/store.ts";
import { beingCalculated } from "../server/kit/problem.ts";
import type { Answer, Asked, Question } from "./answers.ts";
import { type Asking, within } from "./asking.ts";
import { type CalculationKey, nameOf } from "./kept-calculations.ts";

const DEFAULT_SET = "default";
/** A home is there at once, with what was known before the last change or without figures yet: it asks again by itself. */
const HOME_PATIENCE_MS = 100;

/** Of one company: the last calculation that is there, and the one that is being made; `newest` is the last that was asked for. */
type Company = {
  there?: CalculationKey;
  newest?: CalculationKey;
  making?: { readonly name: string; readonly made: Promise<CalculationKey> };
};

/** What everybody has reached on everything that is known now: one calculation a company at a time, shared by whoever asks. */
export type Present = { readonly home: PresentHomes; readonly worklist: PresentWorklist };

export function newPresent(store: Store, asking: Asking): Present {
  const companies = new Map<number, Company>();
  // The embedded database calculates in this thread: nobody is answered earlier by not waiting.
  const homePatienceMs = asking.patienceMs === Number.POSITIVE_INFINITY ? asking.patienceMs : HOME_PATIENCE_MS;
  const tell = async <K extends Question>(
    companyId: number,
    question: K,
    asked: Asked<K>,
    patienceMs = asking.patienceMs,
  ): Promise<ToldOrWaiting<Answer<K>>> => {
    const key = await lastInputs(store, companyId);
    if (!key) return undefined;
    const company = companies.get(companyId) ?? {};
    companies.set(companyId, company);
    const made = await within(makeLatest(asking, company, key), patienceMs);
    const earlier = company.there && asking.has(company.there) ? company.there : undefined;
    const from = made ?? earlier;
    if (!from) return "calculating";
    const told = await asking.ask(from, question, asked);
    return { set: from.set, inputChange: from.inputChange, isLatest: made !== undefined, told };
  };
  const tellLatest = async <K extends Question>(companyId: number, question: K, asked: Asked<K>) => {
    const found = await tell(companyId, question, asked);
    if (found === "calculating" || found?.isLatest === false) throw beingCalculated();
    return found;
  };
  return {
    home: (companyId, asked) => tell(companyId, "home", asked, homePatienceMs),
    worklist: {
      counts: (companyId) => tellLatest(companyId, "worklistCounts", null),
      rows: (companyId, asked) => tellLatest(companyId, "worklistRows", asked),
      owners: (companyId, asked) => tellLatest(companyId, "owners", asked),
    },
  };
}

/** The calculation of these inputs or of later ones, as soon as it is there. While one is made, only the newest of what is asked for waits. */
async function makeLatest(asking: Asking, company: Company, key: CalculationKey): Promise<CalculationKey> {
  if ((company.newest?.inputChange ?? -1) < key.inputChange || company.newest?.set !== key.set) company.newest = key;
  if (company.making && company.making.name !== nameOf(key)) {
    await company.making.made.catch(() => {});
    return makeLatest(asking, company, company.newest ?? key);
  }
  if (!company.making) {
    const made = asking
      .ready(key)
      .then(() => (company.there = key))
      .finally(() => delete company.making);
    company.making = { name: nameOf(key), made };
  }
  return company.making.made;
}

/** The plan set and the last change of inputs; undefined while there is no plan. */
async function lastInputs(store: Store, companyId: number): Promise<CalculationKey | undefined> {
  return store.system(async (tx) => {
    const last = await tx
      .selectFrom("changes")
      .select((e) => e.fn.max("change_number").as("number"))
      .where("company_id", "=", companyId)
      .where("kind", "not in", KINDS_WITHOUT_INPUTS)
      .executeTakeFirst();
    const sets = await tx.selectFrom("plans").select("set").distinct().where("company_id", "=", companyId).orderBy("set").execute();
    const set = sets.find((each) => each.set === DEFAULT_SET)?.set ?? sets[0]?.set;
    return set === undefined ? undefined : { companyId, set, inputChange: last?.number ?? 0 };
  });
}
