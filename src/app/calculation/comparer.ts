import {
  byGreatest,
  comparisonTotals,
  differs,
  pairs,
  type StatementDifference,
  statementDifference,
  type StatementPair,
} from "../../compensation/comparison/comparison.ts";
import type { CalculationComparison, Compare } from "../../compensation/comparison/api.ts";
import { lineDifferences } from "../../compensation/comparison/lines.ts";
import { type Effects, effectsOf } from "../../compensation/comparison/effects.ts";
import { type ChangedTable, changedInputs } from "../../compensation/comparison/store.ts";
import { ALL_PERIODS, listCalculationStatements, type StatementRow } from "../../compensation/statements/store.ts";
import type { Store, Transaction } from "../database/store.ts";
import { loadInputs } from "./load.ts";
import { storedLines } from "./stored-statements.ts";

type Compared = { readonly calculation: number; readonly period: string; readonly inputChange: number };
type Wanted = Compared & { readonly set: string; readonly before: readonly Compared[] };

/** Effects kept in memory: the next page of a comparison answers at once. */
const KEPT_MAX = 3;
const STATEMENTS_A_PAGE = 2000;

/**
 * Compares calculations with what was published before them, of the same plan set and periods. Statements and changed inputs are read with
 * the rights of whoever asks; what changed inputs do to pay is calculated on all of them, and told only of statements that were read.
 */
export function newComparer(store: Store): Compare {
  const effects = newEffects(store);
  return {
    comparison: async (session, calculation) => {
      const read = await store.as(session, (tx) => readBoth(tx, session.companyId, calculation));
      return read && compare(session.companyId, read, effects);
    },
    lines: (session, calculation, statement) =>
      store.as(session, async (tx) => {
        const { companyId } = session;
        const wanted = await readWanted(tx, companyId, calculation);
        if (!wanted) return undefined;
        const base = baseOf(wanted.before, statement.period);
        const before = base ? await storedLines(tx, { companyId, ...statement, calculation: base.calculation }) : [];
        const after = await storedLines(tx, { companyId, ...statement, calculation });
        return before.length + after.length === 0 ? undefined : lineDifferences(before, after, statement.currency);
      }),
  };
}

/** Which of the calculations, the latest first, counts for a period. */
function baseOf(before: readonly Compared[], period: string): Compared | undefined {
  return before.find((each) => each.period === period || each.period === ALL_PERIODS);
}

/** The calculation and those of its plan set and periods that were published when it was, or now where it is a draft; the latest first. */
async function readWanted(tx: Transaction, companyId: number, calculation: number): Promise<Wanted | undefined> {
  const own = await tx
    .selectFrom("calculations")
    .select(["set", "period", "input_change_number", "published_change"])
    .where("company_id", "=", companyId)
    .where("calculation_id", "=", calculation)
    .where("state", "in", ["draft", "published", "superseded"])
    .executeTakeFirst();
  if (!own) return undefined;
  const before = await tx
    .selectFrom("calculations")
    .select(["calculation_id", "period", "input_change_number"])
    .where("company_id", "=", companyId)
    .where("set", "=", own.set)
    .where("calculation_id", "!=", calculation)
    .where("published_change", "is not", null)
    .$if(own.published_change === null, (query) => query.where("superseded_change", "is", null))
    .$if(own.published_change !== null, (query) =>
      query
        .where("published_change", "<", own.published_change ?? 0)
        .where((where) => where.or([where("superseded_change", "is", null), where("superseded_change", ">=", own.published_change ?? 0)])),
    )
    .$if(own.period !== ALL_PERIODS, (query) => query.where("period", "in", [own.period, ALL_PERIODS]))
    .orderBy("calculation_id", "desc")
    .execute();
  return {
    calculation,
    set: own.set,
    period: own.period,
    inputChange: own.input_change_number,
    before: before.map((row) => ({ calculation: row.calculation_id, period: row.period, inputChange: row.input_change_number })),
  };
}

