/** Calendar days and moments in the reader's words. Days have no zone: they are formatted in UTC, as they are stored. */
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

/** `2014-02-28` as "Feb 28, 2014"; another text stays as it is. */
export function formatDate(day: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? DAY.format(new Date(`${day}T00:00:00Z`)) : day;
}

/** The last day of a half-open interval that ends before `to`. */
export function lastDay(to: string): string {
  return DAY.format(new Date(Date.parse(`${to}T00:00:00Z`) - 86_400_000));
}

export function formatMoment(timestamp: string): string {
  return MOMENT.format(new Date(timestamp));
}

/** `[from, to)` with its last day inside. */
export function formatInterval(from: string, to: string | null): string {
  return to === null ? `from ${formatDate(from)}` : `${formatDate(from)} – ${lastDay(to)}`;
}
