import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ReadContext } from "../../company/bind-header.ts";
import type { ReadCompany } from "../../company/document.ts";
import { REPLACEABLE, TABLES } from "../../company/tables.ts";
import { nearest } from "../../formula/suggest.ts";
import type { TableDefinition } from "../../table/definition.ts";
import { OWN_FORMATS } from "../../table/formats.ts";
import type { Problem } from "../../table/problem.ts";
import type { MappedTable, Mapping } from "../../mapping/shape.ts";
import { readCompanyFile } from "./company-file.ts";
import type { CsvLayout, CsvOptions } from "./csv.ts";
import { fileProblem, FileRefusal } from "./file-refusal.ts";
import { mappedFiles, readMappingFile } from "./mapped-files.ts";
import { openTableFile, type TableSource } from "./table-file.ts";
import { bytesPath, sheetsOf, workbookOf } from "./workbook/open.ts";

/** Rows absent from the file are voided when they are of this source and dated in [from, to); null: open. */
export type ReplaceScope = { readonly source: string; readonly from: string | null; readonly to: string | null };

/** `replace`: every row of the table that the files no longer have is removed. */
export type InputMode = "upsert" | "replace" | ReplaceScope;

/** One table to be read from one file. */
export type InputSource = {
  readonly table: TableDefinition;
  /** As it is named in messages. */
  readonly file: string;
  readonly path: string;
  readonly mode: InputMode;
  /** How to read the cells where the file has the table's own columns; null: through a mapping. For readers that take the CSV itself. */
  readonly own: ReadContext | null;
  /** Where a mapping fills a column from one of another name: the file's own header, by the table's column. */
  readonly headers: ReadonlyMap<string, string>;
  /** The condition of a mapping that leaves rows out. */
  readonly where: string | null;
  /** How the CSV file itself is laid out. */
  readonly layout: CsvLayout;
  readonly open: () => Promise<TableSource>;
};

/** What a command was given to read, in the order in which references resolve. */
export type Inputs = {
  /** From company.json or the mapping; null: neither, the company must be known already. */
  readonly company: ReadCompany | null;
  readonly sources: readonly InputSource[];
  /** Folder of plans/*.json. */
  readonly plansFolder: string | null;
  /** Paths of files that are joined or looked up. */
  readonly sideFiles: readonly string[];
  /** Files that belong to no table. */
  readonly problems: readonly Problem[];
};

/** Names of the tables that the files replace as a whole. */
export function replacedTables({ sources }: Inputs): ReadonlySet<string> {
  return new Set(sources.flatMap(({ table, mode }) => (mode === "replace" ? [table.name] : [])));
}

export type InputRequest = {
  /** Company folders or single files; with a mapping: the folder its files stand in, then files that are read instead of those of their name (rows that were rejected and corrected). */
  readonly paths: readonly string[];
  readonly mapping?: string;
  /** Names of dated tables whose files replace them as a whole. A mapping says so itself. */
  readonly replace?: readonly string[];
  /** The company that files without a company.json belong to. */
  readonly company?: ReadCompany;
  readonly options?: CsvOptions;
};

/** Finds what is to be read; nothing but company.json and the mapping file is opened yet. Throws FileRefusal. */
export async function findInputs(request: InputRequest): Promise<Inputs> {
  return request.mapping === undefined ? ownInputs(request) : mappedInputs(request, request.mapping);
}

async function mappedInputs({ paths, company, options }: InputRequest, mappingPath: string): Promise<Inputs> {
  const [folder, ...instead] = paths;
  const kind = folder === undefined ? undefined : await stat(folder).catch(() => undefined);
  if (folder === undefined || kind?.isDirectory() !== true)
    throw new FileRefusal(
      fileProblem(
        folder ?? basename(mappingPath),
        "not-readable",
        "is no folder",
        "Name the folder that the mapping's files stand in; files that are read instead of its own come after it",
      ),
    );
  const read = await readMappingFile(mappingPath);
  const owner = read.company ?? company;
  if (!owner)
    throw new FileRefusal(
      fileProblem(basename(mappingPath), "missing-company", "has no company section", 'Add "company": {"name": "…", "currency": "USD"}'),
    );
  const source = read.mapping.source ?? "files";
  const sources = mappedFiles({ read, company: owner, folder, instead, mappingPath, options: options ?? {} }).flatMap(
    ({ entry, file, path, layout, open }): InputSource[] => {
      const table = TABLES.find(({ name }) => name === entry.table);
      const mode = typeof entry.mode === "object" ? { source, ...entry.mode.replace } : (entry.mode ?? "upsert");
      return table
        ? [
            {
              table,
              file,
              path,
              mode: instead.length === 0 ? mode : "upsert",
              own: null,
              headers: headersOf(entry),
              where: entry.where ?? null,
              layout,
              open,
            },
          ]
        : [];
    },
  );
  return {
    company: read.company,
    sources: inTableOrder(sources),
    plansFolder: join(dirname(mappingPath), read.mapping.plans ?? "plans"),
    sideFiles: sideFilesOf(read.mapping).map((file) => join(folder, file)),
    problems: [],
  };
}

