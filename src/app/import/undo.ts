import { sql } from "kysely";
import { TABLES } from "../../company/tables.ts";
import { HISTORIC_TABLES, type HistoricTable } from "../database/as-of.ts";
import type { Session, Store, Transaction } from "../database/store.ts";
import { keyColumns, matches } from "./differences.ts";
import { storedTable } from "./stored-columns.ts";

/** A row that an undo left as it is, and why. */
export type KeptRow = { readonly table: string; readonly key: Readonly<Record<string, unknown>>; readonly reason: string };
/** What an undo did, by table. */
export type Undone = {
  readonly changeNumber: number | null;
  readonly tables: Readonly<Record<string, { readonly removed: number; readonly restored: number; readonly kept: number }>>;
  /** The first of those that were kept. */
  readonly kept: readonly KeptRow[];
};

/** An import that cannot be undone, with the reason. */
export class UndoRefusal extends Error {
  override readonly name = "UndoRefusal";
}

const KEPT_MAX = 100;
type Counts = { removed: number; restored: number; kept: number };

/**
 * Takes back what a published import changed, as one further change: rows that it made are removed, rows that it changed or removed
 * are as before. Rows that somebody has changed since, and rows that others have come to refer to, stay and are named.
 */
export async function undoImport(store: Store, session: Session, importId: number): Promise<Undone> {
  const { companyId, actor } = session;
  const reason = `Import ${importId} undone`;
  return store.publish({ companyId, actor, roles: "system" }, { reason, kind: "undo" }, async (tx, changeNumber) => {
    const row = await tx
      .selectFrom("imports")
      .select(["state", "change_number", "undone"])
      .where("company_id", "=", companyId)
      .where("import_id", "=", importId)
      .forUpdate()
      .executeTakeFirst();
    if (row?.state !== "published" || row.change_number === null) throw new UndoRefusal("Only an import that was published can be undone");
    if (row.undone !== null) throw new UndoRefusal("This import was undone already");
    const isImports = await tx
      .selectFrom("changes")
      .select("kind")
      .where("company_id", "=", companyId)
      .where("change_number", "=", row.change_number)
      .where("reason", "like", `Import ${importId}:%`)
      .executeTakeFirst();
    // An import that changed nothing stands under the number of the change before it.
    const done = await undoChange(tx, companyId, row.change_number, changeNumber, isImports ? ORDER : []);
    const undone: Undone = { changeNumber, ...done };
    await tx
      .updateTable("imports")
      .set({ undone: JSON.stringify(undone) })
      .where("company_id", "=", companyId)
      .where("import_id", "=", importId)
      .execute();
    return undone;
  });
}

/** Referring tables before those that they refer to: names and addresses before the people. */
const ORDER: readonly HistoricTable[] = HISTORIC_TABLES.toReversed()
  .filter((table) => table !== "people_personal")
  .flatMap((table) => (table === "people" ? ["people", "people_personal"] : [table]));

/** Tables whose columns refer to ids of a table. */
const REFERRING = TABLES.flatMap((table) =>
  table.columns.flatMap((column) =>
    [column.references, column.orReferences].flatMap((to) =>
      to === undefined ? [] : [{ table: storedTable(table), column: column.name, to }],
    ),
  ),
);

/** Takes back what one change did to some tables, as part of the change `now`; referring tables come first in `tables`. */
export async function undoChange(
  tx: Transaction,
  companyId: number,
  undone: number,
  now: number,
  tables: readonly HistoricTable[],
): Promise<Pick<Undone, "tables" | "kept">> {
  const undo = new Undo(tx, companyId, undone, now);
  for (const table of tables) await undo.table(table);
  return { tables: Object.fromEntries(undo.counts), kept: undo.kept };
}

class Undo {
  readonly #tx: Transaction;
  readonly #companyId: number;
  readonly #undone: number;
  readonly #now: number;
  readonly counts = new Map<string, Counts>();
  readonly kept: KeptRow[] = [];

  constructor(tx: Transaction, companyId: number, undone: number, now: number) {
    this.#tx = tx;
    this.#companyId = companyId;
    this.#undone = undone;
    this.#now = now;
  }

