import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { calendarOf } from "../../company/calendar.ts";
import type { ReadCompany } from "../../company/document.ts";
import { parseJson } from "../../company/json.ts";
import { compileMappedTable, type MappedReader } from "../../mapping/mapped-table.ts";
import { type ReadMapping, readMapping } from "../../mapping/mapping.ts";
import { standsForName } from "../../mapping/file-pattern.ts";
import type { MappedTable } from "../../mapping/shape.ts";
import type { Problem } from "../../table/problem.ts";
import type { PlacedRow } from "../../table/row.ts";
import type { PlanProblem } from "../../plans/problem.ts";
import type { CsvBatch } from "./csv-batch.ts";
import { type CsvLayout, type CsvOptions, openCsv } from "./csv.ts";
import { fileProblem, FileRefusal } from "./file-refusal.ts";
import { SideFiles } from "./join-file.ts";
import { rejectedRows, type RowBatch, type TableSource } from "./table-file.ts";

/** Reads a mapping file. Throws FileRefusal that names every place in it that is wrong. */
export async function readMappingFile(path: string): Promise<ReadMapping> {
  const file = basename(path);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw new FileRefusal(
      fileProblem(
        file,
        "not-readable",
        `cannot be read (${error instanceof Error ? error.message : String(error)})`,
        "Check its name and rights",
      ),
    );
  });
  const json = parseJson(text);
  if (!json.ok) throw new FileRefusal(fileProblem(file, "invalid-document", json.reason, json.fix, json.line));
  const read = readMapping(json.value);
  if (!read.ok) throw mappingRefusal(file, read.problems);
  return read.mapping;
}

function mappingRefusal(file: string, problems: readonly PlanProblem[]): FileRefusal {
  return new FileRefusal(
    ...problems.map(
      (problem): Problem => ({ ...fileProblem(file, "invalid-document", problem.message, problem.fix), column: problem.path }),
    ),
  );
}

/** One table of a mapping from one file. */
export type MappedFile = {
  readonly entry: MappedTable;
  readonly file: string;
  readonly path: string;
  readonly layout: CsvLayout;
  readonly open: () => Promise<TableSource>;
};

export type MappedFolder = {
  readonly read: ReadMapping;
  readonly company: ReadCompany;
  readonly folder: string;
  /** Files to read instead of those of the same name (but for `.rejected`); with any, only those entries are read. */
  readonly instead: readonly string[];
  readonly mappingPath: string;
  readonly options: CsvOptions;
};

/** The files that a mapping reads from a folder, in its order; each opens on demand. Throws FileRefusal where a file is missing. */
export function mappedFiles({ read, company, folder, instead, mappingPath, options }: MappedFolder): MappedFile[] {
  const { mapping } = read;
  const layout = { ...options, ...layoutOf(mapping) };
  const side = new SideFiles((file) => join(folder, file), layout);
  const mappingFile = basename(mappingPath);
  const files = mapping.tables.flatMap((entry, index) =>
    expand(folder, entry.file)
      .flatMap((file) => placesOf(folder, file, instead))
      .map(({ file, path }): MappedFile => {
        const own = { ...layout, ...layoutOf(entry) };
        return {
          entry,
          file,
          path,
          layout: { ...layoutOf(mapping), ...layoutOf(entry) },
          open: () => openMapped({ read, company, entry, index, file, path, mappingFile, side, options: own }),
        };
      }),
  );
  const unused = instead.find((path) => !files.some((file) => file.path === path));
  if (unused !== undefined)
    throw new FileRefusal(
      fileProblem(
        basename(unused),
        "unknown-file",
        `is named like no file of ${mappingFile}`,
        "Name it after the file whose rows it holds, such as orders.rejected.csv",
      ),
    );
  return files;
}

function placesOf(folder: string, file: string, instead: readonly string[]): { readonly file: string; readonly path: string }[] {
  if (instead.length === 0) return [{ file, path: join(folder, file) }];
  return instead.filter((path) => stemOf(path) === stemOf(file)).map((path) => ({ file: basename(path), path }));
}

/** `orders` of csv/orders.csv.gz and of orders.rejected.csv. */
export function stemOf(path: string): string {
  return basename(path)
    .replace(/\.xlsx#/i, "-")
    .replace(/\.gz$/, "")
    .replace(/\.[^.]+$/, "")
    .replace(/\.rejected$/, "");
}

type Opening = {
  readonly read: ReadMapping;
  readonly company: ReadCompany;
  readonly entry: MappedTable;
  readonly index: number;
  readonly file: string;
  readonly path: string;
  readonly mappingFile: string;
  readonly side: SideFiles;
  readonly options: CsvOptions;
};

async function openMapped(opening: Opening): Promise<TableSource> {
  const { file, path, options } = opening;
  const csv = await openCsv(path, file, { ...options, typed: true });
  try {
    const { table, read } = await compile(opening, csv.header);
    return { table, file, header: csv.header, decision: csv.decision, batches: rowsOf(csv.batches, read, file) };
  } catch (error) {
    await csv.close();
    throw error;
  }
}

async function compile(
  { read, company, entry, index, file, mappingFile, side }: Opening,
  header: readonly string[],
): Promise<MappedReader> {
  const joins = await Promise.all((entry.join ?? []).map((one) => side.join(one)));
  const lookups = new Map<string, ReadonlyMap<string, string>>();
  for (const [name, column] of Object.entries(entry.columns)) {
    if (typeof column === "object" && "column" in column && column.lookup)
      lookups.set(`tables.${index}.columns.${name}`, await side.lookup(column.lookup));
  }
  const compiled = compileMappedTable({
    mapping: read.mapping,
    table: entry,
    index,
    file,
    header,
    joins,
    lookups,
    company: company.document,
    calendar: calendarOf(company.document, company.windows),
    formats: read.formats,
  });
  if ("problems" in compiled) throw mappingRefusal(mappingFile, compiled.problems);
  return compiled;
}

async function* rowsOf(batches: AsyncIterable<CsvBatch>, read: MappedReader["read"], file: string): AsyncGenerator<RowBatch> {
  for await (const batch of batches) {
    const rows: PlacedRow[] = [];
    const rejected = rejectedRows(batch);
    const leftOut: number[] = [];
    for (const [index, cells] of batch.rows.entries()) {
      const line = batch.lines[index] ?? 0;
      const result = read(cells, line);
      if ("problems" in result) rejected.push({ file, line, cells, ...result });
      else if (result.leftOut) leftOut.push(line);
      else for (const row of result.rows) rows.push({ row, file, line, cells });
    }
    yield { rows, rejected, leftOut, bytes: batch.bytes };
  }
}

function layoutOf({ delimiter, encoding }: Pick<CsvOptions, "delimiter" | "encoding">): Pick<CsvOptions, "delimiter" | "encoding"> {
  return { ...(delimiter !== undefined && { delimiter }), ...(encoding !== undefined && { encoding }) };
}

/** Files that a name with * stands for, in order; a name without stands for itself. */
function expand(folder: string, file: string): string[] {
  if (!file.includes("*")) return [file];
  const inner = dirname(file);
  const pattern = basename(file);
  const names = (existsSync(join(folder, inner)) ? readdirSync(join(folder, inner)) : [])
    .filter((name) => standsForName(pattern, name))
    .sort();
  if (names.length === 0)
    throw new FileRefusal(fileProblem(file, "not-readable", "stands for no file", "Check the pattern in the mapping"));
  return names.map((name) => join(inner, name));
}
