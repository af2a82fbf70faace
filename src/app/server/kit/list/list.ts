import { z } from "@hono/zod-openapi";
import type { Context, TypedResponse } from "hono";
import type { JSONParsed } from "hono/utils/types";
import type { Permission } from "../../../../access/permissions.ts";
import type { SignedIn } from "../../../../access/session.ts";
import { type Known, knownAt } from "../../../database/as-of.ts";
import type { Store, Transaction } from "../../../database/store.ts";
import { databaseSession, type ServerEnvironment, sessionOf } from "../environment.ts";
import { Problem } from "../problem.ts";
import { route } from "../route.ts";
import type { Columns, Item } from "./columns.ts";
import { EXPORT_ROWS_MAX, exportBytes, type ExportRow, MEDIA_TYPES } from "./export-file.ts";
import { type Asked, countRows, keysetPage, type Rows, type Sums, sumRows } from "./keyset.ts";
import { type ListQuery, listQuery } from "./query.ts";

/** Rows of an export that are read in one transaction. */
const EXPORT_PAGE = 500;

export type ListPage<C extends Columns> = {
  items: Item<C>[];
  nextCursor: string | null;
  total?: number;
  /** Sums of everything that the filter leaves, on the first page of a list that declares them. */
  sums?: { by: string; rows: number; of: Record<string, string> }[];
};

/** What a list's query is made for: whose rows, and as of when. */
export type ListScope = {
  readonly companyId: number;
  readonly session: SignedIn;
  /** The route's own parameters, checked. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** A table of inputs with the company's rows, as they are or as they were at the change number that is asked for. For `selectFrom`. */
  readonly known: Known;
};

export type ListOptions<
  C extends Columns,
  Path extends string = string,
  Params extends z.ZodObject | undefined = z.ZodObject | undefined,
> = {
  readonly permission: Permission | "signed-in";
  /** Its literal type is the name under which the typed client knows the route. */
  readonly path: Path;
  readonly operationId: string;
  readonly summary: string;
  /** The schema of one row in the specification, such as "Customer". */
  readonly name: string;
  readonly columns: C;
  /** Fields that are never null and tell every two rows apart: the end of every order. */
  readonly key: readonly (keyof C & string)[];
  /** Such as "-date". */
  readonly defaultSort: string;
  /** The list can be read as of a change number: its query takes its tables from `known`. */
  readonly asOf?: boolean;
  /** The parameters of the path. */
  readonly params?: Params;
  /** Further parameters of the query, beside those of every list. */
  readonly parameters?: z.ZodRawShape;
  /** Sums over everything that the filter leaves, given with the first page: of which fields, and by which text (amounts of different currencies are never added). */
  readonly sums?: Sums<C>;
};

/**
 * Declares a list: its route with paging, filters, order, search, chosen fields and exports, and `answer`, which answers it from a query
 * whose columns are the list's fields. Row security holds in the query; where the permission reaches less than the company, the
 * query restricts by `withinReach` too.
 *
 * @example
 * const customers = defineList({
 *   permission: "customers.read", path: "/api/customers", operationId: "listCustomers", summary: "Customers", name: "Customer",
 *   columns: { customer: searched(text("The source's id")), name: searched(nullable(text("Name"))) },
 *   key: ["customer"], defaultSort: "customer", asOf: true,
 * });
 * routes().openapi(customers.route, (context) =>
 *   customers.answer(context, store, (tx, { known }) => tx.selectFrom(known("customers").as("c")).select(["c.customer", "c.name"])));
 */
export function defineList<const C extends Columns, const Path extends string, Params extends z.ZodObject | undefined = undefined>(
  options: ListOptions<C, Path, Params>,
) {
  const { schema, read } = listQuery({ ...options, asOf: options.asOf ?? false });
  const whole = options.parameters ? schema.extend(options.parameters) : schema;
  const { columns, key, name } = options;
  const declared = route({
    permission: options.permission,
    method: "get",
    path: options.path,
    operationId: options.operationId,
    summary: options.summary,
    tags: ["lists"],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the query's names are checked when the request comes: clients type them as text
    request: { query: whole as z.ZodType, ...(options.params ? { params: options.params } : {}) } as ListRequest<Params>,
    responses: {
      200: { description: "A page, or all rows as a file where `format` asks for one", content: contents<C>(pageSchema(columns, name)) },
    },
  });
  return {
    route: declared,
    /** One row by its key, with all fields, as of the change that the query names; undefined when there is none to see. */
    async one(
      context: Context<ServerEnvironment>,
      store: Store,
      rows: ListRows<C>,
      wanted: Readonly<Record<string, string>>,
    ): Promise<Item<C> | undefined> {
      const session = sessionOf(context);
      const query: Asked["query"] = {
        limit: 1,
        cursor: undefined,
        sort: [],
        search: undefined,
        fields: undefined,
        wanted: Object.entries(wanted).map(([field, value]) => ({ field, operator: "=", value })),
      };
      const found = await store.as(databaseSession(session), (tx) =>
        keysetPage(tx, rows(tx, scopeOf(session, {}, asOfOf(context))), { columns, key, query }),
      );
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns are those of C
      return found.items[0] as Item<C> | undefined;
    },
    /** The schema of a row with all fields. */
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made from the same columns
    item: rowShape(columns) as z.ZodType as z.ZodType<Item<C>>,
    async answer(
      context: Context<ServerEnvironment>,
      store: Store,
      rows: ListRows<C>,
    ): Promise<TypedResponse<JSONParsed<ListPage<C>>, 200, "json">> {
      const session = sessionOf(context);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has been checked by the declaration
      const parameters = context.req.valid("query" as never) as Record<string, unknown>;
      const wanted = read(parameters);
      const scope = scopeOf(session, parameters, wanted.asOf);
      const work = <T>(reading: (tx: Transaction, from: Rows<C>) => Promise<T>): Promise<T> =>
        store.as(databaseSession(session), (tx) => reading(tx, rows(tx, scope)));
      const asked: Asked = { columns, key, query: wanted };
      const answered =
        wanted.format === undefined
          ? await answerPage(context, work, asked, wanted, options.sums)
          : await answerFile(wanted, options, work, asked);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns are those of C; a file is not for the typed client
      return answered as unknown as TypedResponse<JSONParsed<ListPage<C>>, 200, "json">;
    },
  };
}

