import { z } from "@hono/zod-openapi";

/**
 * The fields of a list, each with what it is. One such table makes the list's answer, its filters, its order and its exports.
 * Days without end are null; decimals are text ("12.50"); times are ISO text.
 */
export type ColumnKind = "text" | "choice" | "day" | "decimal" | "integer" | "boolean" | "time" | "structure";

export type Column<Value = unknown> = {
  readonly kind: ColumnKind;
  readonly help: string;
  readonly schema: z.ZodType<Value>;
  readonly nullable: boolean;
  /** Found by `search`. */
  readonly searched: boolean;
  /** Where the name that is searched stands, and by which field of the list it is looked up. */
  readonly nameOf?: NameOf;
  /** Of a choice. */
  readonly values?: readonly string[];
};
/** The records whose names a list shows beside their ids. */
export type NameOf = {
  readonly field: string;
  readonly table: "customers" | "products" | "people_personal" | "opportunities";
  readonly key: "customer" | "product" | "participant" | "opportunity";
};
export type Columns = Readonly<Record<string, Column>>;

/** A row of the list as the API gives it. */
export type Item<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer Value> ? Value : never };
/** A row of the list as its query gives it: the same, but times are Dates. */
export type Selected<C extends Columns> = Readonly<Record<keyof C & string, unknown>>;

function column<Value>(kind: ColumnKind, help: string, schema: z.ZodType<Value>): Column<Value> {
  return { kind, help, schema: schema.openapi({ description: help }), nullable: false, searched: false };
}

export const text = (help: string) => column("text", help, z.string());
/** A day such as 2026-11-23. An open end is null: declare it with `nullable`. */
export const day = (help: string) => column("day", help, z.string());
export const decimal = (help: string) => column("decimal", help, z.string());
export const integer = (help: string) => column("integer", help, z.number().int());
export const truth = (help: string) => column("boolean", help, z.boolean());
export const time = (help: string) => column("time", help, z.string());
export function choice<const Values extends readonly [string, ...string[]]>(values: Values, help: string): Column<Values[number]> {
  return { ...column<Values[number]>("choice", help, z.enum(values)), values };
}
/** A list or object inside a row: neither sorted nor filtered; exports hold it as JSON text. */
export const structure = <Value>(schema: z.ZodType<Value>, help: string) => column("structure", help, schema);

/** Further attributes of a record: `attributeList` of the database's fields gives them. */
export const attributes = (help: string) => structure(z.array(z.object({ name: z.string(), value: z.string() })), help);

export function nullable<Value>(from: Column<Value>): Column<Value | null> {
  return { ...from, schema: from.schema.nullable().openapi({ description: from.help }), nullable: true };
}

/** Found by `search`. */
export function searched<Value>(from: Column<Value>): Column<Value> {
  return { ...from, searched: true };
}

/**
 * The name of the record whose id is in another field, found by `search`: the few records with that name are looked up first, and rows
 * are judged by the id, before they are joined with their names.
 */
export function searchedName<Value>(from: Column<Value>, nameOf: NameOf): Column<Value> {
  return { ...searched(from), nameOf };
}

/** A row's value as the API gives it. */
export function shown({ kind }: Column, value: unknown): unknown {
  if (kind === "day" && (value === "infinity" || value === "-infinity")) return null;
  return value instanceof Date ? value.toISOString() : value;
}
