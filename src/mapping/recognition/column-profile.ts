import { isCurrency } from "../../money/currency.ts";
import { isTyped, untyped } from "../../table/typed-cell.ts";
import { type DateChoice, datePatternsOf } from "./recognise-dates.ts";
import { decimalSignOf, type NumberChoice, numberFormatsOf } from "./recognise-numbers.ts";

export type ProfileType = "blank" | "date" | "number" | "percent" | "boolean" | "currency" | "text";

/** What a column of a file seems to hold, from a sample of its rows. */
export type ColumnProfile = {
  readonly name: string;
  readonly type: ProfileType;
  /** Share of the cells with content that fit the type, 0 to 1. */
  readonly confidence: number;
  /** How the dates or numbers may be written: more than one asks for a choice. None: as Attain itself does. */
  readonly dates: readonly DateChoice[];
  readonly numbers: readonly NumberChoice[];
  /** The sign that parts decimals in its numbers, where they show it. */
  readonly decimal: "." | "," | null;
  readonly blank: number;
  readonly distinct: number;
  /** Some different cells, as they stand. */
  readonly samples: readonly string[];
};

const SAMPLES_MAX = 8;
const NULLS = new Set(["", "null", "n/a", "na", "none", "-", "#n/a"]);
/** A few slips among many cells do not change what a column is. */
const SLIPS = 0.05;

/** Profiles one column of a sample. Typed cells of a workbook say themselves what they are. */
export function profileColumn(name: string, cells: readonly string[]): ColumnProfile {
  const filled = cells.filter((cell) => !NULLS.has(untyped(cell).trim().toLowerCase()));
  const texts = [...new Set(filled.map((cell) => untyped(cell).trim()))];
  const common = { name, blank: cells.length - filled.length, distinct: texts.length, samples: texts.slice(0, SAMPLES_MAX) };
  const none = { ...common, dates: [], numbers: [], decimal: null };
  if (texts.length === 0) return { ...none, type: "blank", confidence: 1 };
  if (filled.some(isTyped)) return { ...none, ...typedProfile(filled) };
  if (
    texts.length <= 2 &&
    texts.every((text) => /^(true|false|yes|no|y|n|0|1)$/i.test(text)) &&
    texts.some((text) => /[a-z]/i.test(text) || texts.length === 2)
  )
    return { ...none, type: "boolean", confidence: /[a-z]/i.test(texts[0] ?? "") ? 1 : 0.6 };
  if (texts.every((text) => isCurrency(text))) return { ...none, type: "currency", confidence: 1 };
  const dates = most(texts, datePatternsOf);
  if (dates && !texts.every((text) => /^\d{8}$/.test(text) && !/^(19|20)\d{6}$/.test(text)))
    return { ...common, type: "date", confidence: dates.fit, dates: dates.found, numbers: [], decimal: null };
  const percents = texts.filter((text) => text.endsWith("%"));
  if (percents.length > texts.length / 2) {
    const numbers = most(
      percents.map((text) => text.slice(0, -1).trim()),
      numberFormatsOf,
    );
    if (numbers)
      return {
        ...common,
        type: "percent",
        confidence: numbers.fit,
        dates: [],
        numbers: numbers.found,
        decimal: decimalSignOf(numbers.fitting),
      };
  }
  const numbers = most(texts, numberFormatsOf);
  // Codes with leading zeros are names, not amounts.
  if (numbers && !texts.some((text) => /^0\d/.test(text)))
    return {
      ...common,
      type: "number",
      confidence: numbers.fit,
      dates: [],
      numbers: numbers.found,
      decimal: decimalSignOf(numbers.fitting),
    };
  return { ...none, type: "text", confidence: 1 };
}

/** What fits all texts, or else nearly all. */
function most<T>(
  texts: readonly string[],
  find: (texts: readonly string[]) => readonly T[],
): { readonly found: readonly T[]; readonly fit: number; readonly fitting: readonly string[] } | undefined {
  const all = find(texts);
  if (all.length > 0) return { found: all, fit: 1, fitting: texts };
  if (texts.length < 20) return undefined;
  // Every text is a witness of the readings it allows; the reading that most texts share with a witness of it is meant.
  const witnesses = new Map(texts.flatMap((text) => find([text]).map((choice) => [JSON.stringify(choice), text] as const)));
  let fitting: readonly string[] = [];
  for (const [reading, witness] of witnesses) {
    const shared = texts.filter((text) => find([text, witness]).some((choice) => JSON.stringify(choice) === reading));
    if (shared.length > fitting.length) fitting = shared;
  }
  if (fitting.length < texts.length * (1 - SLIPS)) return undefined;
  const found = find(fitting);
  return found.length > 0 ? { found, fit: fitting.length / texts.length, fitting } : undefined;
}

function typedProfile(cells: readonly string[]): { readonly type: ProfileType; readonly confidence: number } {
  const kinds = cells.map((cell): ProfileType => {
    const text = untyped(cell);
    if (!isTyped(cell)) return "text";
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return "date";
    if (text === "true" || text === "false") return "boolean";
    return text.endsWith("%") ? "percent" : "number";
  });
  const counts = Map.groupBy(kinds, (kind) => kind);
  const [type, list] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? ["text", kinds];
  return { type, confidence: list.length / kinds.length };
}
