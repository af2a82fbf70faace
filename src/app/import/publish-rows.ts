import { type RawBuilder, sql } from "kysely";
import type { Plan } from "../../plans/plan.ts";
import { columnsOf } from "../../table/attributes.ts";
import type { AttributeDeclarations, TableDefinition } from "../../table/definition.ts";
import { formatCell } from "../../table/format-cell.ts";
import type { PlacedRow } from "../../table/row.ts";
import type { Transaction } from "../database/store.ts";
import { contentHash } from "./canonical-json.ts";
import { PERSONAL } from "./known-rows.ts";
import type { Written } from "./publish-staged.ts";
import { type StoredColumn, storedColumns, storedTable } from "./stored-columns.ts";

const ROWS_AT_ONCE = 1000;

/** What an upsert needs to know of a database table. */
type Target = {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly StoredColumn[];
  readonly attributes: boolean;
};

/** Writes rows of one table under the running change: each replaces the row with its key as a whole. */
export async function publishRows(
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  table: TableDefinition,
  rows: readonly PlacedRow[],
  declared: AttributeDeclarations,
): Promise<Written> {
  const toDocument = documentWriter(table, declared);
  const written = { new: 0, changed: 0, voided: 0 };
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const documents = JSON.stringify(rows.slice(at, at + ROWS_AT_ONCE).map(toDocument));
    const counts =
      table.name === "people"
        ? await upsertPeople(tx, companyId, changeNumber, table, documents)
        : countsOf(await upsert(tx, companyId, changeNumber, targetOf(table), documents));
    written.new += counts.new;
    written.changed += counts.changed;
  }
  return written;
}

