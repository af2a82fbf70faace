import { REJECTION_PREFIX } from "../../company/bind-header.ts";
import { TABLES } from "../../company/tables.ts";
import { editDistance } from "../../formula/suggest.ts";
import { columnsOf } from "../../table/attributes.ts";
import type { AttributeDeclarations, ColumnDefinition, TableDefinition } from "../../table/definition.ts";
import type { ColumnSource, MappedTable } from "../shape.ts";
import type { ColumnProfile, ProfileType } from "./column-profile.ts";
import { fileNamesOf, folded, synonymsOf } from "./synonyms.ts";

/** A file as it was recognised. */
export type RecognisedFile = { readonly file: string; readonly columns: readonly ColumnProfile[] };

/** Ids and names that a table has already, in lower case: columns that hold them refer to it. */
export type KnownValues = ReadonlyMap<string, ReadonlySet<string>>;

/** One column that is proposed, with how sure that is (0 to 1). */
export type SuggestedColumn = { readonly column: string; readonly header: string; readonly score: number };
/** A format that the file leaves open: somebody has to say which of the choices is meant. */
export type FormatQuestion = {
  readonly header: string;
  readonly column: string;
  readonly sample: string;
  readonly choices: readonly Exclude<ColumnSource, string>[];
};
export type SuggestedEntry = {
  readonly entry: MappedTable;
  readonly score: number;
  readonly columns: readonly SuggestedColumn[];
  readonly questions: readonly FormatQuestion[];
  /** Required columns for which nothing was found. */
  readonly missing: readonly string[];
};

const SURE_ENOUGH = 0.45;

/** Proposes the table that a file fills and how its columns do; undefined when it looks like none. With `table` only the columns are open. */
export function suggestEntry(
  recognised: RecognisedFile,
  declared: AttributeDeclarations,
  known: KnownValues,
  table?: string,
): SuggestedEntry | undefined {
  // Where a refused row stood is no content of it.
  const file = { ...recognised, columns: recognised.columns.filter(({ name }) => !name.startsWith(REJECTION_PREFIX)) };
  const tables = table === undefined ? TABLES : TABLES.filter(({ name }) => name === table);
  const entries = tables.map((definition) => entryFor(file, definition, declared, known));
  return entries
    .toSorted((a, b) => b.score - a.score)
    .find(({ columns, score }) => table !== undefined || (columns.length > 0 && score >= 0.5));
}

function entryFor(file: RecognisedFile, table: TableDefinition, declared: AttributeDeclarations, known: KnownValues): SuggestedEntry {
  const columns = columnsOf(table, declared);
  const pairs = columns
    .flatMap((column) => file.columns.map((profile) => ({ column, profile, score: pairScore(column, profile, table, known) })))
    .filter(({ score }) => score >= SURE_ENOUGH)
    // What the table cannot do without comes first: an order's date is rather its date than its second one.
    .toSorted((a, b) => b.score + needOf(b.column) - a.score - needOf(a.column));
  const chosen: (typeof pairs)[number][] = [];
  const used = new Set<string>();
  const filled = new Set<string>();
  for (const pair of pairs) {
    if (used.has(pair.profile.name) || filled.has(pair.column.name)) continue;
    used.add(pair.profile.name);
    filled.add(pair.column.name);
    chosen.push(pair);
  }
  const missing = columns
    .filter((column) => column.required === true && column.default === undefined && !filled.has(column.name))
    .map(({ name }) => name);
  const required = columns.filter((column) => column.required === true && column.default === undefined).length;
  const explained = chosen.reduce((sum, { score }) => sum + score, 0) / Math.max(1, file.columns.length);
  const ready = required === 0 ? 1 : (required - missing.length) / required;
  const score = 0.45 * nameScore(file.file, table) + 0.3 * ready + 0.25 * Math.min(1, explained * 1.2);
  const ordered = columns.flatMap((column) => chosen.filter((pair) => pair.column === column));
  const questions: FormatQuestion[] = [];
  const sources = ordered.map(({ column, profile }) => [column.name, sourceOf(column, profile, questions)] as const);
  return {
    entry: { table: table.name, file: file.file, columns: Object.fromEntries(sources) },
    score,
    columns: ordered.map(({ column, profile, score: sure }) => ({ column: column.name, header: profile.name, score: sure })),
    questions,
    missing,
  };
}

function needOf({ required, default: initial }: ColumnDefinition): number {
  return required === true && initial === undefined ? 0.2 : 0;
}

