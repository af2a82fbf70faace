import { quotas } from "../../quotas/tables.ts";
import type { ColumnProfile } from "./column-profile.ts";
import { type FormatQuestion, type RecognisedFile, sourceOf, type SuggestedEntry } from "./suggest-mapping.ts";
import { folded } from "./synonyms.ts";

/** First day and the day after the last, as ISO dates. */
type Period = { readonly from: string; readonly to: string };

const AMOUNT = { name: "amount", type: "amount", help: "" } as const;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTHS_GERMAN = ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"];
/** Words that stand beside the period in a header, such as `Q1 2026 Quota`. */
const QUOTA_WORDS = /\b(quota|target|goal|ziel|zielwert|quote)\b|\b(fy|cy) ?(?=\d)/gi;
const WHOSE = ["position", "seat", "employeeid", "employeeno", "employee", "participant", "rep", "salesrep", "owner", "name"];

/**
 * Quotas in a sheet with a column for each period (`Q1 2026`, `2026-03`, `Mar 2026`, `2026`): an entry for each such column.
 * Quarters are those of the calendar year. None, when fewer than two columns are periods or nobody is named.
 */
export function quotaEntries(file: RecognisedFile): readonly SuggestedEntry[] {
  const year = /(?:19|20)\d\d/.exec(file.file)?.[0];
  const periods = file.columns.flatMap((profile) => {
    const period = profile.type === "number" ? periodOf(profile.name, year) : undefined;
    return period ? [{ profile, period }] : [];
  });
  const whose = whoseOf(file.columns.filter((column) => !periods.some(({ profile }) => profile === column)));
  if (periods.length < 2 || !whose) return [];
  return periods.map(({ profile, period }) => {
    const questions: FormatQuestion[] = [];
    const columns = {
      position: whose.name,
      measure: { constant: "revenue" },
      from: { constant: period.from },
      to: { constant: period.to },
      amount: sourceOf(AMOUNT, profile, questions),
    };
    const entry = { table: quotas.name, file: file.file, where: `NOT(ISBLANK([${profile.name}]))`, columns };
    return { entry, score: 1, columns: [{ column: "amount", header: profile.name, score: 1 }], questions, missing: [] };
  });
}

function whoseOf(columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  const byName = WHOSE.flatMap((word) => columns.filter(({ name }) => folded(name) === word));
  return byName[0] ?? columns.find(({ type }) => type === "text");
}

function periodOf(header: string, yearOfFile: string | undefined): Period | undefined {
  const written = header
    .toLowerCase()
    .replace(QUOTA_WORDS, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const quarter = /^q([1-4])(?: (20\d\d|\d\d))?$/.exec(written);
  const quarterLast = /^(20\d\d|\d\d) ?q([1-4])$/.exec(written);
  const [number, year] = quarter ? [quarter[1], quarter[2] ?? yearOfFile] : [quarterLast?.[2], quarterLast?.[1]];
  if (number !== undefined && year !== undefined) return months(year, Number(number) * 3 - 2, 3);
  const named = /^(\p{L}{3})\p{L}* ((?:20)?\d\d)$/u.exec(written);
  const month = named ? Math.max(MONTHS.indexOf(named[1] ?? ""), MONTHS_GERMAN.indexOf(named[1] ?? "")) : -1;
  if (named && month >= 0) return months(named[2] ?? "", month + 1, 1);
  const iso = /^(20\d\d) (0[1-9]|1[0-2])$/.exec(written);
  if (iso) return months(iso[1] ?? "", Number(iso[2]), 1);
  return /^20\d\d$/.test(written) ? months(written, 1, 12) : undefined;
}

/** `count` months from the first day of a month of a year with two or four digits. */
function months(year: string, first: number, count: number): Period {
  const full = Number(year.length === 2 ? `20${year}` : year);
  const dayOne = (after: number) => `${full + Math.floor(after / 12)}-${String((after % 12) + 1).padStart(2, "0")}-01`;
  return { from: dayOne(first - 1), to: dayOne(first - 1 + count) };
}
