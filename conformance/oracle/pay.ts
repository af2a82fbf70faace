import type { Credit } from "./credits.ts";
import type { Window } from "./days.ts";
import { type Course } from "./component.ts";
import { digitsOf } from "./currency.ts";
import { type Earned, sumOf } from "./earnings.ts";
import { textOrder } from "./facts.ts";
import { type Fraction, minus, parts, plus, round, sum, times, ZERO } from "./fraction.ts";
import { samePlan } from "./units.ts";

/** One line of pay. `exact` in the currency, `amount` in minor units once rounded. */
export type Line = {
  course: Course;
  period: Window;
  credit: Credit | undefined;
  adjustment: "cap" | "floor" | undefined;
  exact: Fraction;
  amount: bigint;
};

/** The lines of a course in its k-th pay period: each is the difference to the period before. */
function linesIn(course: Course, k: number): Line[] {
  const [now, before] = [course.exact[k], course.exact[k - 1]];
  const [lineNow, lineBefore] = [course.atLine[k], course.atLine[k - 1]];
  const period = course.periods[k];
  if (now === undefined || lineNow === undefined || period === undefined) return [];
  const atLine = course.rounding.at === "line";
  const unit: Fraction = [10n ** BigInt(digitsOf(course.unit.plan.currency)), 1n];
  const difference = (of: (earned: Earned) => Fraction, earned: Earned, earlier: Earned | undefined): Fraction =>
    minus(of(earned), earlier === undefined ? ZERO : of(earlier));
  const line = (of: (earned: Earned) => Fraction, credit?: Credit, adjustment?: "cap" | "floor"): Line => {
    const paid = difference(of, lineNow, lineBefore);
    const exact = atLine && adjustment !== undefined ? paid : difference(of, now, before);
    return { course, period, credit, adjustment, exact, amount: atLine && adjustment === undefined ? times(paid, unit)[0] : 0n };
  };
  const since = course.periods[k - 1]?.to ?? Number.NEGATIVE_INFINITY;
  return [
    ...now.credits.map(({ credit }) => line((earned) => earned.credits.find((other) => other.credit === credit)?.exact ?? ZERO, credit)),
    line((earned) => earned.bonus),
    line((earned) => earned.changed, undefined, boundInForce(course, k)),
  ].filter(({ credit, exact, amount }) => exact[0] !== 0n || amount !== 0n || (credit !== undefined && credit.day >= since));
}

/** The bound that acts at the end of the k-th pay period, or that acted last. */
function boundInForce({ rounding, exact, atLine }: Course, k: number): "cap" | "floor" {
  const acting = (rounding.at === "line" ? atLine : exact).slice(0, k + 1).findLast(({ changed }) => changed[0] !== 0n);
  return acting !== undefined && acting.changed[0] > 0n ? "floor" : "cap";
}

/** (plan id, version, component's place, seat, window, credit). */
function inOrder(a: Line, b: Line): number {
  const [x, y] = [a.course, b.course];
  const plans = textOrder(x.unit.plan.plan, y.unit.plan.plan) || textOrder(x.unit.plan.version, y.unit.plan.version);
  return plans || x.place - y.place || textOrder(x.unit.position, y.unit.position) || x.unit.window.from - y.unit.window.from;
}

/** All lines of pay of a calculation, rounded where each component says. */
export function payLines(courses: readonly Course[]): Line[] {
  const lines = courses.flatMap((course) => course.periods.flatMap((_, k) => linesIn(course, k))).sort(inOrder);
  for (const course of courses) course.periods.forEach((_, k) => roundBounds(course, k, lines));
  for (const course of courses) course.periods.forEach((_, k) => roundInWindow(course, k, lines));
  for (const group of groups(
    lines.filter(({ course }) => course.rounding.at === "statement"),
    sameStatementRounding,
  )) {
    give(group, rounded(sum(group.map(({ exact }) => exact)), group[0]?.course));
  }
  const overLife = lines.filter(({ course }) => course.rounding.at === "plan");
  for (const life of groups(overLife, (a, b) => alikeInPlan(a.course, b.course))) roundInTurn(life);
  return lines;
}

