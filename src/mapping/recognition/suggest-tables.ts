import type { AttributeDeclarations } from "../../table/definition.ts";
import type { ColumnSource, MappedTable } from "../shape.ts";
import type { ColumnProfile } from "./column-profile.ts";
import { quotaEntries } from "./quota-columns.ts";
import { type KnownValues, type RecognisedFile, type SuggestedEntry, suggestEntry } from "./suggest-mapping.ts";
import { folded } from "./synonyms.ts";

/** What a file fills, the table it most likely is first; with `table` how it would fill that one. */
export function suggestionsFor(
  file: RecognisedFile,
  declared: AttributeDeclarations,
  known: KnownValues,
  table?: string,
): readonly SuggestedEntry[] {
  if (table === undefined) return suggestTables(file, declared, known);
  const one = suggestEntry(file, declared, known, table);
  return one ? [one] : [];
}

/**
 * Proposes every table that a file fills. A list of staff also says who has which seat, a list of sales who buys what, a pipeline
 * what was won, and a sheet with a column for each quarter has a quota in each: in most companies no other file says so.
 * What the company has already (`known`) is not proposed from such files again. A list of staff with the quotas beside it is both.
 */
function suggestTables(file: RecognisedFile, declared: AttributeDeclarations, known: KnownValues): readonly SuggestedEntry[] {
  const quotas = quotaEntries(file);
  if (quotas.length > 0) {
    const ofQuotas = new Set(quotas.flatMap(({ columns }) => columns.map(({ header }) => header)));
    const rest = { ...file, columns: file.columns.filter(({ name }) => !ofQuotas.has(name)) };
    const staff = suggestEntry(withNames(rest), declared, known, "people");
    return staff && isStaff(staff) ? [named(staff, rest), ...seats(staff, rest, declared, known), ...quotas] : quotas;
  }
  const main = suggestEntry(withNames(file), declared, known);
  if (!main) return [];
  switch (main.entry.table) {
    case "people":
      return [named(main, file), ...seats(main, file, declared, known)];
    case "transactions":
      return [wonOnly(main, file), ...sold(main, known)];
    case "opportunities": {
      const won = suggestEntry(file, declared, known, "transactions");
      const taken = won && won.missing.length === 0 ? wonOnly(won, file) : undefined;
      return [withOutcome(main, file), ...(taken?.entry.where === undefined ? [] : [taken]), ...sold(main, known)];
    }
    default:
      return [main];
  }
}

/** More than whose the quotas are: how somebody is reached, or since when they are here. */
function isStaff({ missing, entry: { columns } }: SuggestedEntry): boolean {
  return missing.length === 0 && ("email" in columns || "hired" in columns);
}

const companion = (entry: MappedTable, base: SuggestedEntry): SuggestedEntry => ({
  entry,
  score: base.score,
  columns: [],
  questions: base.questions.filter(({ column }) => column in entry.columns),
  missing: [],
});

/** Both parts of a name, by which a person is called. */
function nameParts({ columns }: RecognisedFile): readonly [first: string, last: string] | undefined {
  const find = (...names: readonly string[]) => columns.find(({ name }) => names.includes(folded(name)))?.name;
  const first = find("firstname", "givenname", "forename", "vorname");
  const last = find("lastname", "surname", "familyname", "nachname", "familienname");
  return first === undefined || last === undefined ? undefined : [first, last];
}

/** So that a file with first and last names counts as one with names. */
function withNames(file: RecognisedFile): RecognisedFile {
  const parts = nameParts(file);
  if (!parts || file.columns.some(({ name }) => folded(name) === "name" || folded(name) === "fullname")) return file;
  const first = file.columns.find(({ name }) => name === parts[0]);
  const rest = file.columns.filter(({ name }) => !parts.includes(name));
  return first ? { ...file, columns: [...rest, { ...first, name: "name" }] } : file;
}

