import { formatDay } from "../calendar/day.ts";

const DAY_MS = 86_400_000;

/** The calendar day (UTC) of a clock reading: rights are judged by it. */
export function dayOfClock(nowMs: number): string {
  return formatDay(Math.floor(nowMs / DAY_MS));
}
