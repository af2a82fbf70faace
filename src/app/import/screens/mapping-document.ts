import type { InferResponseType } from "hono/client";
import { correctedName, isCorrection, standsForName } from "../../../mapping/file-pattern.ts";
import { settledChoice } from "../../../mapping/recognition/settle-numbers.ts";
import { api, bodyOf } from "../../web/kit/client.ts";

/** How a column is filled, as a mapping says it. */
export type Source =
  | string
  | ({ readonly column: string; readonly aliases?: unknown } & Readonly<Record<string, unknown>>)
  | { readonly formula: string }
  | { readonly constant: string };
export type Entry = {
  readonly table: string;
  readonly file: string;
  readonly columns: Readonly<Record<string, Source>>;
  readonly mode?: unknown;
} & Readonly<Record<string, unknown>>;
/** A mapping while it is edited: what it says otherwise is kept as it is. */
export type MappingDocument = { readonly tables: readonly Entry[] } & Readonly<Record<string, unknown>>;

export type Recognition = InferResponseType<(typeof api.uploads)[":upload"]["recognition"]["$get"], 200>;
export type RecognisedFile = Recognition["files"][number] & { readonly upload: number };

export function isMapping(value: unknown): value is MappingDocument {
  return typeof value === "object" && value !== null && "tables" in value && Array.isArray(value.tables);
}

/** The header that a source reads, or undefined where it is a formula or a constant. */
export function headerOf(source: Source | undefined): string | undefined {
  if (typeof source === "string") return source;
  return source !== undefined && "column" in source && typeof source.column === "string" ? source.column : undefined;
}

/** Whether a name of a mapping, which may have *, stands for a file or for its corrected rows. */
export function standsFor(pattern: string, file: string): boolean {
  const last = (path: string) => path.split("/").at(-1) ?? "";
  return standsForName(last(pattern), last(file)) || standsForName(last(pattern), correctedName(last(file)));
}

/** Of a mapping, what reads the files at hand: the others of last time need not be sent again. Corrected rows never replace others. */
export function forFiles(mapping: MappingDocument, files: readonly RecognisedFile[]): MappingDocument {
  return {
    ...mapping,
    tables: mapping.tables.flatMap((entry) => {
      const own = files.filter(({ file }) => standsFor(entry.file, file));
      const { mode, ...rest } = entry;
      if (own.length === 0) return [];
      return [mode === undefined || own.some((one) => isCorrection(one.file) || one.correction !== null) ? rest : entry];
    }),
  };
}

/** An entry that fills a table from a file, with the columns that fit by name and content. */
export async function entryFor({ upload, file }: RecognisedFile, table: string): Promise<Entry> {
  const param = { upload: String(upload) };
  const { files } = await bodyOf(api.uploads[":upload"].recognition.$get({ param, query: { table } }));
  const [found] = suggestedMapping(files.filter((one) => one.file === file)).tables;
  return found ?? { table, file, columns: {} };
}

function layoutOf(file: string, encoding: string, delimiter: string): Partial<Entry> {
  return { ...(encoding !== "utf-8" && { encoding }), ...(/\.xlsx/i.test(file) ? {} : { delimiter }) };
}

export function withEntryAdded(mapping: MappingDocument, entry: Entry): MappingDocument {
  return { ...mapping, tables: [...mapping.tables, entry] };
}

export function withoutEntry(mapping: MappingDocument, index: number): MappingDocument {
  return { ...mapping, tables: mapping.tables.filter((_, at) => at !== index) };
}

/** A mapping for the next month too: numbers in a file's name may be others then. */
export function forNextTime(mapping: MappingDocument): MappingDocument {
  const general = (file: string) => file.replace(/\d[\d._-]*\d/, "*");
  return { ...mapping, tables: mapping.tables.map((entry) => ({ ...entry, file: general(entry.file) })) };
}

export function withEntry(mapping: MappingDocument, index: number, entry: Entry): MappingDocument {
  return { ...mapping, tables: mapping.tables.map((one, at) => (at === index ? entry : one)) };
}

export function withColumn(entry: Entry, column: string, source: Source | undefined): Entry {
  const others = Object.entries(entry.columns).filter(([name]) => name !== column);
  return { ...entry, columns: Object.fromEntries(source === undefined ? others : [...others, [column, source]]) };
}

