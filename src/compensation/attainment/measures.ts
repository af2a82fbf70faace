import { NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import { multiply, ONE, type Rational } from "../../money/rational.ts";
import type { Measure, Plan } from "../../plans/plan.ts";
import { type MeasureUnit, measureUnit } from "../../plans/measures.ts";
import type { NumberColumn, TextColumn } from "../../table/column.ts";
import { type CreditColumns, dayOf, ruleOf } from "../crediting/candidates.ts";
import type { Conditions } from "../crediting/conditions.ts";
import { transactionColumn } from "../crediting/credit-names.ts";
import type { Ownership } from "../crediting/ownership.ts";
import { type Detail, detailPart, leastCommonMultiple, SAFE, wideDetailPart } from "../crediting/shares.ts";
import { moneySteps, type SteppedColumn, unitSteps } from "../crediting/steps.ts";
import { shareOf, SplitParts, wideAt } from "../crediting/split-parts.ts";
import type { Facts } from "../facts.ts";
import type { Inputs } from "../inputs.ts";
import { foreignOrFact, withFacts } from "./fact-values.ts";
import { pickedValues } from "./picked-values.ts";
import type { UnitTable } from "./units.ts";

/**
 * The credits of a measure by unit, in the order of the credit columns. Values are whole numbers of 1 / `denominator`;
 * NaN stands for one in `wide`. A unit with a credit whose value is not known, or in another currency, cannot be paid.
 */
export type MeasureColumns = {
  readonly measure: Measure;
  readonly unit: MeasureUnit;
  readonly denominator: bigint;
  /** Decimals of the values, and how many are shown at least: those of the source. */
  readonly scale: number;
  readonly shown: number;
  readonly start: Int32Array;
  /** Index of each in the credit columns; undefined: all of them in their order. */
  readonly credit: Int32Array | undefined;
  readonly values: Float64Array;
  readonly wide: ReadonlyMap<number, bigint>;
  /** Sum of the sizes of each unit's values; NaN: one of them stands in `wide` or is blank. */
  readonly sizes: Float64Array;
  /** First transaction without a value, or in a foreign currency, by unit. */
  readonly blank: ReadonlyMap<number, number>;
  readonly foreign: ReadonlyMap<number, number>;
};

/** Reports a condition without value, once a unit and formula. */
export type ReportNoValue = (unit: number, transaction: number, where: string, day: number) => void;

export function creditIndex({ credit }: MeasureColumns, index: number): number {
  return credit ? credit[index]! : index;
}

/** Common denominator of all shares of the calculation: shares are counted in 1 / of it. */
export function shareDenominator({ shares, slots }: Ownership): bigint {
  const ofSplits = slots ? 10n ** BigInt(slots.columns.share.scale) : 1n;
  return shares.details.reduce((common, { share }) => leastCommonMultiple(common, share.denominator), 1n) * ofSplits;
}

/** The share of a credit: that of the split × that of an overlay × that of the occupant. */
export function shareAt(context: Ownership, credits: CreditColumns, credit: number): Rational {
  const detail = context.shares.details[credits.detail?.[credit] ?? 0]?.share ?? ONE;
  const party = credits.party?.[credit] ?? 0;
  const { slots } = context;
  if (party === 0 || !slots || party - 1 < slots.splitStart[credits.transaction[credit]!]!) return detail;
  const share = shareOf(slots.columns, slots.row[party - 1]!);
  return share ? multiply(share, detail) : detail;
}

/** `shareAt` as a number of 1 / `whole`; exact while `whole` fits 2^53. */
export function shareNumber(context: Ownership, credits: CreditColumns, credit: number, whole: bigint): number {
  const party = credits.party ? credits.party[credit]! : 0;
  const { slots } = context;
  if ((credits.detail ? credits.detail[credit]! : 0) === 0) {
    if (party === 0 || !slots || party - 1 < slots.splitStart[credits.transaction[credit]!]!) return Number(whole);
    const { values, scale } = slots.columns.share;
    const share = values[slots.row[party - 1]!]! * (Number(whole) / 10 ** scale);
    if (Number.isSafeInteger(share)) return share;
  }
  const { numerator, denominator } = shareAt(context, credits, credit);
  return Number((numerator * whole) / denominator);
}

export function measureColumns(
  inputs: Inputs,
  plan: Plan,
  measure: Measure,
  context: Ownership,
  units: UnitTable,
  credits: CreditColumns,
  conditions: Conditions,
  report: ReportNoValue,
): MeasureColumns {
  const unit = measureUnit(measure, inputs.company.attributes) ?? "units";
  const { facts } = inputs;
  const chosen = choose(plan, measure, units, credits, conditions, report, facts);
  const known = unit === "money" ? foreignTest(inputs, plan.currency) : undefined;
  const isForeign = facts ? foreignOrFact(facts, measure, known) : known;
  const foreign = isForeign
    ? firstWhere(chosen, credits, (index) => isForeign(transactionOf(chosen, credits, index)))
    : new Map<number, number>();
  const found = valuesOf(inputs, measure, unit, context, credits, chosen);
  const transactionAt = (index: number): number => transactionOf(chosen, credits, index);
  const values = facts ? withFacts(facts, measure, inputs.transactions.customer, { start: chosen.start, transactionAt }, found) : found;
  const sizes = values.sizes ?? sizesOf(values.values, chosen.start);
  const blank = sizes.includes(Number.NaN)
    ? firstWhere(chosen, credits, (index) => Number.isNaN(values.values[index]!) && !values.wide.has(index))
    : new Map<number, number>();
  return { measure, unit, ...chosen, ...values, sizes, foreign, blank };
}

/** Sum of the sizes of each unit's values, NaN where one is not a number. */
function sizesOf(values: Float64Array, start: Int32Array): Float64Array {
  const sizes = new Float64Array(start.length - 1);
  for (let unit = 0; unit < sizes.length; unit++) sizes[unit] = sizeOf(values, start[unit]!, start[unit + 1]!);
  return sizes;
}

function sizeOf(values: Float64Array, from: number, to: number): number {
  let size = 0;
  for (let index = from; index < to; index++) size += Math.abs(values[index]!);
  return size;
}

type Chosen = { readonly start: Int32Array; readonly credit: Int32Array | undefined };

function transactionOf({ credit }: Chosen, credits: CreditColumns, index: number): number {
  return credits.transaction[credit ? credit[index]! : index]!;
}

/** The transaction of the first credit of each unit for which `holds`. */
function firstWhere(chosen: Chosen, credits: CreditColumns, holds: (index: number) => boolean): Map<number, number> {
  const found = new Map<number, number>();
  for (let unit = 0; unit + 1 < chosen.start.length; unit++) {
    for (let index = chosen.start[unit]!; index < chosen.start[unit + 1]!; index++) {
      if (!found.has(unit) && holds(index)) found.set(unit, transactionOf(chosen, credits, index));
    }
  }
  return found;
}

/** The credits of the measure's rules for which its `where` holds. */
function choose(
  plan: Plan,
  measure: Measure,
  units: UnitTable,
  credits: CreditColumns,
  conditions: Conditions,
  report: ReportNoValue,
  facts: Facts | undefined,
): Chosen {
  const isRule = Uint8Array.from(plan.credits, ({ name }) => (measure.credits.includes(name) ? 1 : 0));
  const test = conditions.test(measure.where);
  if (!facts && !test && (typeof credits.rule === "number" ? isRule[credits.rule] === 1 : isRule.every((flag) => flag === 1)))
    return { start: credits.start, credit: undefined };
  const credit = new Int32Array(credits.count);
  const start = new Int32Array(units.count + 1);
  let count = 0;
  for (let unit = 0; unit < units.count; unit++) {
    const pair = units.pair[unit]!;
    for (let index = credits.start[unit]!; index < credits.start[unit + 1]!; index++) {
      const transaction = credits.transaction[index]!;
      const fact = facts?.byRow.get(transaction);
      if (fact ? !fact.measures.has(measure.name) : isRule[ruleOf(credits, index)] === 0) continue;
      const result = fact || !test ? TRUE : test.values ? test.values[transaction]! : test.at(transaction, pair, dayOf(credits, index));
      if (result === NO_VALUE) report(unit, transaction, measure.where ?? "", dayOf(credits, index));
      if (result === TRUE) credit[count++] = index;
    }
    start[unit + 1] = count;
  }
  return { start, credit: credit.subarray(0, count) };
}

/** `sizes` where they are known already. */
export type Values = {
  readonly denominator: bigint;
  readonly scale: number;
  readonly shown: number;
  readonly values: Float64Array;
  readonly wide: Map<number, bigint>;
  readonly sizes?: Float64Array;
};

function valuesOf(inputs: Inputs, measure: Measure, unit: MeasureUnit, context: Ownership, credits: CreditColumns, chosen: Chosen): Values {
  if (measure.of === "count") return countValues(context, credits, chosen);
  if (measure.of === "customers") return customerValues(inputs.transactions.customer, credits, chosen);
  const column = transactionColumn(inputs.transactions, measure.of);
  if (column?.type !== "number") {
    const values = new Float64Array(lengthOf(credits, chosen)).fill(Number.NaN);
    return { denominator: 1n, scale: 0, shown: 0, values, wide: new Map() };
  }
  const { slots, shares } = context;
  const isShared = slots !== undefined || shares.details.length > 1;
  if (!isShared) return columnValues(column, context, credits, chosen);
  const { currency } = inputs.transactions;
  const steps = unit === "money" ? moneySteps(column, currency, inputs.company.currency) : unitSteps(column);
  const found = columnValues(steps.column, context, credits, chosen);
  return { ...(steps.step ? inSteps(found, steps, credits, chosen) : found), shown: column.scale };
}

/** Values that count steps of different sizes, brought to one scale. */
function inSteps({ values, wide }: Values, { step, scale }: SteppedColumn, credits: CreditColumns, chosen: Chosen): Omit<Values, "shown"> {
  for (let index = 0; index < values.length; index++) {
    const size = step?.[transactionOf(chosen, credits, index)] ?? 1;
    const value = values[index]! * size;
    const exact = wide.get(index) ?? (Math.abs(value) > SAFE ? BigInt(values[index]!) : undefined);
    values[index] = exact === undefined ? value : Number.NaN;
    if (exact !== undefined) wide.set(index, exact * BigInt(size));
  }
  return { denominator: 10n ** BigInt(scale), scale, values, wide };
}

function lengthOf(credits: CreditColumns, { credit }: Chosen): number {
  return credit ? credit.length : credits.count;
}

function columnValues(column: NumberColumn, context: Ownership, credits: CreditColumns, chosen: Chosen): Values {
  const { scale } = column;
  const denominator = 10n ** BigInt(scale);
  const wide = new Map<number, bigint>();
  const picked = chosen.credit ? undefined : credits.picked;
  const sized = picked && pickedValues(column, picked, credits.start, context.shares.details);
  if (sized && !sized.sizes.includes(Number.NaN)) return { denominator, scale, shown: scale, wide, ...sized };
  const values = sized?.values ?? new Float64Array(lengthOf(credits, chosen)).fill(Number.NaN);
  const parts = context.slots ? new SplitParts(context.slots, column) : undefined;
  for (let index = 0; index < values.length; index++) {
    if (!Number.isNaN(values[index]!)) continue;
    const credit = chosen.credit ? chosen.credit[index]! : index;
    const transaction = credits.transaction[credit]!;
    const slot = credits.party ? credits.party[credit]! - 1 : -1;
    const detail = context.shares.details[credits.detail ? credits.detail[credit]! : 0]!;
    const value = detailPart(detail, slot < 0 || !parts ? column.values[transaction]! : parts.at(transaction, slot));
    values[index] = value;
    if (Number.isNaN(value)) setWide(wide, index, column, parts, transaction, slot, detail);
  }
  return { denominator, scale, shown: scale, values, wide };
}

function setWide(
  wide: Map<number, bigint>,
  index: number,
  column: NumberColumn,
  parts: SplitParts | undefined,
  transaction: number,
  slot: number,
  detail: Detail,
): void {
  const narrow = slot < 0 || !parts ? column.values[transaction]! : parts.at(transaction, slot);
  const exact = Number.isNaN(narrow)
    ? slot < 0 || !parts
      ? wideAt(column, transaction)
      : parts.wideAt(transaction, slot)
    : BigInt(narrow);
  if (exact !== undefined) wide.set(index, wideDetailPart(detail, exact));
}

function countValues(context: Ownership, credits: CreditColumns, chosen: Chosen): Values {
  const denominator = shareDenominator(context);
  const count = lengthOf(credits, chosen);
  const values = new Float64Array(count).fill(Number(denominator));
  const wide = new Map<number, bigint>();
  const isWide = Number(denominator) > Number.MAX_SAFE_INTEGER;
  for (let index = 0; index < count; index++) {
    const credit = chosen.credit ? chosen.credit[index]! : index;
    if (!isWide && (credits.party?.[credit] ?? 0) === 0 && (credits.detail?.[credit] ?? 0) === 0) continue;
    const share = shareAt(context, credits, credit);
    const exact = (share.numerator * denominator) / share.denominator;
    if (exact <= BigInt(Number.MAX_SAFE_INTEGER)) values[index] = Number(exact);
    else {
      values[index] = Number.NaN;
      wide.set(index, exact);
    }
  }
  return { denominator, scale: 0, shown: 0, values, wide };
}

function customerValues({ codes, dictionary }: TextColumn, credits: CreditColumns, chosen: Chosen): Values {
  const values = new Float64Array(lengthOf(credits, chosen));
  const seenIn = new Int32Array(dictionary.length).fill(-1);
  for (let unit = 0; unit + 1 < chosen.start.length; unit++) {
    for (let index = chosen.start[unit]!; index < chosen.start[unit + 1]!; index++) {
      const customer = codes[credits.transaction[chosen.credit ? chosen.credit[index]! : index]!]!;
      if (customer < 0 || seenIn[customer] === unit) continue;
      seenIn[customer] = unit;
      values[index] = 1;
    }
  }
  return { denominator: 1n, scale: 0, shown: 0, values, wide: new Map() };
}

/** Whether a transaction is in another currency than the plan's; a blank currency is the company's. Undefined: none is. */
function foreignTest(
  { transactions: { currency }, company }: Inputs,
  planCurrency: string,
): ((transaction: number) => boolean) | undefined {
  const isBlankForeign = company.currency !== planCurrency;
  if (!isBlankForeign && currency.dictionary.every((code) => code === planCurrency || code === "")) return undefined;
  const isForeign = currency.dictionary.map((code) => (code === "" ? isBlankForeign : code !== planCurrency));
  return (transaction) => isForeign[currency.codes[transaction]!] ?? isBlankForeign;
}
