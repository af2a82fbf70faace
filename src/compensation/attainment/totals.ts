import type { CreditColumns } from "../crediting/candidates.ts";
import { SAFE } from "../crediting/shares.ts";
import type { DayTable } from "./horizon.ts";
import { creditIndex, type MeasureColumns } from "./measures.ts";
import type { UnitTable } from "./units.ts";

/** Indexes of the pay periods that touch a unit's span. */
export function payPeriodsOf(units: UnitTable, unit: number, { periods }: DayTable): number[] {
  const from = units.from[unit]!;
  const to = units.to[unit]!;
  let low = 0;
  let high = periods.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (periods[middle]!.to <= from) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  const parts = units.gaps.get(unit);
  for (let index = low; index < periods.length && periods[index]!.from < to; index++) {
    const period = periods[index]!;
    if (!parts || parts.some((part) => part.from < period.to && period.from < part.to)) found.push(index);
  }
  return found;
}

/** Number of the unit's credits in the measure that are dated before `day`. */
export function countBefore(measure: MeasureColumns, credits: CreditColumns, unit: number, day: number): number {
  const first = measure.start[unit]!;
  let low = first;
  let high = measure.start[unit + 1]!;
  if (low < high && credits.day[creditIndex(measure, high - 1)]! < day) return high - low;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (credits.day[creditIndex(measure, middle)]! < day) low = middle + 1;
    else high = middle;
  }
  return low - first;
}

/** Sum of the values `[from, to)` of a measure, exact at any size. */
export function sumOf({ values, wide }: MeasureColumns, from: number, to: number): bigint {
  let sum = 0;
  let size = 0;
  for (let index = from; index < to; index++) {
    const value = values[index]!;
    sum += value;
    size += Math.abs(value);
  }
  if (size <= SAFE) return BigInt(sum);
  let exact = 0n;
  for (let index = from; index < to; index++) exact += wide.get(index) ?? BigInt(values[index]!);
  return exact;
}
