import { sql } from "kysely";
import type { KnownValues } from "../../mapping/recognition/suggest-mapping.ts";
import { type AliasSuggestion, type Candidate, suggestAlias } from "../../mapping/recognition/suggest-alias.ts";
import type { Transaction } from "../database/store.ts";

const NAMED = {
  people: sql<Candidate>`select p.participant as id, coalesce(n.name, '') as name from people p left join people_personal n on n.company_id = p.company_id and n.participant = p.participant`,
  customers: sql<Candidate>`select p.customer as id, coalesce(p.name, '') as name from customers p`,
  products: sql<Candidate>`select p.product as id, coalesce(p.name, '') as name from products p`,
  territories: sql<Candidate>`select p.territory as id, coalesce(p.name, '') as name from territories p`,
  positions: sql<Candidate>`select p.position as id, coalesce(p.title, '') as name from positions p`,
};
/** Ids that are compared: beyond, a list is no help to a person either. */
const CANDIDATES_MAX = 50_000;
const VALUES_MAX = 50;
/** So many are offered whole behind the near ones; of more a person would find none. */
const OFFERED_MAX = 60;

/** Ids and names of what files may refer to, by table. */
export async function candidatesOf(tx: Transaction, companyId: number): Promise<ReadonlyMap<string, readonly Candidate[]>> {
  const found = new Map<string, readonly Candidate[]>();
  for (const [table, query] of Object.entries(NAMED))
    found.set(table, (await sql<Candidate>`${query} where p.company_id = ${companyId} limit ${CANDIDATES_MAX}`.execute(tx)).rows);
  return found;
}

export function knownValues(candidates: ReadonlyMap<string, readonly Candidate[]>): KnownValues {
  return new Map(
    [...candidates].map(([table, list]) => [
      table,
      new Set(list.flatMap(({ id, name }) => [id, name].filter((text) => text !== "").map((text) => text.toLowerCase()))),
    ]),
  );
}

/** A value of a column that refers to nothing that is known, or to several, with what it may have been meant for. */
export type UnknownValue = AliasSuggestion & { readonly column: string; readonly rows: number; readonly ambiguous: boolean };

const TABLE_OF_COLUMN = new Map([
  ["owner", "people"],
  ["participant", "people"],
  ["party", "people"],
  ["customer", "customers"],
  ["product", "products"],
  ["territory", "territories"],
  ["position", "positions"],
  ["parent", "positions"],
]);

/** The values for which rows of an import were refused because nothing, or more than one thing, is called so. */
export async function unknownValues(tx: Transaction, companyId: number, importId: number): Promise<readonly UnknownValue[]> {
  const { rows } = await sql<{ column: string; value: string; code: string; rows: number }>`
    select split_part("column", ' (', 1) as "column", value, code, count(*) as rows from import_rejections
    where company_id = ${companyId} and import_id = ${importId} and code in ('unknown-reference', 'ambiguous-reference') and value is not null
    group by 1, 2, 3 order by 4 desc, 2 limit ${VALUES_MAX}`.execute(tx);
  const known = rows.length === 0 ? new Map<string, readonly Candidate[]>() : await candidatesOf(tx, companyId);
  return rows.map(({ column, value, code, rows: count }) => {
    const list = known.get(TABLE_OF_COLUMN.get(column) ?? "") ?? [];
    const ambiguous = code === "ambiguous-reference";
    const found = suggestAlias(value, list);
    return { ...found, candidates: offered(found.candidates, list), ...(ambiguous && { clear: false }), column, rows: count, ambiguous };
  });
}

function offered(near: readonly Candidate[], all: readonly Candidate[]): readonly Candidate[] {
  if (all.length > OFFERED_MAX) return near;
  const others = all.filter(({ id }) => !near.some((one) => one.id === id));
  return [...near, ...others.toSorted((a, b) => (a.name || a.id).localeCompare(b.name || b.id, "en"))];
}
