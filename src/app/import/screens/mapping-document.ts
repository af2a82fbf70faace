import type { InferResponseType } from "hono/client";
import { standsForName } from "../../../mapping/file-pattern.ts";
import type { api } from "../../web/kit/client.ts";

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
export type RecognisedFile = Recognition["files"][number];

export function isMapping(value: unknown): value is MappingDocument {
  return typeof value === "object" && value !== null && "tables" in value && Array.isArray(value.tables);
}

/** The header that a source reads, or undefined where it is a formula or a constant. */
export function headerOf(source: Source | undefined): string | undefined {
  if (typeof source === "string") return source;
  return source !== undefined && "column" in source && typeof source.column === "string" ? source.column : undefined;
}

/** Whether a name of a mapping, which may have *, stands for a file. */
export function standsFor(pattern: string, file: string): boolean {
  const last = (path: string) => path.split("/").at(-1) ?? "";
  return standsForName(last(pattern), last(file));
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

/** A mapping from what was recognised of each file. */
export function suggestedMapping(files: readonly RecognisedFile[]): MappingDocument {
  return {
    tables: files.flatMap(({ file, suggestion, encoding, delimiter }) => {
      if (!suggestion) return [];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server's entry of a mapping
      const entry = suggestion.entry as Entry;
      return [{ ...entry, file, ...(encoding !== "utf-8" && { encoding }), ...(/\.xlsx/i.test(file) ? {} : { delimiter }) }];
    }),
  };
}
