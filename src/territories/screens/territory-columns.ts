import type { api } from "../../app/web/kit/client.ts";
import type { ListColumn, RowLink } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { formatDate } from "../../app/web/kit/date.ts";
import { text } from "../../app/web/kit/text.ts";

export type TerritoryRow = RowOf<typeof api.territories>;
export type CoverageRow = RowOf<(typeof api)["territory-assignments"]>;

export const keyOfTerritory = ({ territory }: TerritoryRow) => territory;
export const keyOfCoverage = ({ territory, position, from }: CoverageRow) => `${territory} ${position} ${from}`;

export const territoryLink: RowLink<TerritoryRow> = ({ territory }) => ({ to: "/territories/$territory", params: { territory } });

/** Columns of the list of territories. */
export function territoryColumns(): readonly ListColumn<TerritoryRow>[] {
  const words = text.territory;
  return [
    named("name", words.name, ({ name, territory }) => name ?? territory),
    { ...named("territory", words.id, ({ territory }) => territory), width: "12rem" },
    named("parentName", words.parent, ({ parentName, parent }) => parentName ?? parent),
    { ...named("parent", words.parentId, ({ parent }) => parent), hidden: true },
  ];
}

/** Columns of who covers which territory. */
export function coverageColumns(): readonly ListColumn<CoverageRow>[] {
  const words = text.coverage;
  const day = (id: "from" | "to", title: string): ListColumn<CoverageRow> => ({
    id,
    title,
    cell: (row) => formatDate(row[id] ?? words.open),
    raw: (row) => row[id] ?? "",
    sortable: true,
    width: "8rem",
    filter: { kind: "dates" },
  });
  return [
    named("territoryName", words.territory, ({ territoryName, territory }) => territoryName ?? territory),
    named("position", words.seat, ({ title, position }) => title ?? position),
    named("occupantNames", words.occupants, ({ occupantNames }) => occupantNames ?? words.nobody),
    day("from", words.from),
    day("to", words.to),
    { ...named("territory", text.transaction.territoryId, ({ territory }) => territory), hidden: true },
  ];
}

function named<Row>(id: string, title: string, of: (row: Row) => string | null): ListColumn<Row> {
  return { id, title, cell: (row) => of(row) ?? "", sortable: true, filter: { kind: "text" } };
}
