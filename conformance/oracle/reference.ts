import type { Adjustment, Inputs } from "../../src/compensation/inputs.ts";
import type { Finding, Statement, StatementLine, StatementMeasure } from "../../src/compensation/statements/statement.ts";
import { type Found, unitResult, type UnitResult } from "./component.ts";
import { digitsOf } from "./currency.ts";
import type { Credit, World } from "./credits.ts";
import { dayText, NEVER_ENDS, type Window, windowsOf } from "./days.ts";
import { partiesOf, textOrder, transactionsOf } from "./facts.ts";
import { transactionFindings } from "./findings.ts";
import { decimalText, exactText, type Fraction, fraction, over, round, times } from "./fraction.ts";
import { type Basis, quotaOf, totalOf } from "./measures.ts";
import { type Line, payLines, samePeriod } from "./pay.ts";
import { type BoundLine, planBounds } from "./plan-bounds.ts";
import { horizonOf, unitsOf } from "./units.ts";

/**
 * The exact reference implementation of docs/plan-language.md: plain, slow, written from that page alone, sharing no code with src/.
 * Every statement of every participant and pay period, and every finding of the calculation.
 */
export function calculateByReference(inputs: Inputs): { statements: Statement[]; findings: Finding[] } {
  const transactions = transactionsOf(inputs);
  const horizon = horizonOf(inputs, transactions);
  const units = unitsOf(inputs, horizon);
  const world: World = { inputs, transactions, parties: partiesOf(inputs), units };
  const found: Found[] = transactionFindings(world);
  const results = units.map((unit) => unitResult(world, unit, horizon, found));
  const lines = payLines(results.flatMap(({ courses }) => courses));
  const bounds = planBounds(world, lines, horizon, found);
  const given = inputs.adjustments
    .filter(({ set }) => set === "default")
    .map((adjustment) => ({ adjustment, period: periodOf(inputs, adjustment) }));
  for (const { adjustment, period } of given)
    if (!period) found.push({ code: "adjustment-without-period", participant: adjustment.participant });
  return {
    statements: headsOf(results, given).map((head) => statement(world, head, results, lines, bounds, given, found)),
    findings: found.map(toFinding),
  };
}

type Given = { adjustment: Adjustment; period: Window | undefined };

/** The window of an adjustment's calendar that holds its date. */
function periodOf({ company }: Inputs, { calendar, date }: Adjustment): Window | undefined {
  return windowsOf(company.calendar, calendar, date, date + 1)[0];
}

type Head = { participant: string; period: Window; currency: string };

/** One statement per participant, pay period and currency. */
function headsOf(results: readonly UnitResult[], given: readonly Given[]): Head[] {
  const heads: Head[] = [];
  const add = (participant: string, currency: string, periods: readonly Window[]): void => {
    for (const period of periods)
      if (!heads.some((head) => head.participant === participant && head.currency === currency && samePeriod(head.period, period)))
        heads.push({ participant, period, currency });
  };
  for (const { unit, courses, periods } of results) {
    add(unit.participant, unit.plan.currency, periods);
    for (const course of courses) add(unit.participant, unit.plan.currency, course.periods);
  }
  for (const { adjustment, period } of given) if (period) add(adjustment.participant, adjustment.currency, [period]);
  return heads.sort(
    (a, b) =>
      textOrder(a.participant, b.participant) ||
      a.period.from - b.period.from ||
      a.period.to - b.period.to ||
      textOrder(a.currency, b.currency),
  );
}

function statement(
  world: World,
  head: Head,
  results: readonly UnitResult[],
  allLines: readonly Line[],
  allBounds: readonly BoundLine[],
  allGiven: readonly Given[],
  found: readonly Found[],
): Statement {
  const { participant, period, currency } = head;
  const mine = results.filter(({ unit }) => unit.participant === participant && unit.plan.currency === currency);
  const here = mine.filter(({ periods, courses }) =>
    [periods, ...courses.map((course) => course.periods)].flat().some((one) => samePeriod(one, period)),
  );
  const lines = allLines.filter(
    ({ course, ...line }) =>
      course.unit.participant === participant && course.unit.plan.currency === currency && samePeriod(line.period, period),
  );
  const bounds = allBounds.filter(
    (bound) =>
      bound.unit.participant === participant &&
      bound.unit.plan.currency === currency &&
      samePeriod(bound.period, period) &&
      bound.amount !== 0n,
  );
  const digits = digitsOf(currency);
  const components = new Map<string, bigint>();
  for (const { course, amount } of lines) components.set(course.component.name, (components.get(course.component.name) ?? 0n) + amount);
  for (const { bound, amount } of bounds) components.set(bound, (components.get(bound) ?? 0n) + amount);
  const given = allGiven
    .filter(
      (one) =>
        one.adjustment.participant === participant && one.adjustment.currency === currency && one.period && samePeriod(one.period, period),
    )
    .map(({ adjustment }) => adjustment)
    .sort((a, b) => textOrder(a.id, b.id));
  for (const { amountMinor } of given) components.set("adjustment", (components.get("adjustment") ?? 0n) + amountMinor);
  const total = [...components.values()].reduce((a, b) => a + b, 0n);
  return {
    participant,
    name: world.inputs.participants.get(participant)?.name ?? "",
    period: period.name,
    from: dayText(period.from),
    to: period.to >= NEVER_ENDS ? null : dayText(period.to),
    currency,
    measures: here.flatMap((result) => measuresOf(world, result, period)),
    lines: [...lines.map((line) => toLine(line, results)), ...bounds.map(boundLine), ...given.map((one) => givenLine(one, period))],
    totals: {
      amount: decimalText(total, digits),
      components: Object.fromEntries([...components].map(([name, amount]) => [name, decimalText(amount, digits)])),
    },
    findings: found.filter((one) => one.participant === participant && stands(one, here, period)).map(toFinding),
  };
}

