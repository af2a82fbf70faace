import { formatDay } from "../../calendar/day.ts";
import { formatExact, formatRational } from "../../money/decimal.ts";
import { compare, divide, multiply, type Rational, rational, ZERO } from "../../money/rational.ts";
import { creditIndex, type MeasureColumns } from "../attainment/measures.ts";
import { countBefore, sumOf } from "../attainment/totals.ts";
import { formatValue, seatOf } from "../statements/build.ts";
import type { StatementHead } from "../statements/heads.ts";
import type { SettledComponent } from "../settlement/settle-component.ts";
import { dayOf } from "../crediting/candidates.ts";
import { findQuota } from "../settlement/unit-setting.ts";
import { exactMoneyText, grouped } from "./figures.ts";
import type { TraceReference } from "./trace.ts";

/** A measure of one unit to the end of a pay period, exact. */
export type MeasureView = {
  readonly columns: MeasureColumns;
  /** Undefined: a credit in it has no value or is in another currency. */
  readonly total: Rational | undefined;
  readonly totalText: string;
  readonly credits: number;
  readonly quota: Rational | undefined;
  readonly attainment: Rational | undefined;
};

export function measureView({ plan }: SettledComponent, columns: MeasureColumns, unit: number, head: StatementHead): MeasureView {
  const first = columns.start[unit]!;
  const credits = countBefore(columns, plan.credits, plan.units, unit, head.to);
  const isKnown = !columns.blank.has(unit) && !columns.foreign.has(unit);
  const sum = isKnown ? sumOf(columns, first, first + credits) : 0n;
  const found = findQuota(plan, columns, unit);
  const quota = found?.ok ? rational(found.unscaled, 10n ** BigInt(plan.run.quotas.scale)) : undefined;
  const total = isKnown ? rational(sum, columns.denominator) : undefined;
  return {
    columns,
    total,
    credits,
    quota,
    totalText: isKnown ? valueText(columns, plan.plan.currency, formatValue(columns, sum)) : "unknown",
    attainment: total && quota && compare(quota, ZERO) !== 0 ? divide(total, quota) : undefined,
  };
}

/** A value of a measure with its unit: "643.32 USD", "12 units". */
export function valueText({ unit, measure }: MeasureColumns, currency: string, decimal: string): string {
  return `${grouped(decimal)} ${unit === "money" ? currency : (UNIT_NAMES.get(measure.of) ?? measure.of)}`;
}

const UNIT_NAMES: ReadonlyMap<string, string> = new Map([
  ["quantity", "units"],
  ["count", "deals"],
  ["customers", "customers"],
]);

/** "You sold 22,584.6955 USD in W01, 80.66 % of your quota of 28,000.00 USD." */
export function measureSentence(view: MeasureView, window: string, currency: string): string {
  if (!view.total) return `What counts in ${window} is not known: see the findings.`;
  const verb = VERBS.get(view.columns.measure.of) ?? "You reached";
  const share = view.attainment && view.quota ? `, ${attainmentText(view.attainment)} of your quota of ${quotaText(view, currency)}` : "";
  return `${verb} ${view.totalText} in ${window}${share}.`;
}

const VERBS: ReadonlyMap<string, string> = new Map([
  ["amount", "You sold"],
  ["margin", "You made a margin of"],
  ["quantity", "You sold"],
  ["count", "You closed"],
  ["customers", "You sold to"],
]);

export function quotaText({ columns, quota }: MeasureView, currency: string): string {
  if (!quota) return "none";
  return columns.unit === "money" ? exactMoneyText(quota, currency) : valueText(columns, currency, formatExact(quota));
}

/** Two decimals half up, as on the statement. */
export function attainmentText(attainment: Rational): string {
  return `${grouped(formatRational(multiply(attainment, rational(100n)), 2))} %`;
}

/** The credit of a line with its transaction, for labels and references. */
export function creditOf(
  { plan: { credits }, measure }: SettledComponent,
  index: number,
): { readonly credit: number; readonly transaction: number; readonly date: string } {
  const credit = creditIndex(measure, index);
  return { credit, transaction: credits.transaction[credit]!, date: formatDay(dayOf(credits, credit)) };
}

export function seatName(settled: SettledComponent, unit: number): string {
  return seatOf(settled.plan.run.context.directory, settled.plan.units.pair[unit]!);
}

/** The component in its plan version: the clause by which a number was worked out. */
export function planReference({ component, plan: { plan } }: SettledComponent): TraceReference {
  const clause = component.clause === undefined ? "" : `, ${component.clause}`;
  return { type: "plan", id: `${plan.plan}/${plan.version}/${component.name}`, label: `${plan.name}, version ${plan.version}${clause}` };
}