  async table(table: HistoricTable): Promise<void> {
    const keys = await keyColumns(this.#tx, table);
    const counts: Counts = { removed: 0, restored: 0, kept: 0 };
    const name = sql.table(table);
    const same = sql.join(
      keys.map((key) => sql`v.row_key ->> ${sql.lit(key)} = ${sql.ref(`t.${key}`)}::text`),
      sql` and `,
    );
    await this.#noteChangedSince(table, counts);
    // What the import made and nobody has changed since.
    const madeHere = sql`t.company_id = ${this.#companyId} and t.change_number = ${this.#undone}
      and not exists (select from history v where v.company_id = ${this.#companyId} and v.table_name = ${table} and v.superseded_by = ${this.#undone} and ${same})`;
    if (table !== "companies") {
      const free = await this.#keepReferred(table, madeHere, counts);
      counts.removed = Number((await sql`delete from ${name} t where ${madeHere} ${free}`.execute(this.#tx)).numAffectedRows ?? 0n);
    }
    counts.restored = (await this.#restoreChanged(table, keys)) + (await this.#restoreRemoved(table, keys));
    if (counts.removed + counts.restored + counts.kept > 0) this.counts.set(table, counts);
  }

  /** Versions of the import that a later change has replaced or removed. */
  async #noteChangedSince(table: HistoricTable, counts: Counts): Promise<void> {
    const { rows } = await sql<{ key: KeptRow["key"]; by: number; reason: string; total: number }>`
      select row_key as key, superseded_by as by, reason, count(*) over () as total from history
      where company_id = ${this.#companyId} and table_name = ${table} and change_number = ${this.#undone} and superseded_by < ${this.#now}
      order by history_id limit ${KEPT_MAX}`.execute(this.#tx);
    counts.kept += rows[0]?.total ?? 0;
    for (const { key, by, reason } of rows) this.#keep({ table, key, reason: `was changed since, by change ${by} (${reason})` });
  }

  #keep(row: KeptRow): void {
    if (this.kept.length < KEPT_MAX) this.kept.push(row);
  }

  /** Rows to which rows that stay refer are kept. Gives the condition on those that may go. */
  async #keepReferred(table: HistoricTable, madeHere: ReturnType<typeof sql>, counts: Counts) {
    if (table === "people_personal")
      return sql`and not exists (select from people p where p.company_id = t.company_id and p.participant = t.participant)`;
    const definition = TABLES.find((one) => storedTable(one) === table);
    const key = definition?.key.length === 1 ? definition.key[0] : undefined;
    const referring = REFERRING.filter(({ to }) => to === definition?.name);
    if (key === undefined || referring.length === 0) return sql``;
    const referred = sql.join(
      referring.map(
        (one) =>
          sql`select r.${sql.ref(one.column)} as id, ${sql.lit(one.table)} as by from ${sql.table(one.table)} r where r.company_id = ${this.#companyId} and r.${sql.ref(one.column)} is not null ${one.table === table ? sql`and r.change_number <> ${this.#undone}` : sql``}`,
      ),
      sql` union all `,
    );
    const { rows } = await sql<{ id: string; by: string }>`
      select ${sql.ref(`t.${key}`)} as id, min(r.by) as by from ${sql.table(table)} t join (${referred}) r on r.id = ${sql.ref(`t.${key}`)} where ${madeHere} group by 1 order by 1`.execute(
      this.#tx,
    );
    counts.kept += rows.length;
    for (const { id, by } of rows) this.#keep({ table, key: { [key]: id }, reason: `is referred to by ${by}` });
    return rows.length === 0 ? sql`` : sql`and ${sql.ref(`t.${key}`)} <> all (${rows.map(({ id }) => id)}::text[])`;
  }

  async #restoreChanged(table: HistoricTable, keys: readonly string[]): Promise<number> {
    const columns = (await this.#columns(table)).filter(
      (column) => !keys.includes(column) && column !== "company_id" && column !== "change_number",
    );
    const { rows } = await sql<{ key: KeptRow["key"]; version: string }>`
      select row_key as key, row::text as version from history where company_id = ${this.#companyId} and table_name = ${table} and superseded_by = ${this.#undone}`.execute(
      this.#tx,
    );
    let restored = 0;
    for (const { key, version } of rows) {
      const { numAffectedRows } = await sql`
        update ${sql.table(table)} t set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`o.${column}`)}`))}, change_number = ${this.#now}
        from jsonb_populate_record(null::${sql.table(table)}, ${version}::jsonb) o
        where t.company_id = ${this.#companyId} and t.change_number = ${this.#undone} and ${matches(table, key)}`.execute(this.#tx);
      restored += Number(numAffectedRows ?? 0n);
    }
    return restored;
  }

  /** Rows that the import removed and that nobody has made again. */
  async #restoreRemoved(table: HistoricTable, keys: readonly string[]): Promise<number> {
    const columns = (await this.#columns(table)).filter((column) => column !== "change_number");
    const list = sql.join(columns.map((column) => sql.ref(column)));
    const { numAffectedRows } = await sql`
      insert into ${sql.table(table)} (${list}, change_number)
      select ${sql.join(columns.map((column) => sql.ref(`o.${column}`)))}, ${this.#now}::bigint from history v, jsonb_populate_record(null::${sql.table(table)}, v.row) o
      where v.company_id = ${this.#companyId} and v.table_name = ${table} and v.superseded_by = ${this.#undone}
        and not exists (select from history w where w.company_id = v.company_id and w.table_name = v.table_name and w.row_key = v.row_key
          and w.change_number >= ${this.#undone} and w.superseded_by < ${this.#now})
        and not exists (select from ${sql.table(table)} t where t.company_id = o.company_id and ${sql.join(
          keys.map((key) => sql`${sql.ref(`t.${key}`)} = ${sql.ref(`o.${key}`)}`),
          sql` and `,
        )})`.execute(this.#tx);
    return Number(numAffectedRows ?? 0n);
  }

  /** Columns that can be written: none that the database computes. */
  async #columns(table: HistoricTable): Promise<readonly string[]> {
    const { rows } = await sql<{ name: string }>`
      select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity <> 'a'`.execute(
      this.#tx,
    );
    return rows.map(({ name }) => name);
  }
}
