import { sql } from "kysely";
import type { Store, Transaction } from "./store.ts";

export type NewCompany = { readonly name: string; readonly currency: string; readonly settings: object };

/** Creates a company as change 1 and gives its id. */
export async function createCompany(store: Store, actor: string, company: NewCompany): Promise<number> {
  return store.system(async (tx) => {
    const { company_id } = await tx
      .insertInto("companies")
      .values({ name: company.name, currency: company.currency, settings: JSON.stringify(company.settings), change_number: 1 })
      .returning("company_id")
      .executeTakeFirstOrThrow();
    await tx.insertInto("changes").values({ company_id, change_number: 1, actor, reason: "Company created", kind: "company" }).execute();
    return company_id;
  });
}

/** Removes a company as a whole, its history included: a demo or a sandbox. Nothing of it remains but users, who may belong to others. */
export async function removeCompany(store: Store, companyId: number): Promise<void> {
  await store.system(async (tx) => {
    await sql`select set_config('attain.removing_company', ${String(companyId)}, true)`.execute(tx);
    for (const table of await companyTables(tx)) await sql`delete from ${sql.table(table)} where company_id = ${companyId}`.execute(tx);
  });
}

/** Every table that holds rows of companies, read from the catalog, those referred to last. */
async function companyTables(tx: Transaction): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by (select count(*) from pg_constraint k where k.confrelid = c.oid), c.relname`.execute(tx);
  return rows.map(({ name }) => name);
}