/** Says what a value of a column stands for, in every entry that fills the column from a file. */
export function withAlias(mapping: MappingDocument, column: string, value: string, id: string): MappingDocument {
  return {
    ...mapping,
    tables: mapping.tables.map((entry) => {
      const source = entry.columns[column];
      const header = headerOf(source);
      if (header === undefined) return entry;
      const known = typeof source === "object" && "column" in source ? source : { column: header };
      const aliases = typeof known.aliases === "object" && known.aliases !== null ? known.aliases : {};
      return typeof known.aliases === "string" ? entry : withColumn(entry, column, { ...known, aliases: { ...aliases, [value]: id } });
    }),
  };
}

type Suggestion = NonNullable<RecognisedFile["suggestion"]>;

/** Every table that a file fills, the one it most likely is first. */
export function suggestionsOf({ suggestion, further }: Pick<RecognisedFile, "suggestion" | "further">): readonly Suggestion[] {
  return suggestion ? [suggestion, ...further] : [];
}

/** A mapping from what was recognised of each file. What a file says beside its own table gives way to a file of that table. */
export function suggestedMapping(files: Recognition["files"]): MappingDocument {
  const own = new Map(files.map(({ file, suggestion }) => [file, suggestion?.entry["table"]]));
  return {
    tables: files.flatMap(({ encoding, delimiter, ...recognised }) =>
      suggestionsOf(recognised).flatMap((suggestion) => {
        const { file } = recognised;
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's entry of a mapping
        const entry = suggestion.entry as Entry;
        const elsewhere = [...own].some(([other, table]) => other !== file && table === entry.table);
        const columns = { ...entry.columns, ...settledColumns(suggestion.questions, file, files) };
        return elsewhere && entry.table !== own.get(file) ? [] : [{ ...entry, file, columns, ...layoutOf(file, encoding, delimiter) }];
      }),
    ),
  };
}

/**
 * Corrected rows are read as the import read them that refused them; `others` says how the other files are. Of its aliases and formats those
 * of the correction hold.
 */
export function withCorrections(others: MappingDocument, files: readonly Pick<RecognisedFile, "correction">[]): MappingDocument {
  const documents = files.flatMap(({ correction }) => (isMapping(correction?.mapping) ? [correction.mapping] : []));
  return documents.reduceRight((whole, document) => ({ ...whole, ...document, tables: [...document.tables, ...whole.tables] }), others);
}

/** Whether a file is read as an import before it was. */
export function isCorrected({ correction }: Pick<RecognisedFile, "correction">): boolean {
  return isMapping(correction?.mapping);
}

type Question = Suggestion["questions"][number];

/** Of the numbers that can be read twice those that the other numbers of the drop settle. */
function settledColumns(questions: readonly Question[], file: string, files: Recognition["files"]): Entry["columns"] {
  const own = files.filter((one) => one.file === file).flatMap(({ columns }) => columns);
  const others = files.filter((one) => one.file !== file).flatMap(({ columns }) => columns);
  return Object.fromEntries(
    questions.flatMap(({ column, choices }) => {
      const at = settledChoice(choices, own, others);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a column of a mapping
      return at === undefined ? [] : [[column, choices[at] as Source] as const];
    }),
  );
}

/** What a file leaves open about the column that an entry fills from it. */
export function questionOf(entry: Entry, column: string, file: RecognisedFile | undefined): Question | undefined {
  const header = headerOf(entry.columns[column]);
  return (file ? suggestionsOf(file) : [])
    .filter((suggestion) => suggestion.entry["table"] === entry.table)
    .flatMap(({ questions }) => questions)
    .find((question) => question.column === column && question.header === header);
}

/** Whether every format that a file leaves open has been chosen. */
export function isEntryDecided(entry: Entry, file: RecognisedFile | undefined): boolean {
  return Object.entries(entry.columns).every(
    ([column, source]) => typeof source === "object" || questionOf(entry, column, file) === undefined,
  );
}

export function isDecided(mapping: MappingDocument, files: readonly RecognisedFile[]): boolean {
  return mapping.tables.every((entry) =>
    isEntryDecided(
      entry,
      files.find(({ file }) => standsFor(entry.file, file)),
    ),
  );
}
