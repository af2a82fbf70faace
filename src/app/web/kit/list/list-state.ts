import {
  type ColumnVisibilityState,
  columnVisibilityFeature,
  functionalUpdate,
  type ReactTable,
  type RowData,
  rowSelectionFeature,
  rowSortingFeature,
  type RowSelectionState,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { columnsParameter, type ListColumn, visibilityOf } from "./columns.ts";
import { changed, type ListSearch, sortOf, sortParameter } from "./search.ts";

export type { RowData };

const FEATURES = tableFeatures({ columnVisibilityFeature, rowSortingFeature, rowSelectionFeature });

/** Rows that can be chosen for an action on all of them, by their keys. */
export type Selection = { readonly selected: ReadonlySet<string>; readonly change: (selected: ReadonlySet<string>) => void };

/** A list's rows, columns, order and selection: one table, drawn as a grid or as cards. */
export type ListState<Row extends RowData> = ReactTable<typeof FEATURES, Row>;

type ListStateOptions<Row extends RowData> = {
  readonly rows: readonly Row[];
  readonly columns: readonly ListColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly search: ListSearch;
  readonly change: (search: ListSearch) => void;
  readonly selection: Selection | undefined;
};

/** The table behind a list. Its state stands in the address (order, columns) and with the screen (selection); the server sorts. */
export function useListState<Row extends RowData>({
  rows,
  columns,
  keyOf,
  search,
  change,
  selection,
}: ListStateOptions<Row>): ListState<Row> {
  const names = columns.map(({ id }) => id).join();
  const definitions = useMemo(
    () =>
      columns.map(({ id, sortable, figure }) => ({
        id,
        enableSorting: sortable === true,
        sortDescFirst: figure === true,
        enableHiding: true,
      })),
    // oxlint-disable-next-line react/exhaustive-deps -- the definitions hold what does not change while the columns are the same
    [names],
  );
  const sort = sortOf(search);
  const sorting: SortingState = sort ? [{ id: sort.column, desc: sort.descending }] : [];
  const columnVisibility: ColumnVisibilityState = visibilityOf(columns, search);
  const rowSelection: RowSelectionState = Object.fromEntries([...(selection?.selected ?? [])].map((key) => [key, true as const]));
  return useTable({
    features: FEATURES,
    data: rows,
    columns: definitions,
    getRowId: keyOf,
    manualSorting: true,
    enableMultiSort: false,
    enableRowSelection: selection !== undefined,
    state: { sorting, columnVisibility, rowSelection },
    onSortingChange: (updater) => change(changed(search, { sort: sortParameter(functionalUpdate(updater, sorting)[0]) })),
    onColumnVisibilityChange: (updater) =>
      change(changed(search, { columns: columnsParameter(columns, functionalUpdate(updater, columnVisibility)) })),
    onRowSelectionChange: (updater) => selection?.change(new Set(Object.keys(functionalUpdate(updater, rowSelection)))),
  });
}
