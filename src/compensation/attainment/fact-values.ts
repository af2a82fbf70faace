import type { Measure } from "../../plans/plan.ts";
import type { TextColumn } from "../../table/column.ts";
import { leastCommonMultiple } from "../crediting/shares.ts";
import type { FactMeasure, Facts } from "../facts.ts";
import type { Values } from "./measures.ts";

/** Whether a credit is in another currency than the plan's, where facts say it of themselves. */
export function foreignOrFact(
  facts: Facts,
  { name }: Measure,
  known: ((transaction: number) => boolean) | undefined,
): (transaction: number) => boolean {
  return (transaction) => {
    const fact = facts.byRow.get(transaction);
    return fact ? fact.measures.get(name)?.value === "foreign" : (known?.(transaction) ?? false);
  };
}

/** The credits of a measure: the transaction of each, and where those of each unit begin. */
type Chosen = { readonly transactionAt: (index: number) => number; readonly start: Int32Array };

/** The values with those of facts in their places, at a denominator that suits both. */
export function withFacts(facts: Facts, measure: Measure, customers: TextColumn, chosen: Chosen, found: Values): Values {
  const denominator = [...facts.byRow.values()].reduce((common, { measures }) => {
    const value = measures.get(measure.name)?.value;
    return typeof value === "object" ? leastCommonMultiple(common, value.denominator) : common;
  }, found.denominator);
  const factor = denominator / found.denominator;
  const values = new Float64Array(found.values.length);
  const wide = new Map<number, bigint>();
  const ownOnly = measure.of === "customers" ? seenCustomers(facts, measure, customers, chosen) : undefined;
  for (let index = 0; index < values.length; index++) {
    const fact = facts.byRow.get(chosen.transactionAt(index))?.measures.get(measure.name);
    const exact = fact ? factValue(fact, denominator) : ownOnly?.has(index) ? 0n : scaledBy(factor, found, index);
    const isNarrow = exact !== undefined && exact <= MAX && exact >= -MAX;
    values[index] = isNarrow ? Number(exact) : Number.NaN;
    if (exact !== undefined && !isNarrow) wide.set(index, exact);
  }
  const digits = denominator.toString().length - 1;
  return { denominator, scale: denominator === 10n ** BigInt(digits) ? digits : 0, shown: found.shown, values, wide };
}

const MAX = BigInt(Number.MAX_SAFE_INTEGER);

function factValue({ value }: FactMeasure, denominator: bigint): bigint | undefined {
  if (value === "blank") return undefined;
  return value === "foreign" ? 0n : (value.numerator * denominator) / value.denominator;
}

function scaledBy(factor: bigint, { values, wide }: Values, index: number): bigint | undefined {
  const exact = Number.isNaN(values[index]!) ? wide.get(index) : BigInt(values[index]!);
  return exact === undefined ? undefined : exact * factor;
}

/** Credits whose customer a fact before them in the unit has counted. */
function seenCustomers(facts: Facts, { name }: Measure, { codes, dictionary }: TextColumn, chosen: Chosen): Set<number> {
  const found = new Set<number>();
  for (let unit = 0; unit + 1 < chosen.start.length; unit++) {
    const seen = new Set<string>();
    for (let index = chosen.start[unit]!; index < chosen.start[unit + 1]!; index++) {
      const transaction = chosen.transactionAt(index);
      for (const customer of facts.byRow.get(transaction)?.measures.get(name)?.customers ?? []) seen.add(customer);
      if (seen.has(dictionary[codes[transaction]!] ?? "")) found.add(index);
    }
  }
  return found;
}
