import { type UnitTable, unitAt } from "../attainment/units.ts";
import type { CreditRule, Plan } from "../../plans/plan.ts";
import { NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import type { Conditions, Test } from "./conditions.ts";
import type { Owned } from "./owned.ts";
import { lowerBound } from "../order.ts";
import type { DateKind } from "./ownership.ts";
import type { CreditRows } from "./rows.ts";

/** Reports what is wrong with the credits of one unit; each kind once a unit. `subject`: the rule, formula or measure it is about. */
export type ReportCredit = (
  code: "ambiguous-credit-rule" | "split-without-rule" | "no-value",
  unit: number,
  transaction: number,
  subject: string,
  day: number,
) => void;

type Contender = { readonly rule: CreditRule; readonly place: number; readonly priority: number; readonly test: Test | undefined };

const NOBODY = -1;
const SEVERAL = -2;

/** Two rules of one date and priority that match equally: none of them credits, nor does one of lower priority that reads another date. */
export type Tie = {
  readonly unit: number;
  readonly transaction: number;
  readonly party: number;
  readonly day: number;
  readonly priority: number;
  readonly rules: string;
};

/** Rows of ownership that are credited, by unit; the rule is one for all, or a column. Those of unit u are `start[u]` to `start[u + 1]`. */
export type OwnedCredits = {
  readonly rows: CreditRows;
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly rule: number | Int32Array;
};

/** Credits of the rules `direct` and `split` that read one of the transaction's dates. `ties` is given where rules of other dates compete too. */
export function creditOwned(
  plan: Plan,
  date: DateKind,
  owned: Owned,
  units: UnitTable,
  conditions: Conditions,
  report: ReportCredit,
  ties?: Tie[],
): OwnedCredits {
  const contenders = (kind: CreditRule["kind"]): Contender[] =>
    plan.credits.flatMap((rule, place) =>
      rule.kind === kind && (rule.date ?? "date") === date
        ? [{ rule, place, priority: rule.priority ?? 0, test: conditions.test(rule.where) }]
        : [],
    );
  const direct = contenders("direct");
  const split = contenders("split");
  const { rows } = owned;
  if (!plan.credits.some(({ kind }) => kind === "split")) reportSplits(direct, owned, units, report);
  const [only] = rows.party ? (direct.length === 0 && rows.isAllSplit ? split : []) : direct;
  const isPlain = only !== undefined && direct.length + split.length === 1 && (only.test === undefined || only.test.values !== undefined);
  if (isPlain) return { rows, rule: only.place, ...creditPlain(only.test, rows, units, report) };
  const row = new Int32Array(rows.count);
  const rule = new Int32Array(rows.count);
  const start = creditByUnit(units, rows, (unit, from, to, begin) => {
    let count = begin;
    for (let own = from; own < to; own++) {
      const isSplit = rows.party !== undefined && rows.party[own]! > 0;
      const place = winner(isSplit ? split : direct, rows, own, units.pair[unit]!, unit, report, ties);
      if (place < 0) continue;
      row[count] = own;
      rule[count++] = place;
    }
    return count;
  });
  const count = start[units.count]!;
  return { rows, start, row: row.subarray(0, count), rule: rule.subarray(0, count) };
}

/** Hands the rows of each unit to `credit`, which returns how many credits there are after them; gives where each unit's begin. */
function creditByUnit(
  { count, pair, from, to, gaps }: UnitTable,
  rows: CreditRows,
  credit: (unit: number, from: number, to: number, count: number) => number,
): Int32Array {
  const start = new Int32Array(count + 1);
  for (let unit = 0; unit < count; unit++) {
    const first = rows.start[pair[unit]!]!;
    const end = rows.start[pair[unit]! + 1]!;
    const parts = gaps.get(unit);
    let credited = start[unit]!;
    for (let part = 0; part < (parts?.length ?? 1); part++) {
      const begin = lowerBound(rows.day, first, end, parts?.[part]?.from ?? from[unit]!);
      credited = credit(unit, begin, lowerBound(rows.day, begin, end, parts?.[part]?.to ?? to[unit]!), credited);
    }
    start[unit + 1] = credited;
  }
  return start;
}

/** The credits of the one rule there is, whose condition is known by transaction. */
function creditPlain(
  test: Test | undefined,
  rows: CreditRows,
  units: UnitTable,
  report: ReportCredit,
): { readonly start: Int32Array; readonly row: Int32Array } {
  const row = new Int32Array(rows.count);
  const values = test?.values;
  const start = creditByUnit(units, rows, (_unit, from, to, count) =>
    values ? pickTrue(row, count, values, rows.transaction, from, to) : pickAll(row, count, from, to),
  );
  if (values?.includes(NO_VALUE)) reportNoValue(test, rows, units, report);
  return { start, row: row.subarray(0, start[units.count]) };
}

/** Every row is written, and only those whose value is TRUE (1) are kept: there is no branch to be guessed wrong. */
function pickTrue(row: Int32Array, begin: number, values: Uint8Array, transaction: Int32Array, from: number, to: number): number {
  let count = begin;
  for (let own = from; own < to; own++) {
    row[count] = own;
    count += values[transaction[own]!]! & TRUE;
  }
  return count;
}

function pickAll(row: Int32Array, begin: number, from: number, to: number): number {
  for (let own = from; own < to; own++) row[begin + own - from] = own;
  return begin + to - from;
}

function reportNoValue(test: Test | undefined, { transaction, day, ...rows }: CreditRows, units: UnitTable, report: ReportCredit): void {
  creditByUnit(units, { transaction, day, ...rows }, (unit, from, to, count) => {
    for (let own = from; own < to; own++)
      if (test?.values?.[transaction[own]!] === NO_VALUE) report("no-value", unit, transaction[own]!, test.where, day[own]!);
    return count;
  });
}

/** The rule of highest priority that holds for a credit; NOBODY when none does, or when two of equal priority do. */
function winner(
  contenders: readonly Contender[],
  rows: CreditRows,
  row: number,
  pair: number,
  unit: number,
  report: ReportCredit,
  ties: Tie[] | undefined,
): number {
  let best: Contender | undefined;
  let found = NOBODY;
  let rival = "";
  const day = rows.day[row]!;
  for (const contender of contenders) {
    if (!holds(contender.test, rows.transaction[row]!, pair, day, unit, report)) continue;
    if (!best || contender.priority > best.priority) {
      best = contender;
      found = contender.place;
    } else if (contender.priority === best.priority) {
      found = SEVERAL;
      rival = `"${best.rule.name}" and "${contender.rule.name}"`;
    }
  }
  if (found === SEVERAL && best) {
    const transaction = rows.transaction[row]!;
    if (ties) ties.push({ unit, transaction, party: rows.party?.[row] ?? 0, day, priority: best.priority, rules: rival });
    else report("ambiguous-credit-rule", unit, transaction, rival, day);
  }
  return found;
}

/** Whether a test holds for a transaction credited to a pair; a test without value is reported and does not hold. */
function holds(test: Test | undefined, transaction: number, pair: number, day: number, unit: number, report: ReportCredit): boolean {
  if (!test) return true;
  const result = test.values ? test.values[transaction]! : test.at(transaction, pair, day);
  if (result === NO_VALUE) report("no-value", unit, transaction, test.where, day);
  return result === TRUE;
}

/** A split transaction that a plan with direct rules only cannot share. */
function reportSplits(direct: readonly Contender[], { rows, splitOwners }: Owned, units: UnitTable, report: ReportCredit): void {
  if (direct.length === 0 || !rows.party) return;
  for (const { count, start, transaction, day, party } of [rows, splitOwners()]) {
    let pair = 0;
    for (let row = 0; row < count; row++) {
      while (start[pair + 1]! <= row) pair += 1;
      if (party?.[row] === 0) continue;
      const unit = unitAt(units, pair, day[row]!);
      const rule = unit < 0 ? undefined : direct.find(({ test }) => holds(test, transaction[row]!, pair, day[row]!, unit, report));
      if (rule) report("split-without-rule", unit, transaction[row]!, rule.rule.name, day[row]!);
    }
  }
}