function nameScore(file: string, table: TableDefinition): number {
  const sheet = file.split("#")[1];
  const stem = folded((sheet ?? file.split("/").at(-1) ?? "").replace(/\.(csv|xlsx|gz)/gi, "").replace(/\.rejected$/, ""));
  const names = [folded(table.name), ...fileNamesOf(table.name).map(folded)];
  if (names.includes(stem)) return 1;
  return names.some((name) => stem.startsWith(name) || stem.endsWith(name)) ? 0.8 : 0;
}

function pairScore(column: ColumnDefinition, profile: ColumnProfile, table: TableDefinition, known: KnownValues): number {
  if (profile.type === "blank" && folded(profile.name) !== folded(column.name)) return 0;
  const fit = typeFit(column, profile);
  if (fit === 0) return 0;
  const named = headerScore(column, profile.name, table);
  const overlap = column.references === undefined ? 0 : overlapOf(profile, known.get(column.references));
  return Math.min(1, Math.max(named, overlap > 0.5 ? 0.55 * overlap : 0) + 0.2 * overlap) * fit;
}

function headerScore(column: ColumnDefinition, header: string, table: TableDefinition): number {
  const written = folded(header);
  const own = folded(column.name.replace(/^attributes\./, ""));
  if (written === own) return 1;
  if (column.name === table.key[0] && (written === `${own}id` || written === `${own}no` || written === `${own}nr`)) return 0.95;
  const synonyms = synonymsOf(column.name).map(folded);
  const at = synonyms.indexOf(written);
  if (at >= 0) return 0.85 - Math.min(0.15, at * 0.01);
  if (written.length >= 4 && own.length >= 4 && editDistance(written, own, 2) <= 1) return 0.7;
  return own.length >= 4 && (written.endsWith(own) || written.startsWith(own)) ? 0.5 : 0;
}

/** How well the cells fit the column: a text column takes anything, a date column nothing but dates. */
function typeFit(column: ColumnDefinition, { type, confidence }: ColumnProfile): number {
  if (type === "blank") return column.required === true ? 0 : 1;
  const wanted: Readonly<Record<ColumnDefinition["type"], readonly ProfileType[]>> = {
    text: ["text", "number", "date", "boolean", "currency", "percent"],
    choice: ["text", "currency"],
    currency: ["currency"],
    date: ["date"],
    amount: ["number"],
    number: ["number", "percent"],
    integer: ["number"],
    percent: ["percent", "number"],
    boolean: ["boolean"],
  };
  if (!wanted[column.type].includes(type)) return 0;
  return column.type === "text" && type !== "text" && type !== "number" ? 0.6 : confidence;
}

function overlapOf({ samples }: ColumnProfile, values: ReadonlySet<string> | undefined): number {
  if (!values || samples.length === 0) return 0;
  return samples.filter((sample) => values.has(sample.toLowerCase())).length / samples.length;
}

/** How a column is written in the mapping: its header alone, with formats where they differ from Attain's, none where they are open. */
export function sourceOf(column: ColumnDefinition, profile: ColumnProfile, questions: FormatQuestion[]): ColumnSource {
  const choices = choicesOf(column, profile);
  const [only] = choices;
  if (choices.length > 1) questions.push({ header: profile.name, column: column.name, sample: tellingSample(profile.samples), choices });
  if (choices.length !== 1 || !only || Object.keys(only).length === 1) return profile.name;
  return only;
}

/** One that can be read twice rather than one that cannot: 1.234 rather than 12, 03/04/2026 rather than 03/03/2026. */
function tellingSample(samples: readonly string[]): string {
  const tells = (text: string) => {
    const day = /^(\d{1,2})[/-](\d{1,2})[/-]/.exec(text);
    return day ? day[1] !== day[2] : /\d[.,]\d{3}(?!\d)/.test(text);
  };
  return samples.find(tells) ?? samples[0] ?? "";
}

function choicesOf(column: ColumnDefinition, profile: ColumnProfile): readonly Exclude<ColumnSource, string>[] {
  const header = profile.name;
  if (column.type === "date" && profile.type === "date")
    return profile.dates.map((choice) => (choice.date === "yyyy-MM-dd" ? { column: header } : { column: header, ...choice }));
  if (!["amount", "number", "integer", "percent"].includes(column.type)) return [];
  const numbers = profile.numbers.length > 0 ? profile.numbers : [{}];
  const written = numbers.map(({ currencySign, ...rest }) => ({ ...rest, ...(typeof currencySign === "string" && { currencySign }) }));
  if (column.type === "percent" && profile.type === "number")
    return written.flatMap((number) =>
      (["fraction", "points"] as const).map((percent) => ({ column: header, number: { ...number, percent } })),
    );
  return written.map((number) => (Object.keys(number).length === 0 ? { column: header } : { column: header, number }));
}
