import type { Day } from "../../calendar/day.ts";
import { periodAt } from "../../calendar/fiscal.ts";
import { minorDigits } from "../../money/currency.ts";
import { type Decimal, formatExact, formatRational, formatScaled, parseDecimal, toRational } from "../../money/decimal.ts";
import { formatMinor } from "../../money/money.ts";
import { compare, divide, multiply, type Rational, rational, scaled } from "../../money/rational.ts";
import { measureNamed, type MeasureUnit, measureUnit } from "../../plans/measures.ts";
import type { Component, Plan } from "../../plans/plan.ts";
import { type Calculation, type Finding, toStatement } from "../engine.ts";
import type { Quota } from "../inputs.ts";
import { cliffsOf, EXAMPLE_PERCENTS, type Plotted, plot, valueAt } from "./plot.ts";
import { type CurveCase, type CurveSeat, onAxis, samplePay } from "./sample.ts";

/** What a curve is drawn for. */
export type CurveOptions = {
  /** A day of the window whose quotas and attributes count. */
  readonly day: Day;
  /** Instead of the seat's quotas, and for measures without one: what 100 % stands for. */
  readonly quota?: Decimal;
  /** In how many equal deals the value is sold: only bounds on a deal and amounts for each deal ask for it. */
  readonly deals: number;
};

/** Pay of one component over what its measure reaches. Values of the measure, money and percentages are decimal strings. */
export type ComponentCurve = {
  readonly component: string;
  readonly label: string;
  readonly kind: Component["kind"];
  readonly measure: string;
  readonly unit: MeasureUnit;
  readonly currency: string;
  readonly window: string;
  /** 100 % of the axis; null where the measure has no quota: then `reference` is only an amount to draw to. */
  readonly quota: string | null;
  readonly reference: string;
  readonly points: readonly CurvePoint[];
  /** Where the next smallest sale changes pay at once. */
  readonly cliffs: readonly Cliff[];
  /** At 80, 100 and 130 % of the reference. */
  readonly examples: readonly CurvePoint[];
  /** The name of another measure whose gate is taken as reached. */
  readonly gate: string | null;
  /** Whether the number of deals moves the pay. */
  readonly byDeal: boolean;
  /** Why there is no curve; then there are no points. */
  readonly findings: readonly Pick<Finding, "code" | "message" | "fix">[];
};

/** `percent`: of the reference, exact to four decimals for the drawing. */
export type CurvePoint = { readonly percent: string; readonly value: string; readonly pay: string };
export type Cliff = CurvePoint & { readonly before: string; readonly jump: string };

/** What is drawn to where nothing says how much is sold. */
const REFERENCE_DEFAULT: Readonly<Record<MeasureUnit, Rational>> = { money: rational(100_000n), units: rational(100n) };

/** The curve of one component of a plan for one seat. Pure; `plan` has passed `parsePlan`. */
export function curveOf(seat: CurveSeat, plan: Plan, component: Component, options: CurveOptions): ComponentCurve {
  const head = headOf(seat, plan, component);
  const of = caseOf(seat, plan, component, options);
  if (!of) return head;
  const { unit, scale, window } = of;
  const asked = options.quota === undefined ? undefined : toRational(options.quota);
  const own = options.quota && of.measure.quota !== undefined ? { ...seat, quotas: [quotaRow(seat, of, options.quota)] } : seat;
  const deals = head.byDeal ? options.deals : 1;
  const first = samplePay(own, of, 0n, deals);
  const findings = first.calculation.findings.map(({ code, message, fix }) => ({ code, message, fix }));
  if (findings.length > 0) return { ...head, window: window.name, findings };
  if (component.kind === "spiff") return { ...head, window: window.name };
  const quota = quotaIn(first.calculation);
  const edges = edgesIn(first.calculation, quota).slice(0, EDGES_MAX);
  const reference = [quota, asked, edges.at(-1)].find((known) => known && known.numerator > 0n) ?? REFERENCE_DEFAULT[unit];
  const axis = onAxis(reference, scale);
  const pay = (value: bigint): bigint => samplePay(own, of, value, deals).payMinor;
  const points = plot({ pay, reference: axis, edges: edges.map((edge) => onAxis(edge, scale)) });
  const written = writer(of, reference);
  const examples = EXAMPLE_PERCENTS.map((percent) => ({ percent: String(percent), value: valueAt(percent, axis) }));
  return {
    ...head,
    window: window.name,
    quota: quota ? formatExact(quota) : null,
    reference: formatExact(reference),
    points: points.map(written),
    cliffs: cliffsOf(points).map(({ before, after }) => ({
      ...written(after),
      before: written(before).pay,
      jump: formatMinor(after.pay - before.pay, plan.currency),
    })),
    examples: examples.map(({ percent, value }) => ({ ...written({ value, pay: pay(value) }), percent })),
  };
}