function headersOf({ columns }: MappedTable): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(columns).flatMap(([column, source]) => {
      const header = typeof source === "string" ? source : "column" in source ? source.column : column;
      return header === column ? [] : [[column, header] as const];
    }),
  );
}

/** Names of the files that a mapping joins or looks values up in. */
function sideFilesOf({ tables }: Mapping): string[] {
  const names = tables.flatMap(({ join: joins, columns }) => [
    ...(joins ?? []).map(({ file }) => file),
    ...Object.values(columns).flatMap((column) =>
      typeof column === "object" && "column" in column && column.lookup ? [column.lookup.file] : [],
    ),
  ]);
  return [...new Set(names)];
}

const TABLE_FILE = /^(.+?)\.csv(\.gz)?$/;

/** A file as such, or each sheet of a workbook as a file of its own: `book.xlsx#people`. */
async function filesAt(path: string, file: string): Promise<{ readonly path: string; readonly file: string }[]> {
  const workbook = workbookOf(path);
  if (!workbook || workbook.sheet !== null) return [{ path, file }];
  const sheets = await sheetsOf(path, file);
  return sheets.length === 1 ? [{ path, file }] : sheets.map((sheet) => ({ path: `${path}#${sheet}`, file: `${file}#${sheet}` }));
}

async function ownInputs({ paths, company: known, replace = [], options }: InputRequest): Promise<Inputs> {
  const problems: Problem[] = [];
  const files: { readonly path: string; readonly file: string }[] = [];
  let company: ReadCompany | null = null;
  let plansFolder: string | null = null;
  for (const path of paths) {
    const kind = await stat(bytesPath(path)).catch(() => undefined);
    if (!kind) throw new FileRefusal(fileProblem(path, "not-readable", "does not exist", "Check its name"));
    if (!kind.isDirectory()) {
      files.push(...(await filesAt(path, basename(path))));
      continue;
    }
    const names = await readdir(path);
    if (names.includes("company.json")) company = await readCompanyFile(join(path, "company.json"), "company.json");
    if (names.includes("plans")) plansFolder = join(path, "plans");
    for (const name of names.filter((one) => TABLE_FILE.test(one) || isTableWorkbook(one)).sort())
      files.push(...(await filesAt(join(path, name), name)));
  }
  const owner = company ?? known;
  if (!owner)
    throw new FileRefusal(
      fileProblem(
        "company.json",
        "missing-company",
        "is missing",
        'A company folder has a company.json with at least {"name": "…", "currency": "USD"}',
      ),
    );
  const sources = files.flatMap(({ path, file }): InputSource[] => {
    const table = tableOfFile(file, problems);
    if (!table) return [];
    const context: ReadContext = { file, attributes: owner.document.attributes, formats: OWN_FORMATS, limits: owner.document };
    const mode = replace.includes(table.name) ? "replace" : "upsert";
    return [
      {
        table,
        file,
        path,
        mode,
        own: context,
        headers: new Map(),
        where: null,
        layout: {},
        open: () => openTableFile(path, table, context, options),
      },
    ];
  });
  const unread = replace.find((name) => !sources.some(({ table }) => table.name === name));
  if (unread !== undefined)
    throw new FileRefusal(
      fileProblem(
        `${unread}.csv`,
        "unknown-file",
        "is to be replaced, but no file of it was given",
        `Tables that can be replaced: ${REPLACEABLE.join(", ")}`,
      ),
    );
  return { company, sources: inTableOrder(sources), plansFolder, sideFiles: [], problems };
}

function inTableOrder(sources: readonly InputSource[]): InputSource[] {
  return TABLES.flatMap((table) => sources.filter((source) => source.table === table));
}

/** A workbook of a company folder that holds a table alone, or is the company's book. */
function isTableWorkbook(name: string): boolean {
  const stem = workbookOf(name)?.path.replace(/\.[^.]+$/, "");
  return stem !== undefined && (stem === "company" || TABLES.some((table) => table.name === stem));
}

/** The table whose name a file has, such as transactions.csv, or begins with, such as transactions-2026-01.csv or transactions.rejected.csv. */
export function tableOfFile(file: string, problems: Problem[]): TableDefinition | undefined {
  const workbook = workbookOf(file);
  const stem = workbook ? (workbook.sheet ?? workbook.path.replace(/\.[^.]+$/, "")) : (TABLE_FILE.exec(file)?.[1] ?? file);
  const exact = TABLES.find(({ name }) => name === stem);
  const table = exact ?? TABLES.find(({ name }) => stem.startsWith(name) && /^[-._ ]/.test(stem.slice(name.length)));
  if (table && (workbook || TABLE_FILE.test(file))) return table;
  const known = TABLES.map(({ name }) => name);
  const near = nearest(stem, known);
  problems.push(
    fileProblem(
      file,
      "unknown-file",
      table ? "is neither a CSV file nor a workbook" : "belongs to no table",
      near === undefined
        ? `The tables are ${known.join(", ")}; name the file after one of them, or use a mapping`
        : `Did you mean ${near}.csv?`,
    ),
  );
  return undefined;
}
