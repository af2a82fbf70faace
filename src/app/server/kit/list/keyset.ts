import { type Expression, type RawBuilder, sql, type SqlBool } from "kysely";
import { z } from "@hono/zod-openapi";
import type { Transaction } from "../../../database/store.ts";
import { readCursor, writeCursor } from "../paging.ts";
import { type Column, type Columns, type NameOf, type Selected, shown } from "./columns.ts";
import type { ListQuery, Sort, Wanted } from "./query.ts";

/** Where a list's rows come from: a query whose columns are the list's fields, by name. Row security holds in it. */
export type Rows<C extends Columns> = Expression<Selected<C>>;

/** What is asked of a list with these columns and this key: fields that are never null and tell every two rows apart. */
export type Asked = {
  readonly columns: Columns;
  readonly key: readonly string[];
  readonly query: Pick<ListQuery, "limit" | "cursor" | "sort" | "search" | "fields" | "wanted"> & Partial<Pick<ListQuery, "asOf">>;
};

export type Page = { readonly items: Record<string, unknown>[]; readonly nextCursor: string | null };

/**
 * One page of a list by keyset: it begins after the place of the cursor in the order, not after so many rows. Rows that come or go
 * between two pages neither repeat others nor push them out. Throws the problem "invalid-cursor" for a cursor of another order.
 *
 * @example
 * const page = await keysetPage(tx, tx.selectFrom("customers").select(["customer", "name"]), { columns, key: ["customer"], query });
 */
export async function keysetPage(tx: Transaction, rows: Expression<unknown>, { columns, key, query }: Asked): Promise<Page> {
  const order = [...query.sort, ...key.filter((field) => !query.sort.some((sort) => sort.field === field)).map(upwards)];
  const place = readPlace(query.cursor, order, columns);
  const fields = query.fields ?? Object.keys(columns);
  const { rows: found } = await sql<Record<string, unknown>>`
    select ${sql.join(fields.map(fieldOf))}, jsonb_build_array(${sql.join(order.map(({ field }) => sql`${fieldOf(field)}::text`))}) as "next place"
    from ${rows} as list
    where ${sql.join([...filters(columns, query), ...(place ? [beyond(order, columns, place)] : [])], sql` and `)}
    order by ${sql.join(order.map((sort) => orderBy(sort, columns)))}
    limit ${query.limit + 1}`.execute(tx);
  const items = found.slice(0, query.limit);
  const last = found.length > query.limit ? items.at(-1) : undefined;
  return {
    items: items.map((row) => Object.fromEntries(fields.map((field) => [field, shown(columnOf(columns, field), row[field])]))),
    nextCursor: last ? writeCursor({ order: orderText(order), place: last["next place"] }) : null,
  };
}

/** How many rows the filter leaves, counted up to `max`. */
export async function countRows(
  tx: Transaction,
  rows: Expression<unknown>,
  { columns, query }: Pick<Asked, "columns" | "query">,
  max?: number,
): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::bigint as count from (
      select 1 from ${rows} as list where ${sql.join(filters(columns, query), sql` and `)} ${max === undefined ? sql`` : sql`limit ${max}`}
    ) counted`.execute(tx);
  return found.rows[0]?.count ?? 0;
}

/** Sums of figures by a text, over everything that the filter leaves. */
export type Sums<C extends Columns> = { readonly by: keyof C & string; readonly of: readonly (keyof C & string)[] };

/** The sums by text, in its order; decimals as text. */
export async function sumRows<C extends Columns>(
  tx: Transaction,
  rows: Expression<unknown>,
  { columns, query }: Pick<Asked, "columns" | "query">,
  { by, of }: Sums<C>,
): Promise<{ by: string; rows: number; of: Record<string, string> }[]> {
  const summed = sql.join(of.flatMap((field) => [sql`${field}::text`, sql`coalesce(sum(${fieldOf(field)}), 0)::text`]));
  const found = await sql<{ by: string; rows: number; of: Record<string, string> }>`
    select ${fieldOf(by)} as by, count(*)::bigint as rows, jsonb_build_object(${summed}) as of
    from ${rows} as list where ${sql.join(filters(columns, query), sql` and `)}
    group by 1 order by 1`.execute(tx);
  return found.rows;
}

const upwards = (field: string): Sort => ({ field, descending: false });
const fieldOf = (field: string) => sql.ref(`list.${field}`);
const orderText = (order: readonly Sort[]) => order.map(({ field, descending }) => (descending ? `-${field}` : field)).join();

function columnOf(columns: Columns, field: string): Column {
  const column = columns[field];
  if (!column) throw new RangeError(`The list has no column ${field}`);
  return column;
}

function filters(columns: Columns, { search, wanted, asOf }: Asked["query"]): RawBuilder<SqlBool>[] {
  return [
    sql<SqlBool>`true`,
    ...wanted.map((filter) => narrow(columns, filter)),
    ...(search === undefined ? [] : [searching(columns, search, asOf)]),
  ];
}

function narrow(columns: Columns, { field, operator, value }: Wanted): RawBuilder<SqlBool> {
  return sql<SqlBool>`${fieldOf(field)} ${sql.raw(operator)} ${typed(columnOf(columns, field), value)}`;
}

/**
 * Whether a searched text holds the words. Names of other records are looked up in their tables, so that a row is judged before it is
 * joined with them: of a million sales none need be. As of an earlier change the names are those of then, which the list itself shows.
 */
function searching(columns: Columns, search: string, asOf: number | undefined): RawBuilder<SqlBool> {
  const texts = Object.entries(columns).filter(([, { searched }]) => searched);
  const plain = texts.filter(([, { nameOf }]) => nameOf === undefined).map(([field]) => sql`coalesce(${fieldOf(field)}, '')`);
  const named = texts.flatMap(([field, { nameOf }]) =>
    nameOf === undefined ? [] : [asOf === undefined ? namedSo(nameOf, search) : holds(fieldOf(field), search)],
  );
  return sql<SqlBool>`(${sql.join([...(plain.length > 0 ? [holds(sql.join(plain, sql` || ' ' || `), search)] : []), ...named], sql` or `)})`;
}

/** Row security leaves those names that the list shows too. */
function namedSo({ field, table, key }: NameOf, search: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${fieldOf(field)} in (select ${sql.ref(key)} from ${sql.table(table)} where company_id = attain_company() and ${holds(sql`name`, search)})`;
}

