import { sql } from "kysely";
import type { Mapping } from "../../mapping/shape.ts";
import type { Transaction } from "../database/store.ts";
import { unknownValues } from "./known-values.ts";
import type { TableCounts } from "./result.ts";
import type { Upload } from "./uploads.ts";

/** Records a file that was sent and gives its number. */
export async function addUpload(
  tx: Transaction,
  companyId: number,
  actor: string,
  file: { readonly name: string; readonly bytes: number; readonly hash: string },
): Promise<{ upload: number; createdAt: string }> {
  const row = await tx
    .insertInto("uploads")
    .values({ company_id: companyId, actor, ...file })
    .returning(["upload_id", "created_at"])
    .executeTakeFirstOrThrow();
  return { upload: row.upload_id, createdAt: row.created_at.toISOString() };
}

/** The files of a company that were sent and not removed, the latest first; `only` these. */
export async function listUploads(
  tx: Transaction,
  companyId: number,
  only?: readonly number[],
): Promise<(Upload & { createdAt: string })[]> {
  let query = tx
    .selectFrom("uploads")
    .select(["upload_id", "name", "bytes", "created_at"])
    .where("company_id", "=", companyId)
    .orderBy("upload_id", "desc")
    .limit(500);
  if (only) query = query.where("upload_id", "in", only.length === 0 ? [-1] : [...only]);
  return (await query.execute()).map((row) => ({
    upload: row.upload_id,
    name: row.name,
    bytes: row.bytes,
    createdAt: row.created_at.toISOString(),
  }));
}