/** What is known before anything is calculated. */
function headOf({ company }: CurveSeat, plan: Plan, component: Component): ComponentCurve {
  const { name, label = name, kind, measure, gate, dealCap, dealFloor } = component;
  const measured = measureNamed(plan, measure);
  return {
    component: name,
    label,
    kind,
    measure,
    unit: (measured && measureUnit(measured, company.attributes)) ?? "units",
    currency: plan.currency,
    window: "",
    quota: null,
    reference: "0",
    points: [],
    cliffs: [],
    examples: [],
    gate: gate?.measure === undefined || gate.measure === measure ? null : gate.measure,
    byDeal: kind === "spiff" || dealCap !== undefined || dealFloor !== undefined,
    findings: [],
  };
}

/** Undefined where the measure's calendar has no window on the day. A life has no length: it is drawn for one pay period. */
function caseOf({ company }: CurveSeat, plan: Plan, component: Component, { day }: CurveOptions): CurveCase | undefined {
  const measure = measureNamed(plan, component.measure);
  const unit = measure && measureUnit(measure, company.attributes);
  const calendar = measure?.window === "life" ? (component.payPeriod ?? plan.payPeriod) : measure?.window;
  const window = calendar === undefined ? undefined : periodAt(company.calendar, calendar, day);
  if (!measure || !unit || !window) return undefined;
  const scale = unit === "money" ? minorDigits(plan.currency) : measure.of === "count" || measure.of === "customers" ? 0 : 2;
  return { plan, component, measure, unit, window, scale };
}

function quotaRow({ position }: CurveSeat, { measure, unit, window, plan }: CurveCase, amount: Decimal): Quota {
  const { from, to } = window;
  return { position: position.id, measure: measure.quota ?? "", from, to, amount, currency: unit === "money" ? plan.currency : "" };
}

/** The quota as the statement shows it; none where the measure has none. */
function quotaIn(calculation: Calculation): Rational | undefined {
  const [head] = calculation.statements;
  const quota = head && toStatement(calculation, head).measures[0]?.quota;
  const decimal = typeof quota === "string" ? parseDecimal(quota) : undefined;
  return decimal && toRational(decimal);
}

/** The thresholds of the component as values of its measure, rising. */
function edgesIn({ columns }: Calculation, quota: Rational | undefined): Rational[] {
  const terms = columns.components[0]?.settings[0]?.terms;
  if (!terms) return [];
  const { schedule, gate } = terms;
  const inner =
    schedule.shape === "bands" || schedule.shape === "whole"
      ? schedule.bands.flatMap(({ from }) => from ?? [])
      : schedule.shape === "once"
        ? [schedule.at]
        : [];
  return [...inner, ...(gate ? [gate.at] : [])]
    .flatMap(({ value, ofQuota }) => (ofQuota ? (quota ? [multiply(value, quota)] : []) : [value]))
    .sort(compare);
}

/** Points in decimal text; `percent` is of the reference. */
function writer({ plan, scale }: CurveCase, reference: Rational): (point: Plotted) => CurvePoint {
  return ({ value, pay }) => ({
    percent: formatRational(divide(scaled(value * 100n, scale), reference), PERCENT_DIGITS),
    value: formatScaled(value, scale),
    pay: formatMinor(pay, plan.currency),
  });
}

const PERCENT_DIGITS = 4;
/** A component of more tiers is drawn up to here. */
const EDGES_MAX = 60;