function rounded(exact: Fraction, course: Course | undefined): bigint {
  const unit: Fraction = [10n ** BigInt(digitsOf(course?.unit.plan.currency ?? "")), 1n];
  return round(times(exact, unit), course?.rounding.mode ?? "half-up");
}

/** Where lines are rounded one by one, what the bounds changed makes up the rest to the rounded bounded sum. */
function roundBounds(course: Course, k: number, lines: readonly Line[]): void {
  const [now, before] = [course.atLine[k], course.atLine[k - 1]];
  if (course.rounding.at !== "line" || now === undefined) return;
  const mine = lines.filter((line) => line.course === course && line.period === course.periods[k]);
  const paid = mine.reduce((total, { amount }) => total + amount, 0n);
  give(
    mine.filter(({ adjustment }) => adjustment !== undefined),
    rounded(sumOf(now), course) - (before === undefined ? 0n : rounded(sumOf(before), course)) - paid,
  );
}

function roundInWindow(course: Course, k: number, lines: readonly Line[]): void {
  const [now, before] = [course.exact[k], course.exact[k - 1]];
  if (course.rounding.at !== "window" || now === undefined) return;
  give(
    lines.filter((line) => line.course === course && line.period === course.periods[k]),
    rounded(sumOf(now), course) - (before === undefined ? 0n : rounded(sumOf(before), course)),
  );
}

/** Shares a rounded amount out to its lines. */
function give(lines: readonly Line[], whole: bigint): void {
  const unit: Fraction = [10n ** BigInt(digitsOf(lines[0]?.course.unit.plan.currency ?? "")), 1n];
  parts(
    whole,
    lines.map(({ exact }) => times(exact, unit)),
  ).forEach((amount, index) => {
    const line = lines[index];
    if (line !== undefined) line.amount = amount;
  });
}

function groups(lines: readonly Line[], alike: (a: Line, b: Line) => boolean): Line[][] {
  const found: Line[][] = [];
  for (const line of lines) {
    const group = found.find(([first]) => first !== undefined && alike(first, line));
    if (group === undefined) found.push([line]);
    else group.push(line);
  }
  return found;
}

/** The statement a line stands on. */
export function sameStatement(a: Line, b: Line): boolean {
  const currencies = a.course.unit.plan.currency === b.course.unit.plan.currency;
  return currencies && a.course.unit.participant === b.course.unit.participant && samePeriod(a.period, b.period);
}

export function samePeriod(a: Window, b: Window): boolean {
  return a.name === b.name && a.from === b.from && a.to === b.to;
}

function sameStatementRounding(a: Line, b: Line): boolean {
  return sameStatement(a, b) && a.course.rounding.mode === b.course.rounding.mode;
}

function alikeInPlan(a: Course, b: Course): boolean {
  return (
    a.unit.participant === b.unit.participant &&
    samePlan(a.unit.plan, b.unit.plan) &&
    a.component.name === b.component.name &&
    a.unit.plan.currency === b.unit.plan.currency
  );
}

/** Pay period by pay period, in the order of their ends, then beginnings: the rounded sum so far, less what was paid before. */
function roundInTurn(life: readonly Line[]): void {
  const inTime = groups(life, (a, b) => samePeriod(a.period, b.period)).sort((a, b) => inTimeOrder(a, b));
  let [total, paid] = [ZERO, 0n];
  for (const lines of inTime) {
    total = plus(total, sum(lines.map(({ exact }) => exact)));
    const due = rounded(total, lines[0]?.course);
    give(lines, due - paid);
    paid = due;
  }
}

function inTimeOrder([a]: readonly Line[], [b]: readonly Line[]): number {
  return a === undefined || b === undefined ? 0 : a.period.to - b.period.to || a.period.from - b.period.from;
}
