/** What a number of a spreadsheet means by its format: dates and times are numbers too. */
export type CellStyle = "number" | "percent" | "date" | "time";

/** Excel's own formats that show dates or times, by id (ECMA-376 18.8.30); those of East Asia too. */
const BUILT_IN = new Map<number, CellStyle>([
  ...[9, 10].map((id) => [id, "percent"] as const),
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58].map((id) => [id, "date"] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47].map((id) => [id, "time"] as const),
]);

/** The meaning of a format by its id and, for one of the workbook's own, its code such as `dd/mm/yyyy`. */
export function styleOf(id: number, code: string | undefined): CellStyle {
  if (code === undefined) return BUILT_IN.get(id) ?? "number";
  const bare =
    code
      .slice(0, 255)
      .replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]/g, "")
      .split(";")[0] ?? "";
  if (/^general$/i.test(bare.trim())) return "number";
  if (/[dy]/i.test(bare) || /^[^hs]*m[^hs]*$/i.test(bare)) return "date";
  if (/[hs]/i.test(bare)) return "time";
  return bare.includes("%") ? "percent" : "number";
}

/**
 * A stored number as text without exponent. Spreadsheets count in doubles and show 15 digits, so that 1234.56 may be stored as
 * 1234.5599999999999: longer numbers are rounded to 15 digits, as Excel itself shows them. Undefined when it is no number.
 */
export function numberText(stored: string): string | undefined {
  if (!/^[-+]?(\d{1,400}\.?\d{0,400}|\.\d{1,400})([eE][-+]?\d{1,3})?$/.test(stored)) return undefined;
  const digits = stored
    .replace(/[eE].*$/, "")
    .replace(/[-+.]/g, "")
    .replace(/^0+/, "");
  if (digits.length <= 15 && !/[eE]/.test(stored)) return stored.replace(/^\+/, "");
  const value = Number(stored);
  if (!Number.isFinite(value)) return undefined;
  return plain(digits.length <= 15 ? stored.replace(/^\+/, "") : value.toPrecision(15));
}

/** `1.5E-3` as `0.0015`: the point is moved, nothing is computed. */
function plain(text: string): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const negative = mantissa.startsWith("-");
  const [whole = "", fraction = ""] = mantissa.replace(/^[-+]/, "").split(".");
  const shift = Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  const right = padded.slice(at).replace(/0+$/, "");
  const unsigned = right === "" ? left : `${left}.${right}`;
  return negative && /[1-9]/.test(unsigned) ? `-${unsigned}` : unsigned;
}

/** A fraction as percent: 0.125 is 12.5%. */
export function percentText(stored: string): string | undefined {
  const text = numberText(stored);
  return text === undefined ? undefined : `${plain(`${text}e2`)}%`;
}

const DAY_MS = 86_400_000;
/** Days from 1900 count from 1899-12-30, because Excel believes that 1900 was a leap year; before that day, from one later. */
const EPOCH_1900_MS = Date.UTC(1899, 11, 30);
const EPOCH_1904_MS = Date.UTC(1904, 0, 1);
const SERIAL_MAX = 2_958_465; // 9999-12-31

/** The day of a serial number as `2026-03-04`; its time of day is dropped. Undefined when it is none, or Excel's 1900-02-29. */
export function dateText(stored: string, from1904: boolean): string | undefined {
  const serial = Math.floor(Number(stored) + 1e-9);
  if (!Number.isFinite(serial) || serial < (from1904 ? 0 : 1) || serial > SERIAL_MAX || (!from1904 && serial === 60)) return undefined;
  const days = !from1904 && serial < 60 ? serial + 1 : serial;
  return new Date((from1904 ? EPOCH_1904_MS : EPOCH_1900_MS) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The time of day of a serial number: `14:30:00`. */
export function timeText(stored: string): string | undefined {
  const value = Number(stored);
  if (!Number.isFinite(value) || value < 0 || value > SERIAL_MAX) return undefined;
  const seconds = Math.round((value % 1) * 86_400) % 86_400;
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}
