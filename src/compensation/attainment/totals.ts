import type { Interval } from "../../calendar/period.ts";
import { type CreditColumns, dayOf } from "../crediting/candidates.ts";
import { SAFE } from "../crediting/shares.ts";
import type { DayTable } from "./horizon.ts";
import { creditIndex, type MeasureColumns } from "./measures.ts";
import type { UnitTable } from "./units.ts";

/** Index of the first pay period that ends after a unit's span begins. */
export function firstPayPeriod(units: UnitTable, unit: number, { periods }: DayTable): number {
  const from = units.from[unit]!;
  let low = 0;
  let high = periods.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (periods[middle]!.to <= from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a period touches a unit's span, which may have gaps. */
export function touchesSpan(units: UnitTable, unit: number, period: Interval): boolean {
  if (units.gaps.size === 0) return period.from < units.to[unit]! && units.from[unit]! < period.to;
  const parts = units.gaps.get(unit) ?? [{ from: units.from[unit]!, to: units.to[unit]! }];
  return parts.some((part) => part.from < period.to && period.from < part.to);
}

/** Indexes of the pay periods that touch a unit's span. */
export function payPeriodsOf(units: UnitTable, unit: number, table: DayTable): number[] {
  const { periods } = table;
  const found: number[] = [];
  for (let index = firstPayPeriod(units, unit, table); index < periods.length && periods[index]!.from < units.to[unit]!; index++) {
    if (touchesSpan(units, unit, periods[index]!)) found.push(index);
  }
  return found;
}

/** Number of the unit's credits in the measure that are dated before `day`. */
export function countBefore(measure: MeasureColumns, credits: CreditColumns, units: UnitTable, unit: number, day: number): number {
  const first = measure.start[unit]!;
  let low = first;
  let high = measure.start[unit + 1]!;
  if (day >= units.to[unit]!) return high - low; // all credits lie in the span
  if (low < high && dayOf(credits, creditIndex(measure, high - 1)) < day) return high - low;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayOf(credits, creditIndex(measure, middle)) < day) low = middle + 1;
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
