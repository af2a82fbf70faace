import { type UnitTable, unitAt } from "../attainment/units.ts";
import type { CreditRule, Plan } from "../../plans/plan.ts";
import { FALSE, NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import type { Conditions, Test } from "./conditions.ts";
import type { Owned } from "./owned.ts";
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

/** Rows of ownership with the unit (-1: none) and the rule that credits each; the rule is one for all, or a column. */
export type OwnedCredits = {
  readonly owned: Owned;
  readonly unit: Int32Array;
  readonly rule: number | Int32Array;
  /** Credits of each unit. */ readonly counts: Int32Array;
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
  const { credits, days } = owned;
  if (!plan.credits.some(({ kind }) => kind === "split")) reportSplits(direct, owned, units, report);
  const [only] = credits.party ? (direct.length === 0 ? split : []) : direct;
  const isPlain = only !== undefined && direct.length + split.length === 1 && (only.test === undefined || only.test.values !== undefined);
  if (isPlain) return { owned, rule: only.place, ...creditPlain(only, credits.party !== undefined, owned, units, report) };
  const unit = new Int32Array(credits.count).fill(-1);
  const rule = new Int32Array(credits.count);
  const counts = new Int32Array(units.count);
  for (let row = 0; row < credits.count; row++) {
    const pair = credits.pair[row]!;
    const day = days[credits.transaction[row]!]!;
    const found = unitAt(units, pair, day);
    if (found < 0) continue;
    const isSplit = credits.party !== undefined && credits.party[row]! > 0;
    const place = winner(isSplit ? split : direct, credits, row, day, found, report, ties);
    if (place < 0) continue;
    unit[row] = found;
    rule[row] = place;
    counts[found]! += 1;
  }
  return { owned, unit, rule, counts };
}

/** The units credited by the one rule there is, whose condition is known by transaction. `isSplit`: it is of kind split. */
function creditPlain(
  { test }: Contender,
  isSplit: boolean,
  { credits, days }: Owned,
  units: UnitTable,
  report: ReportCredit,
): { readonly unit: Int32Array; readonly counts: Int32Array } {
  const { count, transaction, pair, party } = credits;
  const unit = new Int32Array(count);
  const counts = new Int32Array(units.count);
  const values = test?.values;
  for (let row = 0; row < count; row++) {
    const source = transaction[row]!;
    const result = values ? values[source]! : TRUE;
    if (result === FALSE || (isSplit && party !== undefined && party[row] === 0)) {
      unit[row] = -1;
      continue;
    }
    const found = unitAt(units, pair[row]!, days[source]!);
    if (found >= 0 && result === NO_VALUE) report("no-value", found, source, test?.where ?? "", days[source]!);
    const credited = result === TRUE ? found : -1;
    unit[row] = credited;
    if (credited >= 0) counts[credited]! += 1;
  }
  return { unit, counts };
}

/** The rule of highest priority that holds for a credit; NOBODY when none does, or when two of equal priority do. */
function winner(
  contenders: readonly Contender[],
  rows: CreditRows,
  row: number,
  day: number,
  unit: number,
  report: ReportCredit,
  ties: Tie[] | undefined,
): number {
  let best: Contender | undefined;
  let found = NOBODY;
  let rival = "";
  for (const contender of contenders) {
    if (!holds(contender.test, rows, row, day, unit, report)) continue;
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

/** Whether a test holds for a credit row; a test without value is reported and does not hold. */
function holds(
  test: Test | undefined,
  { transaction, pair }: CreditRows,
  row: number,
  day: number,
  unit: number,
  report: ReportCredit,
): boolean {
  if (!test) return true;
  const source = transaction[row]!;
  const result = test.values ? test.values[source]! : test.at(source, pair[row]!, day);
  if (result === NO_VALUE) report("no-value", unit, source, test.where, day);
  return result === TRUE;
}

/** A split transaction that a plan with direct rules only cannot share. */
function reportSplits(direct: readonly Contender[], { credits, splitOwners, days }: Owned, units: UnitTable, report: ReportCredit): void {
  if (direct.length === 0 || !credits.party) return;
  for (const rows of [credits, splitOwners()]) {
    for (let row = 0; row < rows.count; row++) {
      if (rows === credits && rows.party?.[row] === 0) continue;
      const day = days[rows.transaction[row]!]!;
      const unit = unitAt(units, rows.pair[row]!, day);
      const rule = unit < 0 ? undefined : direct.find(({ test }) => holds(test, rows, row, day, unit, report));
      if (rule) report("split-without-rule", unit, rows.transaction[row]!, rule.rule.name, day);
    }
  }
}
