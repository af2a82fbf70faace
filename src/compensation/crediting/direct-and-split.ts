import { type UnitTable, unitAt } from "../attainment/units.ts";
import type { CreditRule, Plan } from "../../plans/plan.ts";
import type { Candidates } from "./candidates.ts";
import { NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import type { Conditions, Test } from "./conditions.ts";
import type { DateKind, Owned } from "./ownership.ts";
import type { CreditRows } from "./rows.ts";

/** Reports what is wrong with the credits of one unit; each kind once a unit. `subject`: the rule, formula or measure it is about. */
export type ReportCredit = (code: "ambiguous-credit-rule" | "split-without-rule" | "no-value", unit: number, transaction: number, subject: string, day: number) => void;

type Contender = { readonly rule: CreditRule; readonly place: number; readonly priority: number; readonly test: Test | undefined };

const NOBODY = -1;
const SEVERAL = -2;

/** Credits of the rules `direct` and `split` that read one of the transaction's dates. */
export function creditOwned(plan: Plan, date: DateKind, owned: Owned, units: UnitTable, conditions: Conditions, candidates: Candidates, report: ReportCredit): void {
  const contenders = (kind: CreditRule["kind"]): Contender[] =>
    plan.credits.flatMap((rule, place) => (rule.kind === kind && (rule.date ?? "date") === date ? [{ rule, place, priority: rule.priority ?? 0, test: conditions.test(rule.where) }] : []));
  const direct = contenders("direct");
  const split = contenders("split");
  const { credits } = owned;
  const { transaction, pair, party, detail, day, count } = credits;
  const [onlyDirect] = direct.length === 1 ? direct : [];
  const plainValues = onlyDirect?.test?.values;
  const isPlain = onlyDirect !== undefined && (onlyDirect.test === undefined || plainValues !== undefined);
  for (let row = 0; row < count; row++) {
    const source = transaction[row]!;
    const isSplit = party[row]! > 0;
    if (isPlain && !isSplit && plainValues && plainValues[source] === 0) continue;
    const unit = unitAt(units, pair[row]!, day[row]!);
    if (unit < 0) continue;
    const isTaken = isPlain && !isSplit && (!plainValues || plainValues[source] === TRUE);
    const place = isTaken ? onlyDirect.place : winner(isSplit ? split : direct, credits, row, unit, report);
    if (place >= 0) candidates.add(unit, source, party[row]!, detail[row]!, day[row]!, place);
  }
  if (split.length === 0 && !plan.credits.some(({ kind }) => kind === "split")) reportSplits(direct, owned, units, report);
}

/** The rule of highest priority that holds for a credit; NOBODY when none does, or when two of equal priority do. */
function winner(contenders: readonly Contender[], rows: CreditRows, row: number, unit: number, report: ReportCredit): number {
  let best: Contender | undefined;
  let found = NOBODY;
  let rival = "";
  for (const contender of contenders) {
    if (!holds(contender.test, rows, row, unit, report)) continue;
    if (!best || contender.priority > best.priority) {
      best = contender;
      found = contender.place;
    } else if (contender.priority === best.priority) {
      found = SEVERAL;
      rival = `"${best.rule.name}" and "${contender.rule.name}"`;
    }
  }
  if (found === SEVERAL) report("ambiguous-credit-rule", unit, rows.transaction[row]!, rival, rows.day[row]!);
  return found;
}

/** Whether a test holds for a credit row; a test without value is reported and does not hold. */
export function holds(test: Test | undefined, { transaction, pair, day }: CreditRows, row: number, unit: number, report: ReportCredit): boolean {
  if (!test) return true;
  const source = transaction[row]!;
  const result = test.values ? test.values[source]! : test.at(source, pair[row]!, day[row]!);
  if (result === NO_VALUE) report("no-value", unit, source, test.where, day[row]!);
  return result === TRUE;
}

/** A split transaction that a plan with direct rules only cannot share. */
function reportSplits(direct: readonly Contender[], { credits, splitOwners }: Owned, units: UnitTable, report: ReportCredit): void {
  if (direct.length === 0) return;
  for (const rows of [credits, splitOwners]) {
    for (let row = 0; row < rows.count; row++) {
      if (rows === credits && rows.party[row] === 0) continue;
      const unit = unitAt(units, rows.pair[row]!, rows.day[row]!);
      if (unit < 0) continue;
      const rule = direct.find(({ test }) => holds(test, rows, row, unit, report));
      if (rule) report("split-without-rule", unit, rows.transaction[row]!, rule.rule.name, rows.day[row]!);
    }
  }
}
