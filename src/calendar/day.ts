/** A plain calendar day as the number of days since 1970-01-01. Business dates have no clock and no zone. */
export type Day = number;

/** Stands for "no end": later than every date. */
export const OPEN_END: Day = 2_932_897; // 10000-01-01
/** Stands for "since ever": earlier than every date. */
export const OPEN_START: Day = -719_529; // 0000-01-01 less one day

/** Days since 1970-01-01 of a proleptic Gregorian date, or undefined when no such day exists (2014-02-30). Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export type YearMonthDay = { readonly year: number; readonly month: number; readonly dayOfMonth: number };

/** The inverse of `dayOf`. */
export function yearMonthDay(day: Day): YearMonthDay {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads `2014-02-28`; a text of another form or a day that does not exist gives undefined. */
export function parseDay(text: string): Day | undefined {
  const match = ISO_DATE.exec(text);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

export function formatDay(day: Day): string {
  const { year, month, dayOfMonth } = yearMonthDay(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}