/** A unit's findings stand on every statement that it touches, a person's on that of the day. */
function stands({ unit, day, periods }: Found, here: readonly UnitResult[], period: Window): boolean {
  if (periods !== undefined) return periods.some((one) => samePeriod(one, period));
  if (unit !== undefined) return here.some((result) => result.unit === unit);
  return day !== undefined && period.from <= day && day < period.to;
}

/** To date; a measure with a credit whose value cannot be told is unknown. */
function measuresOf(world: World, { unit, measures }: UnitResult, period: Window): StatementMeasure[] {
  return measures.map(({ measure, bases, credits, blank, mismatch }) => {
    const total = blank || mismatch ? undefined : totalOf(bases.filter(({ credit }) => credit.day < period.to));
    const result = measure.quota === undefined ? undefined : quotaOf(world, unit, measure);
    const quota = result !== undefined && "quota" in result ? result.quota : undefined;
    const attained =
      total === undefined || quota === undefined || quota[0] === 0n
        ? null
        : decimalText(round(times(over(total, quota), fraction(10_000n)), "half-up"), 2);
    const number = credits.filter(({ day }) => day < period.to).length;
    return {
      name: measure.name,
      plan: unit.plan.plan,
      position: unit.position,
      window: unit.window.name,
      amount: total ? exactText(total) : "unknown",
      quota: quota ? exactText(quota) : null,
      attainmentPercent: attained,
      credits: number,
    };
  });
}

function toLine({ course, credit, adjustment, exact, amount }: Line, results: readonly UnitResult[]): StatementLine {
  const { plan, position, window } = course.unit;
  const bases =
    results.find(({ unit }) => unit === course.unit)?.measures.find(({ measure }) => measure.name === course.component.measure)?.bases ??
    [];
  return {
    component: course.component.name,
    plan: plan.plan,
    version: plan.version,
    position,
    window: window.name,
    amount: decimalText(amount, digitsOf(plan.currency)),
    exact: exactText(exact),
    credit: credit === undefined ? null : reference(credit, bases),
    ...(adjustment === undefined ? {} : { adjustment }),
  };
}

function reference(credit: Credit, bases: readonly Basis[]): NonNullable<StatementLine["credit"]> {
  const text = (name: string): string => credit.transaction.texts.get(name) ?? "";
  const value: Fraction = bases.find((basis) => basis.credit === credit)?.value ?? fraction(0n);
  return {
    source: text("source"),
    transaction: text("transaction"),
    line: text("line"),
    date: dayText(credit.day),
    rule: credit.rule.name,
    amount: exactText(value),
  };
}

function boundLine({ unit, bound, amount }: BoundLine): StatementLine {
  const text = decimalText(amount, digitsOf(unit.plan.currency));
  return {
    component: bound,
    plan: unit.plan.plan,
    version: unit.plan.version,
    position: unit.position,
    window: unit.window.name,
    amount: text,
    exact: exactText(fraction(amount, 10n ** BigInt(digitsOf(unit.plan.currency)))),
    credit: null,
    adjustment: bound,
  };
}

function givenLine({ id, amountMinor, currency, reason }: Adjustment, { name }: Window): StatementLine {
  const digits = digitsOf(currency);
  return {
    component: "adjustment",
    plan: "",
    version: "",
    position: "",
    window: name,
    amount: decimalText(amountMinor, digits),
    exact: exactText(fraction(amountMinor, 10n ** BigInt(digits))),
    credit: null,
    adjustment: "manual",
    manual: { adjustment: id, reason },
  };
}

function toFinding({ code, participant, unit, component, transaction }: Found): Finding {
  return {
    code,
    blocking: true,
    message: code,
    fix: "",
    participant,
    ...(unit && { position: unit.position, plan: unit.plan.plan, window: unit.window.name }),
    ...(component !== undefined && { component }),
    ...(transaction && { transaction: transaction.texts.get("transaction") ?? "" }),
  };
}