function named(main: SuggestedEntry, file: RecognisedFile): SuggestedEntry {
  const parts = nameParts(file);
  if (!parts || main.entry.columns["name"] !== "name" || file.columns.some(({ name }) => name === "name")) return main;
  const formula = `[${parts[0]}] & " " & [${parts[1]}]`;
  return {
    ...main,
    entry: { ...main.entry, columns: { ...main.entry.columns, name: { formula } } },
    columns: main.columns.filter(({ column }) => column !== "name"),
  };
}

/** One seat a person, called by the person's id, under the seat of whoever is named as the manager. */
function seats(main: SuggestedEntry, file: RecognisedFile, declared: AttributeDeclarations, known: KnownValues): readonly SuggestedEntry[] {
  const id = main.entry.columns["participant"];
  if (id === undefined || (known.get("positions")?.size ?? 0) > 0) return [];
  const found = suggestEntry(file, declared, known, "positions")?.entry.columns ?? {};
  const { title, role, parent } = found;
  const { hired, left } = main.entry.columns;
  const given = <T>(columns: Readonly<Record<string, T | undefined>>): Record<string, T> =>
    Object.fromEntries(Object.entries(columns).filter((pair): pair is [string, T] => pair[1] !== undefined));
  const entry = (table: string, columns: Readonly<Record<string, ColumnSource | undefined>>): MappedTable => ({
    table,
    file: main.entry.file,
    columns: given(columns),
  });
  const { questions } = main;
  const dated = (column: string, from: string) =>
    questions.filter((question) => question.column === from).map((question) => ({ ...question, column }));
  return [
    companion(entry("positions", { position: id, title, role, parent }), main),
    {
      ...companion(entry("assignments", { participant: id, position: id, from: hired, to: left }), main),
      questions: [...dated("from", "hired"), ...dated("to", "left")],
    },
  ];
}

const BOUGHT = [
  ["customer", "customers"],
  ["product", "products"],
  ["territory", "territories"],
] as const;

/** Customers, products and territories that nothing is known of yet. */
function sold(main: SuggestedEntry, known: KnownValues): readonly SuggestedEntry[] {
  return BOUGHT.flatMap(([column, table]) => {
    const source = main.entry.columns[column];
    if (source === undefined || (known.get(table)?.size ?? 0) > 0) return [];
    return [companion({ table, file: main.entry.file, columns: { [column]: source } }, main)];
  });
}

const WON = /\b(won|gewonnen)\b/i;
const LOST = /\b(lost|verloren)\b/i;

/** Of deals in all stages, only those that were won are sales. */
function wonOnly(main: SuggestedEntry, { columns }: RecognisedFile): SuggestedEntry {
  const stage = stageOf(columns);
  return stage ? { ...main, entry: { ...main.entry, where: isOneOf(stage, WON) } } : main;
}

/** Where no column of its own says how a deal ended, its stage does. */
function withOutcome(main: SuggestedEntry, { columns }: RecognisedFile): SuggestedEntry {
  const stage = stageOf(columns);
  if (!stage || main.entry.columns["outcome"] !== undefined) return main;
  const otherwise = stage.samples.some((sample) => LOST.test(sample)) ? `IF(${isOneOf(stage, LOST)}, "lost", "open")` : '"open"';
  const formula = `IF(${isOneOf(stage, WON)}, "won", ${otherwise})`;
  return { ...main, entry: { ...main.entry, columns: { ...main.entry.columns, outcome: { formula } } } };
}

function stageOf(columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  return columns.find(({ samples, type }) => type === "text" && samples.some((sample) => WON.test(sample)) && samples.length > 1);
}

/** The condition that a column holds one of its values that match. */
function isOneOf({ name, samples }: ColumnProfile, wanted: RegExp): string {
  const found = samples.filter((sample) => wanted.test(sample)).map((sample) => `[${name}] = "${sample.replaceAll('"', '""')}"`);
  return found.length === 1 ? (found[0] ?? "") : `OR(${found.join(", ")})`;
}