export async function removeUpload(tx: Transaction, companyId: number, upload: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("uploads")
    .where("company_id", "=", companyId)
    .where("upload_id", "=", upload)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function listMappings(
  tx: Transaction,
  companyId: number,
): Promise<{ name: string; document: Record<string, unknown>; updatedAt: string }[]> {
  const rows = await tx
    .selectFrom("mappings")
    .select(["name", "document", "updated_at"])
    .where("company_id", "=", companyId)
    .orderBy("updated_at", "desc")
    .execute();
  return rows.map(({ name, document, updated_at }) => ({ name, document, updatedAt: updated_at.toISOString() }));
}

/** Keeps a mapping under a name; one of that name is replaced. */
export async function saveMapping(tx: Transaction, companyId: number, actor: string, name: string, document: Mapping): Promise<void> {
  const value = JSON.stringify(document);
  await tx
    .insertInto("mappings")
    .values({ company_id: companyId, name, document: value, actor })
    .onConflict((conflict) =>
      conflict.columns(["company_id", "name"]).doUpdateSet({ document: value, actor, updated_at: sql<Date>`now()` }),
    )
    .execute();
}

export async function removeMapping(tx: Transaction, companyId: number, name: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("mappings")
    .where("company_id", "=", companyId)
    .where("name", "=", name)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

const SUMMARY = ["import_id", "state", "mode", "actor", "created_at", "finished_at", "change_number", "files", "counts", "undone"] as const;

type FileOfImport = { name: string; bytes: number };

/** Imports of a company, with the names of their files and the rows of all tables together. */
export function importRows(tx: Transaction, companyId: number) {
  const sum = (field: "new" | "changed" | "rejected") =>
    sql<number>`coalesce((select sum((counted.value ->> ${field})::bigint) from jsonb_each(i.counts) counted), 0)::bigint`.as(field);
  return tx
    .selectFrom("imports as i")
    .select(["i.import_id as import", "i.state", "i.mode", "i.actor", "i.created_at as createdAt", "i.finished_at as finishedAt"])
    .select(["i.change_number as changeNumber", sum("new"), sum("changed"), sum("rejected")])
    .select([
      sql<
        FileOfImport[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('name', file ->> 'name', 'bytes', (file ->> 'bytes')::bigint)), '[]')
        from jsonb_array_elements(i.files) file)`.as("files"),
      sql<string>`coalesce((select string_agg(file ->> 'name', ', ') from jsonb_array_elements(i.files) file), '')`.as("fileNames"),
      sql<boolean>`i.undone is not null`.as("undone"),
    ])
    .where("i.company_id", "=", companyId);
}

type SummaryRow = {
  import_id: number;
  state: "staging" | "published" | "preview" | "cancelled" | "failed";
  mode: "upsert" | "replace";
  actor: string;
  created_at: Date;
  finished_at: Date | null;
  change_number: number | null;
  files: readonly { readonly name: string; readonly bytes: number }[];
  counts: Record<string, unknown>;
  undone: object | null;
};

function summaryOf(row: SummaryRow) {
  const counts = countsOf(row.counts);
  const sum = (field: "new" | "changed" | "rejected") => counts.reduce((total, one) => total + one[field], 0);
  return {
    import: row.import_id,
    state: row.state,
    mode: row.mode,
    actor: row.actor,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    changeNumber: row.change_number,
    files: row.files.map(({ name, bytes }) => ({ name, bytes })),
    new: sum("new"),
    changed: sum("changed"),
    rejected: sum("rejected"),
    undone: row.undone !== null,
  };
}

function countsOf(counts: Record<string, unknown>): ({ table: string } & TableCounts)[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by endPublished and endImport
  return Object.entries(counts as Record<string, TableCounts>).map(([table, one]) => ({ table, ...one }));
}

/** What an import was asked to read, and when; undefined when there is none of the number. */
export async function requestOfImport(tx: Transaction, companyId: number, importId: number) {
  const row = await tx
    .selectFrom("imports")
    .select(["progress", "created_at"])
    .where("company_id", "=", companyId)
    .where("import_id", "=", importId)
    .executeTakeFirst();
  return row && { request: row.progress.request, createdAt: row.created_at.toISOString() };
}

/** One import with what it found; undefined when there is none of the number. */
export async function readImport(tx: Transaction, companyId: number, importId: number) {
  const row = await tx
    .selectFrom("imports")
    .select([...SUMMARY, "error", "differences", "unknown", "left_out", "progress"])
    .where("company_id", "=", companyId)
    .where("import_id", "=", importId)
    .executeTakeFirst();
  if (!row) return undefined;
  const refusals = await refusalsOf(tx, companyId, importId);
  return {
    ...summaryOf(row),
    error: row.error,
    tables: countsOf(row.counts),
    differences: row.differences.map((one) => ({ ...one })),
    unknown: row.state === "preview" ? row.unknown : await unknownValues(tx, companyId, importId),
    leftOut: row.left_out.map((one) => ({ ...one })),
    undo: row.undone,
    request: row.progress.request,
    refusals,
    refusedFiles: (await refusedFiles(tx, companyId, importId)).map(({ file }) => file),
  };
}

/** Files that have rejected rows, each of which comes back as a file. */
async function refusedFiles(tx: Transaction, companyId: number, importId: number) {
  return tx
    .selectFrom("import_rejections")
    .select("file")
    .distinct()
    .where("company_id", "=", companyId)
    .where("import_id", "=", importId)
    .orderBy("file")
    .execute();
}

/** Reasons that are told, and different values that are told of each. */
const REASONS_MAX = 100;
const VALUES_MAX = 50;

type RefusedValue = {
  readonly value: string;
  readonly rows: number;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
};

/** Why rows of an import were refused, the most frequent reason first, each with the values that it concerns and an example. */
async function refusalsOf(tx: Transaction, companyId: number, importId: number) {
  const { rows } = await sql<{ code: string; column: string; rows: number; distinct: number; values: readonly RefusedValue[] }>`
    select code, "column", sum(rows)::bigint as rows, count(*) as "distinct",
      jsonb_agg(jsonb_build_object('value', value, 'rows', rows, 'file', place[1], 'line', place[2]::bigint, 'reason', place[3]) order by rank)
        filter (where rank <= ${VALUES_MAX}) as "values"
    from (
      select code, coalesce("column", '') as "column", coalesce(value, '') as value, count(*) as rows,
        array[(array_agg(file order by file, line))[1], (array_agg(line::text order by file, line))[1], (array_agg(reason order by file, line))[1]] as place,
        row_number() over (partition by code, coalesce("column", '') order by count(*) desc, coalesce(value, '')) as rank
      from import_rejections where company_id = ${companyId} and import_id = ${importId} group by 1, 2, 3
    ) counted
    group by 1, 2 order by 3 desc, 1, 2 limit ${REASONS_MAX}`.execute(tx);
  return rows.flatMap(({ code, column, rows: count, distinct, values: [first, ...others] }) => {
    if (!first) return [];
    const { rows: _, ...example } = first;
    const values = [first, ...others].map(({ value, rows: times, file, line }) => ({ value, rows: times, file, line }));
    return [{ code, column, rows: count, distinct, example, values }];
  });
}