/** The change number that a record's query names, where its route declares `asOfQuery`. */
export function asOfOf(context: Context): number | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has been checked by the declaration
  return (context.req.valid("query" as never) as { readonly asOf?: number } | undefined)?.asOf;
}

type TextQuery = z.ZodObject<{}, z.core.$catchall<z.ZodString>>;
type ListRequest<Params> = Params extends z.ZodObject ? { query: TextQuery; params: Params } : { query: TextQuery };

/** The query of a record's route: as it was known at a change number. */
export const asOfQuery = z.object({
  asOf: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .openapi({ description: "As it was known at this change number" }),
});

export type ListRows<C extends Columns> = (tx: Transaction, scope: ListScope) => Rows<C>;
type Work<C extends Columns> = <T>(reading: (tx: Transaction, from: Rows<C>) => Promise<T>) => Promise<T>;

async function answerPage<C extends Columns>(
  context: Context,
  work: Work<C>,
  asked: Asked,
  { total, cursor }: ListQuery,
  sums: Sums<C> | undefined,
): Promise<Response> {
  const body = await work(async (tx, from) => ({
    ...(await keysetPage(tx, from, asked)),
    ...(total ? { total: await countRows(tx, from, asked) } : {}),
    ...(sums && cursor === undefined ? { sums: await sumRows(tx, from, asked, sums) } : {}),
  }));
  return context.json(body, 200);
}

/** All rows as a file. Each part is read in a transaction of its own, so that a slow reader holds up nobody. */
async function answerFile<C extends Columns>(
  wanted: ListQuery,
  { columns, path }: ListOptions<C>,
  work: Work<C>,
  asked: Asked,
): Promise<Response> {
  const format = wanted.format ?? "json";
  const max = EXPORT_ROWS_MAX[format];
  if ((await work((tx, from) => countRows(tx, from, asked, max + 1))) > max)
    throw new Problem("too-many-rows", `The filter leaves more than ${max} rows, the most that an export as ${format} holds`);
  const fields = wanted.fields ?? Object.keys(columns);
  async function* pages(): AsyncGenerator<readonly ExportRow[]> {
    let cursor: string | undefined;
    do {
      const query = { ...wanted, cursor, limit: EXPORT_PAGE };
      const part = await work((tx, from) => keysetPage(tx, from, { ...asked, query }));
      yield part.items.map((item) => fields.map((field) => item[field]));
      cursor = part.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
  const exported = fields.flatMap((name) => {
    const column = columns[name];
    return column ? [{ kind: column.kind, name }] : [];
  });
  const body = streamOf((signal) => exportBytes(format, { columns: exported, pages: pages() }, signal));
  return new Response(body, {
    headers: { "content-type": MEDIA_TYPES[format], "content-disposition": `attachment; filename="${path.split("/").at(-1)}.${format}"` },
  });
}

/** A body that is made while it is read: a slow reader slows the making, one that leaves ends it. */
function streamOf(make: (signal: AbortSignal) => AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const unwanted = new AbortController();
  const made = make(unwanted.signal)[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await made.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      unwanted.abort();
      await made.return?.();
    },
  });
}

function pageSchema<C extends Columns>(columns: C, name: string): z.ZodType<ListPage<C>> {
  const page = z
    .object({
      items: z.array(rowShape(columns).partial().openapi(name, { description: "Each field, or those that `fields` names" })),
      nextCursor: z.string().nullable(),
      total: z.number().int().optional(),
      sums: z.array(z.object({ by: z.string(), rows: z.number().int(), of: z.record(z.string(), z.string()) })).optional(),
    })
    .openapi(`${name}List`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made from the same columns
  return page as unknown as z.ZodType<ListPage<C>>;
}

/** Files stand in the specification, but not in the client's types: it reads pages. */
function contents<C extends Columns>(schema: z.ZodType<ListPage<C>>): { "application/json": { schema: z.ZodType<ListPage<C>> } } {
  const bytes = { schema: { type: "string", format: "binary" } };
  const files = Object.fromEntries(Object.values(MEDIA_TYPES).map((type) => [type.split(";")[0], bytes]));
  return { ...files, "application/json": { schema } };
}

function scopeOf(session: SignedIn, parameters: Readonly<Record<string, unknown>>, change: number | undefined): ListScope {
  const companyId = session.company.id;
  return { companyId, session, parameters, known: knownAt(companyId, change) };
}

function rowShape(columns: Columns) {
  return z.object(Object.fromEntries(Object.entries(columns).map(([field, { schema }]) => [field, schema])));
}
