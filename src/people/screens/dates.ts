import { formatDate, formatInterval } from "../../app/web/kit/date.ts";
import { text } from "../../app/web/kit/text.ts";

/** The days of an interval in words; null: without beginning or end. */
export function dates(from: string | null, to: string | null): string {
  if (from === null && to === null) return text.person.always;
  return from === null ? text.person.until(formatDate(to ?? "")) : formatInterval(from, to);
}