/** Statements of both sides that the session sees, and what changed between each published calculation and this one. */
type Both = {
  readonly wanted: Wanted;
  readonly all: readonly StatementPair[];
  readonly changes: readonly ChangedTable[];
};

async function readBoth(tx: Transaction, companyId: number, calculation: number): Promise<Both | undefined> {
  const wanted = await readWanted(tx, companyId, calculation);
  if (!wanted) return undefined;
  const { period, before, inputChange } = wanted;
  const after = await statementsOf(tx, companyId, wanted);
  const old: StatementRow[] = [];
  for (const base of before)
    for (const statement of await statementsOf(tx, companyId, base))
      if (baseOf(before, statement.period) === base && (period === ALL_PERIODS || statement.period === period)) old.push(statement);
  const all = pairs(old, after);
  const [latest] = before.filter((base) => old.some((statement) => statement.calculation === base.calculation));
  return { wanted, all, changes: latest ? await changedInputs(tx, companyId, range(latest.inputChange, inputChange)) : [] };
}

/** Outside a transaction: the effects need one of their own. */
async function compare(companyId: number, { wanted, all, changes }: Both, effects: EffectsBetween): Promise<CalculationComparison> {
  const { calculation, set, period, inputChange, before } = wanted;
  const differences: StatementDifference[] = [];
  for (const [from, own] of Map.groupBy(all.filter(differs), (pair) => baseOf(before, periodOf(pair))?.inputChange)) {
    const between = from === undefined ? undefined : await effects({ companyId, set, from, to: inputChange });
    differences.push(...own.map((pair) => statementDifference(pair, between)));
  }
  const compared = new Set(all.map((pair) => baseOf(before, periodOf(pair))));
  return {
    calculation,
    set,
    period,
    inputChange,
    before: before.filter((base) => compared.has(base)),
    totals: comparisonTotals(all, differences),
    changes,
    differences: differences.sort(byGreatest),
  };
}

function periodOf({ before, after }: StatementPair): string {
  return (after ?? before)?.period ?? "";
}

function range(a: number, b: number): { readonly from: number; readonly to: number } {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}

type Between = { readonly companyId: number; readonly set: string; readonly from: number; readonly to: number };
type EffectsBetween = (between: Between) => Promise<Effects>;

/** Calculates as the program itself what the inputs that changed between two change numbers do to pay, and keeps the last few. */
function newEffects(store: Store): EffectsBetween {
  const kept = new Map<string, Promise<Effects>>();
  return (between) => {
    const key = JSON.stringify(between);
    const found = kept.get(key) ?? store.system((tx) => effectsBetween(store, tx, between));
    kept.delete(key);
    kept.set(key, found);
    found.catch(() => kept.delete(key));
    for (const oldest of kept.keys()) if (kept.size > KEPT_MAX) kept.delete(oldest);
    return found;
  };
}

/** Inputs are loaded and calculated only where some changed. */
async function effectsBetween(store: Store, tx: Transaction, { companyId, set, from, to }: Between): Promise<Effects> {
  const changed = await changedInputs(tx, companyId, range(from, to));
  if (changed.length === 0) return { before: new Map(), after: new Map(), alone: new Map() };
  const before = await loadInputs(store, tx, companyId, from, set);
  const after = await loadInputs(store, tx, companyId, to, set);
  return effectsOf(before.inputs, after.inputs, set, new Set(changed.map(({ group }) => group)));
}

async function statementsOf(tx: Transaction, companyId: number, { calculation }: Compared): Promise<StatementRow[]> {
  const found: StatementRow[] = [];
  for (let more = true; more;) {
    const page = await listCalculationStatements(tx, companyId, calculation, STATEMENTS_A_PAGE, found.at(-1));
    found.push(...page);
    more = page.length === STATEMENTS_A_PAGE;
  }
  return found;
}
