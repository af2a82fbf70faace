import { currentPreferences, dateLocale } from "./locale.ts";
import { text } from "./text.ts";

type Formats = { readonly day: Intl.DateTimeFormat; readonly moment: Intl.DateTimeFormat };
const FORMATS = new Map<string, Formats>();

/** Calendar days and moments in the reader's words. Days have no zone: they are formatted in UTC, as they are stored. */
function formats(): Formats {
  const locale = dateLocale(currentPreferences());
  const known = FORMATS.get(locale);
  if (known) return known;
  const made = {
    day: new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
    moment: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
  };
  FORMATS.set(locale, made);
  return made;
}

/** `2014-02-28` as "Feb 28, 2014"; another text stays as it is. */
export function formatDate(day: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? formats().day.format(new Date(`${day}T00:00:00Z`)) : day;
}

/** The day before, as 2026-11-22. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** The last day of a half-open interval that ends before `to`. */
export function lastDay(to: string): string {
  return formatDate(dayBefore(to));
}

export function formatMoment(timestamp: string): string {
  return formats().moment.format(new Date(timestamp));
}

/** `[from, to)` with its last day inside. */
export function formatInterval(from: string, to: string | null): string {
  return to === null ? text.dates.from(formatDate(from)) : `${formatDate(from)} – ${lastDay(to)}`;
}

/** Today, such as 2026-11-23, as the server counts days: in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
