import type { LinkProps } from "@tanstack/react-router";
import type { DataColumn } from "../data-table.tsx";
import { formatDate } from "../date.ts";
import { formatDecimal, trimDecimals } from "../number.ts";
import type { ListSearch } from "./search.ts";

/** How a column may be narrowed; the parameters are the API's: the column's id, or the id with .from, .to, .min, .max. */
export type ListFilter =
  | { readonly kind: "text" }
  | { readonly kind: "choice"; readonly options: readonly { readonly value: string; readonly label: string }[] }
  | { readonly kind: "dates" }
  | { readonly kind: "amounts" };

/**
 * A column of a list. `id` is its name in the address, in the API's `sort`, and in `fields` of an export. `raw`: what copying
 * gives, where the cell is not text. `width`: CSS width; without one the column shares what is left. `hidden`: shown when chosen.
 */
export type ListColumn<Row> = DataColumn<Row> & {
  readonly id: string;
  readonly sortable?: boolean;
  readonly filter?: ListFilter;
  readonly raw?: (row: Row) => string;
  readonly width?: string;
  readonly hidden?: boolean;
};

/** A column of text that can be sorted and narrowed; nothing is shown for null. */
export function textColumn<Row>(id: string, title: string, of: (row: Row) => string | null): ListColumn<Row> {
  return { id, title, cell: (row) => of(row) ?? "", sortable: true, filter: { kind: "text" } };
}

/** A column of days, such as 2026-01-31, that can be sorted and narrowed; nothing is shown for null. */
export function dayColumn<Row>(id: string, title: string, of: (row: Row) => string | null): ListColumn<Row> {
  const raw = (row: Row) => of(row) ?? "";
  return { id, title, cell: (row) => formatDate(raw(row)), raw, sortable: true, width: "8rem", filter: { kind: "dates" } };
}

/** A column of figures without a currency that can be sorted and narrowed; nothing is shown for null. */
export function figureColumn<Row>(id: string, title: string, of: (row: Row) => string | null): ListColumn<Row> {
  const raw = (row: Row) => of(row) ?? "";
  return {
    id,
    title,
    cell: (row) => formatDecimal(trimDecimals(raw(row))),
    raw,
    figure: true,
    sortable: true,
    filter: { kind: "amounts" },
  };
}

/** Where a row leads. */
export type RowLink<Row> = (row: Row) => LinkProps;

type Hideable = { readonly id: string; readonly hidden?: boolean };

/** Which columns are shown: those that the address asks for, or without such a wish those that are not hidden. */
export function visibilityOf(columns: readonly Hideable[], search: ListSearch): Record<string, boolean> {
  const wanted = new Set(search["columns"]?.split(","));
  const known = columns.some(({ id }) => wanted.has(id));
  return Object.fromEntries(columns.map(({ id, hidden }) => [id, known ? wanted.has(id) : !hidden]));
}

/** `columns` of the address for a choice of columns; undefined for the usual one, and for none at all. */
export function columnsParameter(columns: readonly Hideable[], visibility: Readonly<Record<string, boolean>>): string | undefined {
  const shown = columns.filter(({ id }) => visibility[id] ?? true);
  const usual = columns.every(({ id, hidden }) => (visibility[id] ?? true) === !hidden);
  return usual || shown.length === 0 ? undefined : shown.map(({ id }) => id).join(",");
}

/** A cell as plain text: what copying gives and what a row is called. */
export function rawOf<Row>(row: Row, column: ListColumn<Row> | undefined): string {
  if (!column) return "";
  if (column.raw) return column.raw(row);
  const cell = column.cell(row);
  return typeof cell === "string" || typeof cell === "number" ? String(cell) : "";
}
