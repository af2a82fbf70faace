import { z } from "@hono/zod-openapi";
import type { Column, Columns } from "./columns.ts";

const LIMIT_DEFAULT = 100;
const LIMIT_MAX = 1000;
const SORTS_MAX = 3;
export const FORMATS = ["csv", "xlsx", "json", "parquet"] as const;
export type Format = (typeof FORMATS)[number];

const DECIMAL = /^-?\d{1,30}(\.\d{1,20})?$/;
const TEXT_MAX = 200;
const EQUAL_MAX = 2000;

/** What a caller asks of a list, checked. `wanted` holds the filters by parameter, such as "amount.min". */
export type ListQuery = {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly sort: readonly Sort[];
  readonly search: string | undefined;
  readonly fields: readonly string[] | undefined;
  readonly format: Format | undefined;
  readonly total: boolean;
  readonly asOf: number | undefined;
  readonly wanted: readonly Wanted[];
};
export type Sort = { readonly field: string; readonly descending: boolean };
export type Wanted = { readonly field: string; readonly operator: "=" | ">=" | "<="; readonly value: string };

type Parameter = { readonly field: string; readonly operator: Wanted["operator"]; readonly schema: z.ZodType<string> };

export type ListQueryOptions<C extends Columns> = {
  /** Such as "-date". */
  readonly defaultSort: string;
  readonly columns: C;
  /** Whether the list can be read as of a change number. */
  readonly asOf?: boolean;
};

/**
 * The query of a list, from its columns: `limit`, `cursor`, `sort`, `search`, `fields`, `format`, `total`, `asOf`, and a filter for each
 * column: `<field>` for what equals, `.from` and `.to` (both days counted) for days, `.min` and `.max` for figures. A parameter that the
 * list does not know is refused: a filter that is misspelt must not give every row.
 */
export function listQuery<C extends Columns>({ columns, defaultSort, asOf = false }: ListQueryOptions<C>) {
  const filters = filterParameters(columns);
  const searched = Object.entries(columns).flatMap(([name, column]) => (column.searched ? [name] : []));
  const sortable = Object.keys(columns).filter((name) => columns[name]?.kind !== "structure");
  const schema = z.strictObject({
    limit: describe(z.coerce.number().int().min(1).max(LIMIT_MAX).default(LIMIT_DEFAULT), `Rows of a page, 1 to ${LIMIT_MAX}`),
    cursor: describe(z.string().max(8000).optional(), "`nextCursor` of the page before"),
    sort: describe(
      namesSchema(sortable, SORTS_MAX, /^-?/).default(defaultSort),
      `Up to ${SORTS_MAX} fields, divided by commas, from the last to the first with a minus sign in front; each one of ${sortable.join(", ")}.`,
    ),
    ...(searched.length > 0 ? { search: describe(z.string().trim().max(TEXT_MAX).optional(), `Part of ${searched.join(", ")}`) } : {}),
    fields: describe(namesSchema(Object.keys(columns), Infinity, /^/).optional(), "Only these fields"),
    format: describe(z.enum(FORMATS).optional(), "All rows that the filter leaves, as a file; without it a page"),
    total: describe(z.enum(["true", "false"]).optional(), "`true`: with the count of all rows that the filter leaves"),
    ...(asOf
      ? { asOf: describe(z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(), "As it was known at this change number") }
      : {}),
    ...Object.fromEntries([...filters].map(([name, { schema: value }]) => [name, value.optional()])),
  });
  const read = (raw: Readonly<Record<string, unknown>>): ListQuery => ({
    limit: Number(raw["limit"]),
    cursor: optionalText(raw["cursor"]),
    sort: readSort(String(raw["sort"])),
    search: optionalText(raw["search"]) || undefined,
    fields: optionalText(raw["fields"])?.split(","),
    format: FORMATS.find((format) => format === raw["format"]),
    total: raw["total"] === "true",
    asOf: raw["asOf"] === undefined ? undefined : Number(raw["asOf"]),
    wanted: [...filters].flatMap(([name, { field, operator }]) => {
      const value = optionalText(raw[name]);
      return value === undefined ? [] : [{ field, operator, value: momentOf(columns[field], operator, value) }];
    }),
  });
  return { schema, read };
}

/** A day that a time is compared with counts as a whole, in UTC. */
function momentOf(column: Column | undefined, operator: Wanted["operator"], value: string): string {
  if (column?.kind !== "time" || value.includes("T")) return value;
  return operator === "<=" ? `${value}T23:59:59.999999Z` : `${value}T00:00:00Z`;
}

function describe<S extends z.ZodType>(schema: S, description: string): S {
  return schema.openapi({ description });
}

/** Names of the list's fields, divided by commas, each at most once. */
function namesSchema(known: readonly string[], max: number, sign: RegExp) {
  const names = new Set(known);
  return z
    .string()
    .max(2000)
    .superRefine((value, context) => {
      const parts = value.split(",").map((part) => part.replace(sign, ""));
      const unknown = parts.find((part) => !names.has(part));
      if (unknown !== undefined)
        context.addIssue({ code: "custom", message: `There is no field ${unknown}. The fields are ${known.join(", ")}` });
      else if (new Set(parts).size !== parts.length) context.addIssue({ code: "custom", message: "A field is named twice" });
      else if (parts.length > max) context.addIssue({ code: "custom", message: `At most ${max} fields` });
    });
}

function readSort(sort: string): Sort[] {
  return sort.split(",").map((part) => ({ field: part.replace(/^-/, ""), descending: part.startsWith("-") }));
}

function optionalText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function filterParameters(columns: Columns): Map<string, Parameter> {
  return new Map(Object.entries(columns).flatMap(([field, column]) => parametersOf(field, column)));
}

/** The filters of one field by their parameters' names. */
function parametersOf(field: string, column: Column): [string, Parameter][] {
  const made = (suffix: string, operator: Wanted["operator"], schema: z.ZodType<string>, help: string): [string, Parameter] => [
    `${field}${suffix}`,
    { field, operator, schema: schema.openapi({ description: help }) },
  ];
  const between = (least: string, most: string, schema: z.ZodType<string>): [string, Parameter][] => [
    made(`.${least}`, ">=", schema, `${column.help}: at or above`),
    made(`.${most}`, "<=", schema, `${column.help}: at or below`),
  ];
  const decimal = z.string().regex(DECIMAL, "a decimal such as -12.50");
  switch (column.kind) {
    case "text":
      return [made("", "=", z.string().max(EQUAL_MAX), column.help)];
    case "choice":
      return [made("", "=", z.enum(column.values ?? []), column.help)];
    case "boolean":
      return [made("", "=", z.enum(["true", "false"]), column.help)];
    case "integer":
      return [made("", "=", z.string().regex(/^-?\d{1,16}$/, "a whole number"), column.help), ...between("min", "max", decimal)];
    case "decimal":
      return between("min", "max", decimal);
    case "day":
      return between("from", "to", z.iso.date());
    case "time":
      return between("from", "to", z.union([z.iso.date(), z.iso.datetime({ offset: true })]));
    case "structure":
      return [];
  }
}
