import type { api } from "../../app/web/kit/client.ts";
import { dayColumn, type ListColumn, type RowLink, textColumn } from "../../app/web/kit/list/columns.ts";
import type { RowOf } from "../../app/web/kit/list/list-query.ts";
import { text } from "../../app/web/kit/text.ts";

export type TerritoryRow = RowOf<typeof api.territories>;
export type CoverageRow = RowOf<(typeof api)["territory-assignments"]>;

export const keyOfTerritory = ({ territory }: TerritoryRow) => territory;
export const keyOfCoverage = ({ territory, position, from }: CoverageRow) => `${territory} ${position} ${from}`;

export const territoryLink: RowLink<TerritoryRow> = ({ territory }) => ({ to: "/territories/$territory", params: { territory } });

/** Columns of the list of territories. */
export function territoryColumns(): readonly ListColumn<TerritoryRow>[] {
  const named = textColumn<TerritoryRow>;
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
  const named = textColumn<CoverageRow>;
  const day = (id: "from" | "to", title: string): ListColumn<CoverageRow> => {
    const column = dayColumn<CoverageRow>(id, title, (row) => row[id]);
    return { ...column, cell: (row) => (row[id] === null ? words.open : column.cell(row)) };
  };
  return [
    named("territoryName", words.territory, ({ territoryName, territory }) => territoryName ?? territory),
    named("position", words.seat, ({ title, position }) => title ?? position),
    named("occupantNames", words.occupants, ({ occupantNames }) => occupantNames ?? words.nobody),
    day("from", words.from),
    day("to", words.to),
    { ...named("territory", text.transaction.territoryId, ({ territory }) => territory), hidden: true },
  ];
}