function holds(text: RawBuilder<unknown>, words: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`position(lower(${words}::text) in lower(${text})) > 0`;
}

const TYPES = {
  text: sql`text`,
  choice: sql`text`,
  day: sql`date`,
  decimal: sql`numeric`,
  integer: sql`numeric`,
  boolean: sql`boolean`,
  time: sql`timestamptz`,
  structure: sql`jsonb`,
} as const;

function typed({ kind }: Column, value: string): RawBuilder<unknown> {
  return sql`${value}::text::${TYPES[kind]}`;
}

/** What is missing comes last in either direction. */
function orderBy({ field, descending }: Sort, columns: Columns): RawBuilder<unknown> {
  const last = columnOf(columns, field).nullable ? sql` nulls last` : sql``;
  return descending ? sql`${fieldOf(field)} desc${last}` : sql`${fieldOf(field)}${last}`;
}

type Place = readonly (string | null)[];

/**
 * Rows after a place in the order. The first comparison stands alone too, where it can: with it an index finds where the page begins.
 */
function beyond(order: readonly Sort[], columns: Columns, place: Place): RawBuilder<SqlBool> {
  const [first] = order;
  const start = place[0] ?? null;
  const after = beyondFrom(order, columns, place, 0);
  if (!first || start === null || columnOf(columns, first.field).nullable) return after;
  return sql<SqlBool>`${fieldOf(first.field)} ${first.descending ? sql`<=` : sql`>=`} ${typed(columnOf(columns, first.field), start)} and ${after}`;
}

function beyondFrom(order: readonly Sort[], columns: Columns, place: Place, index: number): RawBuilder<SqlBool> {
  const sort = order[index];
  if (!sort) return sql<SqlBool>`false`;
  const column = columnOf(columns, sort.field);
  const rest = beyondFrom(order, columns, place, index + 1);
  const value = place[index] ?? null;
  if (value === null) return sql<SqlBool>`(${fieldOf(sort.field)} is null and ${rest})`;
  const further = sql`${fieldOf(sort.field)} ${sort.descending ? sql`<` : sql`>`} ${typed(column, value)}`;
  const missing = column.nullable ? sql` or ${fieldOf(sort.field)} is null` : sql``;
  return sql<SqlBool>`(${further}${missing} or (${fieldOf(sort.field)} = ${typed(column, value)} and ${rest}))`;
}

function readPlace(cursor: string | undefined, order: readonly Sort[], columns: Columns): Place | undefined {
  const place = z.array(z.string().nullable()).length(order.length);
  const found = readCursor(
    z
      .object({ order: z.literal(orderText(order)), place })
      .refine((read) => read.place.every((value, index) => fits(columnOf(columns, order[index]?.field ?? ""), value))),
    cursor,
  );
  return found?.place;
}

const NUMBER = /^-?\d{1,40}(\.\d{1,40})?$/;
const DAY = /^(-?infinity|\d{4,6}-\d\d-\d\d)$/;
const TIME = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;

/** Whether a value of a cursor is one that the column can have, so that a made-up cursor is refused and no error of the database. */
function fits({ kind, nullable }: Column, value: string | null): boolean {
  if (value === null) return nullable;
  switch (kind) {
    case "decimal":
    case "integer":
      return NUMBER.test(value);
    case "day":
      return DAY.test(value) && (value.endsWith("infinity") || !Number.isNaN(Date.parse(value)));
    case "time":
      return TIME.test(value) && !Number.isNaN(Date.parse(value.replace(" ", "T").replace(/[+-]\d\d$/, "$&:00")));
    case "boolean":
      return value === "true" || value === "false";
    case "text":
    case "choice":
      return !value.includes("\0");
    case "structure":
      return false;
  }
}
