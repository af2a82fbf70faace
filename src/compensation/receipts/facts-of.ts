import { formatDay } from "../../calendar/day.ts";
import { formatExact } from "../../money/decimal.ts";
import { rational, type Rational } from "../../money/rational.ts";
import type { Component } from "../../plans/plan.ts";
import { creditIndex, type MeasureColumns, shareAt, shareDenominator } from "../attainment/measures.ts";
import type { Calculated } from "../calculate.ts";
import { ruleOf } from "../crediting/candidates.ts";
import { textAt } from "../crediting/split-parts.ts";
import type { FactCredit, FactMeasure, FactPay } from "../facts.ts";
import type { PlanRun } from "../plan-run.ts";
import type { SettledComponent } from "../settlement/settle-component.ts";
import { canonicalJson, type Json } from "./canonical-json.ts";
import type { FactGroup } from "./fact-groups.ts";
import type { Member } from "./members.ts";

/** What a fact needs of the calculation, worked out once. */
export type FactSource = {
  readonly calculated: Calculated;
  /** SHA-256 of a text in hexadecimal. */
  readonly sha256: (text: string) => string;
  /** Customers of the transactions that the receipt holds. */
  readonly ownCustomers: ReadonlySet<string>;
  /** By component: place of each line's credit in the measure → its lines. */
  readonly linesOf: (settled: SettledComponent) => ReadonlyMap<number, readonly number[]>;
};

/** The fact that stands for a group of others' credits. */
export function factOf(source: FactSource, { members }: FactGroup, id: string): FactCredit {
  const { calculated, sha256 } = source;
  const first = members[0]!;
  const { plan } = first.places[0]!.plan;
  const { directory } = calculated.run.context;
  const measures = new Map<string, FactMeasure>();
  const components = new Map<string, FactPay[]>();
  for (const { plan: run } of first.places) {
    for (const [name, columns] of run.measures) {
      const measure = measureOf(source, run, columns, members);
      if (measure) measures.set(name, measure);
    }
    for (const settled of calculated.components) {
      const pays = settled.plan === run ? paysOf(source, settled, members) : [];
      if (pays.length > 0) components.set(settled.component.name, pays);
    }
  }
  return {
    id,
    plan: plan.plan,
    version: plan.version,
    rule: plan.credits[first.rule]?.name ?? "",
    position: directory.positions[directory.pairPosition[first.pair]!]?.id ?? "",
    first: first.day,
    last: members.at(-1)!.day,
    contributors: new Set(members.map((member) => contributorOf(calculated, member))).size,
    credits: members.length,
    sha256: sha256(canonicalJson(members.map((member) => creditJson(calculated, member)))),
    measures,
    components,
  };
}

/** Whose credit it is at first: the owner or party, else the seat. */
function contributorOf({ run: { inputs, context } }: Calculated, { transaction, party }: Member): string {
  const { slots } = context;
  if (party > 0 && slots) {
    const row = slots.row[party - 1]!;
    return textAt(slots.columns.participant, row) || textAt(slots.columns.position, row);
  }
  return textAt(inputs.transactions.owner, transaction) || textAt(inputs.transactions.position, transaction);
}

/** A credit as it is hashed: which it is, and what it counts in each measure. */
function creditJson(calculated: Calculated, member: Member): Json {
  const { run } = calculated;
  const { transactions } = run.inputs;
  const { transaction, day, places } = member;
  const { plan, credit } = places[0]!;
  const { numerator, denominator } = shareAt(run.context, plan.credits, credit);
  return {
    source: textAt(transactions.source, transaction),
    transaction: textAt(transactions.transaction, transaction),
    line: textAt(transactions.line, transaction),
    contributor: contributorOf(calculated, member),
    date: formatDay(day),
    rule: plan.plan.credits[ruleOf(plan.credits, credit)]?.name ?? "",
    share: `${numerator}/${denominator}`,
    measures: Object.fromEntries(
      places.flatMap((place) => [...place.plan.measures].map(([name, columns]) => [name, valueJson(columns, place.credit)])),
    ),
  };
}

function valueJson(columns: MeasureColumns, credit: number): Json {
  const index = indexOf(columns, credit);
  const value = index === undefined ? undefined : valueAt(columns, index);
  return value === undefined ? null : formatExact(rational(value, columns.denominator));
}

