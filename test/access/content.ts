import { sql } from "kysely";
import type { Role } from "../../src/access/permissions.ts";
import type { Store, Transaction } from "../../src/app/database/store.ts";

/** One row that came ("+"), went ("-"), or both where it changed. */
export type RowChange = { readonly table: string; readonly sign: "+" | "-"; readonly row: string };

/** The content of every table as it was, to find out what a request wrote, and to take it back. */
export type Kept = {
  /** What differs from what was kept. Quick where nothing does. */
  readonly changes: () => Promise<readonly RowChange[]>;
  /** Tables whose rows row security lets a role write. */
  readonly writtenBy: (role: Role) => Promise<readonly string[]>;
  /** Brings the tables back to what was kept. */
  readonly restore: (tables: readonly string[]) => Promise<void>;
};

/** Counts of requests, the log of sign-ins that only grows, and keys that the program makes when one is needed first. */
const NOT_KEPT = ["receipt_keys", "rate_limits", "sign_in_events", "idempotency_keys", "protections"];
/** What each request may note. */
const NOTED: ReadonlyMap<string, readonly string[]> = new Map([
  ["session", ["updatedAt"]],
  ["api_keys", ["last_used_at"]],
]);

type Table = { readonly name: string; readonly columns: string };

export async function keepContent(store: Store): Promise<Kept> {
  const tables = await store.system(tablesOf);
  await asSuperuser(store, async (tx) => {
    for (const { name } of tables) {
      await sql`create table ${sql.table(`kept_${name}`)} as table ${sql.table(name)}`.execute(tx);
    }
  });
  const hashes = async (): Promise<ReadonlyMap<string, string>> => {
    const parts = tables.map(
      ({ name }) =>
        sql`select ${name} as name, count(*) || ' ' || coalesce(sum(hashtextextended(${content(name, "t")}::text, 0)), 0) as hash from ${sql.table(name)} t`,
    );
    const { rows } = await store.system((tx) => sql<{ name: string; hash: string }>`${sql.join(parts, sql` union all `)}`.execute(tx));
    return new Map(rows.map(({ name, hash }) => [name, hash]));
  };
  const before = await hashes();
  return {
    async changes() {
      const now = await hashes();
      const changed = tables.filter(({ name }) => now.get(name) !== before.get(name));
      const found: RowChange[] = [];
      for (const { name } of changed) found.push(...(await asSuperuser(store, (tx) => differences(tx, name))));
      return found;
    },
    async writtenBy(role) {
      const { rows } = await store.system((tx) =>
        sql<{ name: string }>`select table_name as name from protections where ${role} = any (writers)`.execute(tx),
      );
      return [...rows.map(({ name }) => name), "history"];
    },
    restore: (names) =>
      asSuperuser(store, async (tx) => {
        await sql`set local session_replication_role = replica`.execute(tx); // neither triggers nor references
        for (const { name, columns } of tables.filter((table) => names.includes(table.name))) {
          const list = sql.raw(columns);
          await sql`delete from ${sql.table(name)}`.execute(tx);
          await sql`insert into ${sql.table(name)} (${list}) overriding system value select ${list} from ${sql.table(`kept_${name}`)}`.execute(
            tx,
          );
        }
      }),
  };
}

/** Tables with the columns that can be written. */
async function tablesOf(tx: Transaction): Promise<readonly Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname not like 'kysely%'
      and c.relname <> all (${NOT_KEPT}) group by 1 order by 1`.execute(tx);
  return rows;
}

async function differences(tx: Transaction, name: string): Promise<RowChange[]> {
  const side = (table: string) => sql`select ${content(name, "t")}::text as row from ${sql.table(table)} t`;
  const now = side(name);
  const kept = side(`kept_${name}`);
  const { rows } = await sql<RowChange>`
    select ${name} as "table", '+' as sign, row from (${now} except all ${kept}) came
    union all select ${name}, '-', row from (${kept} except all ${now}) went`.execute(tx);
  return rows;
}

function content(name: string, alias: string) {
  return sql`(to_jsonb(${sql.ref(alias)}) - ${NOTED.get(name) ?? []}::text[])`;
}

function asSuperuser<T>(store: Store, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return store.system(async (tx) => {
    await sql`set local role none`.execute(tx);
    return work(tx);
  });
}