/** Removes the company's rows of one table whose key none of `rows` has; their last versions stay in the history. Gives their number. */
export async function removeAbsent(
  tx: Transaction,
  companyId: number,
  table: TableDefinition,
  rows: readonly PlacedRow[],
  declared: AttributeDeclarations,
): Promise<number> {
  const target = targetOf(table);
  const documents = JSON.stringify(rows.map(documentWriter(table, declared)));
  const keys = target.columns.filter(({ column }) => target.key.includes(column));
  const { numAffectedRows } = await sql`
    with kept as materialized (select ${sql.join(keys.map((column) => sql`${valueOf(column)} as ${sql.ref(column.column)}`))} from jsonb_array_elements(${documents}::jsonb) as d(document))
    delete from ${sql.table(target.table)} t where t.company_id = ${companyId}
      and not exists (select from kept where ${sql.join(
        keys.map(({ column }) => sql`${sql.ref(`kept.${column}`)} = ${sql.ref(`t.${column}`)}`),
        sql` and `,
      )})`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

function targetOf(table: TableDefinition): Target {
  const stored = storedColumns(table);
  return {
    table: storedTable(table),
    key: table.key.map((name) => stored.find((column) => column.name === name)?.column ?? name),
    columns: stored,
    attributes: table.attributesOf !== undefined,
  };
}

/** Rows as documents: columns by their database names in their text forms, attributes as one document of texts. */
function documentWriter(table: TableDefinition, declared: AttributeDeclarations): (placed: PlacedRow) => Record<string, unknown> {
  const stored = storedColumns(table);
  const columns = columnsOf(table, declared).map(({ name, type }, index) => {
    const column = stored[index]?.column;
    // Shares are numbers in the database, 1 for 100 %.
    return {
      name,
      type: column !== undefined && type === "percent" ? ("number" as const) : type,
      column,
      attribute: name.slice("attributes.".length),
    };
  });
  return ({ row }) => {
    const document: Record<string, unknown> = Object.create(null);
    const attributes: Record<string, string> = Object.create(null);
    for (const { name, type, column, attribute } of columns) {
      const cell = row.get(name);
      if (cell === undefined) continue;
      if (column === undefined) attributes[attribute] = formatCell(type, cell);
      else document[column] = formatCell(type, cell);
    }
    document["attributes"] = attributes;
    return document;
  };
}

type Upserted = { readonly key: string; readonly inserted: boolean };

async function upsert(
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  { table, key, columns, attributes }: Target,
  documents: string,
): Promise<readonly Upserted[]> {
  const names = [...columns.map(({ column }) => column), ...(attributes ? ["attributes"] : [])];
  const list = sql.join(names.map((name) => sql.ref(name)));
  const values = [...columns.map((column) => valueOf(column)), ...(attributes ? [sql`d.document -> 'attributes'`] : [])];
  const content = names.filter((name) => !key.includes(name));
  // A table whose every column belongs to the key has nothing to update.
  const onConflict =
    content.length === 0
      ? sql`do nothing`
      : sql`do update set ${sql.join(content.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}, change_number = excluded.change_number
          where (${sql.join(content.map((name) => sql.ref(`t.${name}`)))}) is distinct from (${sql.join(content.map((name) => sql.ref(`excluded.${name}`)))})`;
  const { rows } = await sql<Upserted>`insert into ${sql.table(table)} as t (company_id, change_number, ${list})
    select ${companyId}::bigint, ${changeNumber}::bigint, ${sql.join(values)} from jsonb_array_elements(${documents}::jsonb) as d(document)
    on conflict (company_id, ${sql.join(key.map((name) => sql.ref(name)))}) ${onConflict}
    returning ${sql.ref(`t.${key[0] ?? ""}`)} as key, (xmax = 0) as inserted`.execute(tx);
  return rows;
}

function valueOf({ column, type, blank }: StoredColumn): RawBuilder<unknown> {
  const text = sql`d.document ->> ${sql.lit(column)}`;
  const value = type === "text" ? sql`(${text})` : sql`(${text})::${sql.raw(type)}`;
  return blank === null ? value : sql`coalesce(${value}, ${sql.lit(blank)})`;
}

function countsOf(rows: readonly Upserted[]): { readonly new: number; readonly changed: number } {
  const inserted = rows.filter((row) => row.inserted).length;
  return { new: inserted, changed: rows.length - inserted };
}

/** Names and e-mail addresses stand apart from the rest, so that a person can be erased. */
async function upsertPeople(
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  table: TableDefinition,
  documents: string,
): Promise<{ readonly new: number; readonly changed: number }> {
  const all = targetOf(table);
  const people = await upsert(
    tx,
    companyId,
    changeNumber,
    { ...all, columns: all.columns.filter(({ name }) => !PERSONAL.has(name)) },
    documents,
  );
  const personal = await upsert(
    tx,
    companyId,
    changeNumber,
    {
      ...all,
      table: "people_personal",
      attributes: false,
      columns: all.columns.filter(({ name }) => PERSONAL.has(name) || name === "participant"),
    },
    documents,
  );
  const added = new Set(people.filter((row) => row.inserted).map(({ key }) => key));
  const touched = new Set([...people, ...personal].map(({ key }) => key));
  return { new: added.size, changed: touched.size - added.size };
}

/** Writes plan versions; one whose content is the same stays as it is. */
export async function publishPlans(tx: Transaction, companyId: number, changeNumber: number, plans: readonly Plan[]): Promise<Written> {
  let added = 0;
  let changed = 0;
  for (const plan of plans) {
    const document = JSON.stringify(plan);
    const { rows } = await sql<{ inserted: boolean }>`insert into plans as t (company_id, change_number, set, plan, version, document, hash)
      values (${companyId}, ${changeNumber}, ${plan.set}, ${plan.plan}, ${plan.version}, ${document}::jsonb, ${contentHash(plan)})
      on conflict (company_id, set, plan, version) do update set document = excluded.document, hash = excluded.hash, change_number = excluded.change_number where t.hash <> excluded.hash
      returning (xmax = 0) as inserted`.execute(tx);
    for (const { inserted } of rows) {
      if (inserted) added += 1;
      else changed += 1;
    }
  }
  return { new: added, changed, voided: 0 };
}
