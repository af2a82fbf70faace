import { REJECTION_PREFIX } from "../company/bind-header.ts";
import type { TableDefinition } from "../table/definition.ts";
import { standsForName } from "./file-pattern.ts";
import type { ColumnProfile } from "./recognition/column-profile.ts";
import type { MappedTable, Mapping } from "./shape.ts";

/** Where rows were refused before: the number of that import, and the file as it was called there. */
export type Correction = { readonly import: number; readonly file: string };

/** Whether a header has what is written beside refused rows. */
export function carriesRefusals(header: readonly string[]): boolean {
  return header.some((name) => name.startsWith(REJECTION_PREFIX));
}

/**
 * What a file of refused rows says of itself, whatever it is called by now: of several imports the latest. Undefined for any other file,
 * and where rows of several files were put together, which no one mapping reads.
 */
export function correctionOf(columns: readonly Pick<ColumnProfile, "name" | "distinct" | "samples">[]): Correction | undefined {
  const column = (name: string) => columns.find((one) => one.name === REJECTION_PREFIX + name);
  const file = column("file");
  const imports = (column("import")?.samples ?? []).map(Number).filter((number) => Number.isSafeInteger(number) && number > 0);
  if (file?.distinct !== 1 || imports.length === 0) return undefined;
  // An apostrophe stands before what a spreadsheet would run.
  return { import: Math.max(...imports), file: (file.samples[0] ?? "").replace(/^'(?=[=+\-@])/, "") };
}

/** How a file is laid out, by which it is read whatever the first one was. */
type Layout = Required<Pick<MappedTable, "file" | "delimiter" | "encoding">>;

/** What an import read its file by, for the corrected rows of it: columns, formats, aliases and conditions as they are, never replacing other rows. */
export function mappingOfCorrection(mapping: Mapping, { file }: Correction, layout: Layout): Mapping | undefined {
  const last = (path: string) => path.split("/").at(-1) ?? "";
  const { plans: _plans, ...whole } = mapping;
  const tables = mapping.tables.flatMap(({ mode: _mode, ...entry }) =>
    standsForName(last(entry.file), last(file)) ? [{ ...entry, ...layout }] : [],
  );
  return tables.length === 0 ? undefined : { ...whole, tables };
}

/** The same for a file that had Attain's own columns. */
export function ownMappingOfCorrection(
  table: TableDefinition,
  columns: readonly string[],
  header: readonly string[],
  layout: Layout,
): Mapping {
  const known = new Set(columns);
  return {
    tables: [
      { table: table.name, ...layout, columns: Object.fromEntries(header.filter((name) => known.has(name)).map((name) => [name, name])) },
    ],
  };
}
