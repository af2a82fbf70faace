import { formatMinor, minorOf } from "../../money/money.ts";
import { type Effects, statementKey } from "./effects.ts";
import { INPUT_GROUPS } from "./mixed-inputs.ts";

/** What a stored statement pays: decimal strings of its currency. */
export type PaidStatement = {
  readonly participant: string;
  readonly name: string;
  readonly period: string;
  readonly currency: string;
  readonly amount: string;
  readonly pay: Readonly<Record<string, string>>;
};

/**
 * Why pay differs: one group of inputs on its own; several together, beyond what each does on its own; a statement of a period that
 * was never published ("first"); another version of the program.
 */
export const CAUSES = [...INPUT_GROUPS, "together", "first", "program"] as const;
export type Cause = (typeof CAUSES)[number];
export type CauseAmount = { readonly cause: Cause; readonly amount: string };

export type ComponentDifference = {
  readonly component: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string;
};

/** A statement that pays otherwise than before. Components that pay the same are left out; causes sum to the difference. */
export type StatementDifference = {
  readonly participant: string;
  readonly name: string;
  readonly period: string;
  readonly currency: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string;
  readonly components: readonly ComponentDifference[];
  readonly causes: readonly CauseAmount[];
};

/** Totals of a currency over all compared statements, those that pay the same included. */
export type ComparisonTotal = {
  readonly currency: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
  readonly statements: number;
  readonly changed: number;
  readonly people: number;
  readonly causes: readonly CauseAmount[];
};

export type StatementPair = { readonly before: PaidStatement | undefined; readonly after: PaidStatement | undefined };

/** Statements before and after by participant, period and currency, in the order of those after. */
export function pairs(before: Iterable<PaidStatement>, after: Iterable<PaidStatement>): StatementPair[] {
  const rest = new Map([...before].map((statement) => [statementKey(statement), statement]));
  const found: StatementPair[] = [];
  for (const statement of after) {
    const key = statementKey(statement);
    found.push({ before: rest.get(key), after: statement });
    rest.delete(key);
  }
  for (const statement of rest.values()) found.push({ before: statement, after: undefined });
  return found;
}

/** Whether a statement comes, goes, or pays otherwise in total or in a component. */
export function differs({ before, after }: StatementPair): boolean {
  return before === undefined || after === undefined || before.amount !== after.amount || componentsOf({ before, after }).length > 0;
}

/**
 * One difference with its causes to the minor unit. `effects`: of the inputs of the calculation that was published before; undefined
 * where none was for the period. What the stored amounts differ by beyond the effects is the program's.
 */
export function statementDifference(pair: StatementPair, effects: Effects | undefined): StatementDifference {
  const { before, after } = pair;
  const statement = after ?? before;
  if (statement === undefined) throw new RangeError("A pair of statements has one of them");
  const { participant, name, period, currency } = statement;
  const differenceMinor = minor(after?.amount, currency) - minor(before?.amount, currency);
  const causes = effects
    ? causesOf(differenceMinor, effects, statementKey(statement))
    : new Map<Cause, bigint>([["first", differenceMinor]]);
  return {
    participant,
    name,
    period,
    currency,
    before: before?.amount ?? null,
    after: after?.amount ?? null,
    difference: formatMinor(differenceMinor, currency),
    components: componentsOf(pair),
    causes: causeAmounts(causes, currency),
  };
}

function causesOf(differenceMinor: bigint, { before, after, alone }: Effects, key: string): Map<Cause, bigint> {
  const recomputed = (after.get(key) ?? 0n) - (before.get(key) ?? 0n);
  const causes = new Map<Cause, bigint>();
  let together = recomputed;
  for (const [group, pay] of alone) {
    const effect = (pay.get(key) ?? 0n) - (before.get(key) ?? 0n);
    causes.set(group, effect);
    together -= effect;
  }
  return causes.set("together", together).set("program", differenceMinor - recomputed);
}

/** Those that are not nothing, in the order of CAUSES. */
function causeAmounts(causes: ReadonlyMap<Cause, bigint>, currency: string): CauseAmount[] {
  return CAUSES.flatMap((cause) => {
    const amountMinor = causes.get(cause) ?? 0n;
    return amountMinor === 0n ? [] : [{ cause, amount: formatMinor(amountMinor, currency) }];
  });
}

function componentsOf({ before, after }: StatementPair): ComponentDifference[] {
  const currency = (after ?? before)?.currency ?? "";
  const [old, now] = [new Map(Object.entries(before?.pay ?? {})), new Map(Object.entries(after?.pay ?? {}))];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((component) => {
    const [was, is] = [old.get(component), now.get(component)];
    const differenceMinor = minor(is, currency) - minor(was, currency);
    if (differenceMinor === 0n) return [];
    return [{ component, before: was ?? null, after: is ?? null, difference: formatMinor(differenceMinor, currency) }];
  });
}

/** Totals by currency of all pairs, with the causes of the differences summed; ordered by currency. */
export function comparisonTotals(all: readonly StatementPair[], differences: readonly StatementDifference[]): ComparisonTotal[] {
  const currencies = new Set(all.map(({ before, after }) => (after ?? before)?.currency ?? ""));
  return [...currencies].sort().map((currency) => {
    const own = all.filter(({ before, after }) => (after ?? before)?.currency === currency);
    const changed = differences.filter((difference) => difference.currency === currency);
    const beforeMinor = own.reduce((sum, { before }) => sum + minor(before?.amount, currency), 0n);
    const afterMinor = own.reduce((sum, { after }) => sum + minor(after?.amount, currency), 0n);
    const causes = new Map<Cause, bigint>();
    for (const { cause, amount } of changed.flatMap((difference) => difference.causes))
      causes.set(cause, (causes.get(cause) ?? 0n) + minorOf(amount, currency));
    return {
      currency,
      before: formatMinor(beforeMinor, currency),
      after: formatMinor(afterMinor, currency),
      difference: formatMinor(afterMinor - beforeMinor, currency),
      statements: own.length,
      changed: changed.length,
      people: new Set(changed.map(({ participant }) => participant)).size,
      causes: causeAmounts(causes, currency),
    };
  });
}

/** The greatest differences first, whatever their sign; then by participant, period and currency. */
export function byGreatest(a: StatementDifference, b: StatementDifference): number {
  const [x, y] = [absolute(minor(a.difference, a.currency)), absolute(minor(b.difference, b.currency))];
  if (x !== y) return x > y ? -1 : 1;
  const [keyA, keyB] = [statementKey(a), statementKey(b)];
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function minor(amount: string | undefined, currency: string): bigint {
  return amount === undefined ? 0n : minorOf(amount, currency);
}
