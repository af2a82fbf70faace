import type { Day } from "./day.ts";

/** A named half-open stretch of days `[from, to)`: a month, a quarter, a fiscal year or a custom window. */
export type Period = { readonly name: string; readonly from: Day; readonly to: Day };

/** Half-open interval without a name. */
export type Interval = { readonly from: Day; readonly to: Day };

export function contains(interval: Interval, day: Day): boolean {
  return interval.from <= day && day < interval.to;
}

/** The common part of two intervals, or undefined when they do not touch. */
export function intersect(a: Interval, b: Interval): Interval | undefined {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from < to ? { from, to } : undefined;
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.to && b.from < a.to;
}
