import { OPEN_END, OPEN_START } from "../calendar/day.ts";
import type { Interval } from "../calendar/period.ts";

/** The days that none of the intervals covers, in order. */
export function gaps(intervals: readonly Interval[]): Interval[] {
  const found: Interval[] = [];
  let end = OPEN_START;
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    if (from > end) found.push({ from: end, to: from });
    end = Math.max(end, to);
  }
  return end < OPEN_END ? [...found, { from: end, to: OPEN_END }] : found;
}