/** The place of a credit in the measure, or undefined where it does not count in it. */
function indexOf({ credit, start, values }: MeasureColumns, wanted: number): number | undefined {
  if (!credit) return wanted < values.length && wanted < start.at(-1)! ? wanted : undefined;
  let [low, high] = [0, credit.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (credit[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return credit[low] === wanted ? low : undefined;
}

function valueAt({ values, wide }: MeasureColumns, index: number): bigint | undefined {
  return Number.isNaN(values[index]!) ? wide.get(index) : BigInt(values[index]!);
}

function measureOf(source: FactSource, run: PlanRun, columns: MeasureColumns, members: readonly Member[]): FactMeasure | undefined {
  const { transactions } = source.calculated.run.inputs;
  let sum = 0n;
  let status: "blank" | "foreign" | undefined;
  const customers = new Set<string>();
  const counted = indexesOf(run, columns, members);
  if (counted.length === 0) return undefined;
  for (const index of counted) {
    const value = valueAt(columns, index);
    const transaction = run.credits.transaction[creditIndex(columns, index)]!;
    if (columns.unit === "money" && isForeign(source.calculated, run, transaction)) status = "foreign";
    else if (value === undefined) status ??= "blank";
    sum += value ?? 0n;
    const customer = textAt(transactions.customer, transaction);
    if (columns.measure.of === "customers" && source.ownCustomers.has(customer)) customers.add(customer);
  }
  return { value: status ?? { numerator: sum, denominator: columns.denominator }, customers: [...customers].sort() };
}

function isForeign({ run: { inputs } }: Calculated, { plan }: PlanRun, transaction: number): boolean {
  return (textAt(inputs.transactions.currency, transaction) || inputs.company.currency) !== plan.currency;
}

/** Places of the members' credits in a measure. */
function indexesOf(run: PlanRun, columns: MeasureColumns, members: readonly Member[]): number[] {
  return members.flatMap(({ places }) => places.flatMap(({ plan, credit }) => (plan === run ? (indexOf(columns, credit) ?? []) : [])));
}

/** What a component pays for the members, by pay period. */
function paysOf(source: FactSource, settled: SettledComponent, members: readonly Member[]): FactPay[] {
  const { lines, plan, measure, component, rounding, pay } = settled;
  const lineNumbers = indexesOf(plan, measure, members).flatMap((index) => source.linesOf(settled).get(index) ?? []);
  const byPeriod = Map.groupBy(lineNumbers, (line) => lines.periodOf(line));
  const unit = members[0]!.places.find((place) => place.plan === plan)?.unit ?? 0;
  const denominator = settled.denominatorOf(unit);
  let toDate = 0n;
  return [...byPeriod]
    .sort(([a], [b]) => a - b)
    .map(([period, own]) => {
      const amountMinor = own.reduce((sum, line) => sum + lines.amountOf(line), 0n);
      toDate += rounding.at === "line" ? amountMinor * denominator : own.reduce((sum, line) => sum + lines.exactOf(line), 0n);
      const earned: Rational = { numerator: toDate, denominator };
      return { period: pay.periods[period]?.name ?? "", amountMinor, ...(!isOfSums(component, rounding.at) && { earned }) };
    });
}

/** Whether what a component earns on credits that follow each other is what it earns on their sum. */
export function isOfSums(component: Component, roundedAt: SettledComponent["rounding"]["at"]): boolean {
  const { kind, where, dealCap, dealFloor } = component;
  return roundedAt !== "line" && kind !== "spiff" && where === undefined && dealCap === undefined && dealFloor === undefined;
}

/** The lines of each credit of a component, by the credit's place in the measure; read once a component. */
export function linesByCredit(): FactSource["linesOf"] {
  const known = new Map<SettledComponent, Map<number, number[]>>();
  return (settled) => {
    const found = known.get(settled);
    if (found) return found;
    const { lines } = settled;
    const made = new Map<number, number[]>();
    for (let line = 0; line < lines.count; line++) {
      const credit = lines.credit[line]!;
      if (credit < 0) continue;
      const own = made.get(credit);
      if (own) own.push(line);
      else made.set(credit, [line]);
    }
    known.set(settled, made);
    return made;
  };
}

/** The common denominator of shares in a calculation. */
export function sharesOf({ run }: Calculated): bigint {
  return shareDenominator(run.context);
}
