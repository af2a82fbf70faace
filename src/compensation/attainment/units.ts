import type { Interval } from "../../calendar/period.ts";
import { intersect } from "../../calendar/period.ts";
import type { DayTable } from "./horizon.ts";
import type { OnPlan } from "./versions.ts";

/**
 * The units of one plan version in one calendar: participant × seat × window, ordered by (pair, window).
 * `from` and `to` bound the span; spans with gaps stand in `gaps` with their parts.
 */
export type UnitTable = {
  readonly version: number;
  readonly calendar: string;
  readonly windows: DayTable;
  readonly count: number;
  readonly pair: Int32Array;
  readonly window: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly gaps: ReadonlyMap<number, readonly Interval[]>;
  /** Whether every unit's span is its whole window. */
  readonly isWhole: boolean;
  /** Unit of pair × number of windows + window, or -1. */
  readonly unitOf: Int32Array;
};

/** `wanted`: the pairs to make units for (undefined: all). */
export function unitTable(
  version: number,
  calendar: string,
  windows: DayTable,
  onPlan: readonly OnPlan[],
  wanted: ((pair: number) => boolean) | undefined,
): UnitTable {
  const windowCount = windows.periods.length;
  const unitOf = new Int32Array(onPlan.length * windowCount).fill(-1);
  const capacity = unitOf.length;
  const columns = {
    pair: new Int32Array(capacity),
    window: new Int32Array(capacity),
    from: new Int32Array(capacity),
    to: new Int32Array(capacity),
  };
  const gaps = new Map<number, readonly Interval[]>();
  let count = 0;
  let isWhole = true;
  for (let pair = 0; pair < onPlan.length; pair++) {
    const stretches = onPlan[pair]!;
    if (stretches.length === 0 || (wanted && !wanted(pair))) continue;
    for (let window = 0; window < windowCount; window++) {
      const period = windows.periods[window]!;
      const span = stretches.length === 1 ? stretches : stretches.filter((stretch) => stretch.from < period.to && period.from < stretch.to);
      const first = span[0];
      const last = span.at(-1);
      if (!first || !last || first.version !== version || first.from >= period.to || period.from >= last.to) continue;
      if (span.length > 1) {
        const parts = span.flatMap((stretch) => intersect(stretch, period) ?? []);
        if (parts.some((part, index) => index > 0 && part.from > (parts[index - 1]?.to ?? part.from))) gaps.set(count, parts);
      }
      columns.pair[count] = pair;
      columns.window[count] = window;
      columns.from[count] = Math.max(first.from, period.from);
      columns.to[count] = Math.min(last.to, period.to);
      if (first.from > period.from || last.to < period.to) isWhole = false;
      unitOf[pair * windowCount + window] = count;
      count += 1;
    }
  }
  return { version, calendar, windows, gaps, unitOf, count, ...columns, isWhole: isWhole && gaps.size === 0 };
}

/** The unit in whose span a day of a pair lies, or -1. */
export function unitAt({ windows, unitOf, from, to, gaps, isWhole }: UnitTable, pair: number, day: number): number {
  const window = windows.index[day - windows.first]!;
  if (!(window >= 0)) return -1;
  const unit = unitOf[pair * windows.periods.length + window]!;
  if (unit < 0 || isWhole) return unit;
  if (day < from[unit]! || day >= to[unit]!) return -1;
  if (gaps.size === 0) return unit;
  const parts = gaps.get(unit);
  return !parts || parts.some((part) => part.from <= day && day < part.to) ? unit : -1;
}
