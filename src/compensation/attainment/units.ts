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
  /** Unit of pair × number of windows + window, or -1. */
  readonly unitOf: Int32Array;
};

/** `wanted`: the pairs to make units for (undefined: all). */
export function unitTable(version: number, calendar: string, windows: DayTable, onPlan: readonly OnPlan[], wanted: ((pair: number) => boolean) | undefined): UnitTable {
  const windowCount = windows.periods.length;
  const unitOf = new Int32Array(onPlan.length * windowCount).fill(-1);
  const units: { pair: number; window: number; from: number; to: number }[] = [];
  const gaps = new Map<number, readonly Interval[]>();
  onPlan.forEach((stretches, pair) => {
    if (stretches.length === 0 || (wanted && !wanted(pair)) || !stretches.some((stretch) => stretch.version === version)) return;
    windows.periods.forEach((period, window) => {
      const span = stretches.filter((stretch) => stretch.from < period.to && period.from < stretch.to);
      const first = span[0];
      const last = span.at(-1);
      if (!first || !last || first.version !== version) return;
      const parts = span.flatMap((stretch) => intersect(stretch, period) ?? []);
      if (parts.some((part, index) => index > 0 && part.from > (parts[index - 1]?.to ?? part.from))) gaps.set(units.length, parts);
      unitOf[pair * windowCount + window] = units.length;
      units.push({ pair, window, from: Math.max(first.from, period.from), to: Math.min(last.to, period.to) });
    });
  });
  return {
    version, calendar, windows, gaps, unitOf, count: units.length,
    pair: Int32Array.from(units, ({ pair }) => pair),
    window: Int32Array.from(units, ({ window }) => window),
    from: Int32Array.from(units, ({ from }) => from),
    to: Int32Array.from(units, ({ to }) => to),
  };
}

/** The unit in whose span a day of a pair lies, or -1. */
export function unitAt({ windows, unitOf, from, to, gaps }: UnitTable, pair: number, day: number): number {
  const window = windows.index[day - windows.first]!;
  if (!(window >= 0)) return -1;
  const unit = unitOf[pair * windows.periods.length + window]!;
  if (unit < 0 || day < from[unit]! || day >= to[unit]!) return -1;
  if (gaps.size === 0) return unit;
  const parts = gaps.get(unit);
  return !parts || parts.some((part) => part.from <= day && day < part.to) ? unit : -1;
}
