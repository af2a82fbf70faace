import { formatCount } from "../../kit/number.ts";

/** Words of lists: their tools, states and what is spoken about them. */
export const lists = {
  list: {
    search: "Search",
    filter: "Filter",
    filterCount: (count: number) => `Filter ${count} set`,
    apply: "Apply",
    clear: "Clear filters",
    remove: (label: string) => `Remove filter ${label}`,
    any: "Any",
    from: (label: string) => `${label} from`,
    to: (label: string) => `${label} to`,
    atLeast: (label: string) => `${label} at least`,
    atMost: (label: string) => `${label} at most`,
    all: "Show all",
    columns: "Columns",
    export: "Export",
    exportHint: "Every row that the filter leaves, in the columns shown",
    formats: { csv: "CSV", xlsx: "Excel (XLSX)", json: "JSON", parquet: "Parquet" },
    select: (name: string) => `Select ${name}`,
    selectAll: "Select all rows that are loaded",
    sortedUp: (label: string) => `Sorted by ${label}, ascending`,
    sortedDown: (label: string) => `Sorted by ${label}, descending`,
    unsorted: "In the usual order",
    shown: (shown: number) => (shown === 1 ? "1 row" : `${formatCount(shown)} rows`),
    shownSoFar: (shown: number) => `${formatCount(shown)} rows so far`,
    shownOf: (shown: number, total: number) => `${formatCount(shown)} of ${formatCount(total)} rows`,
    more: "Load more",
    noMatch: "Nothing matches",
    noMatchFix: "Search for something else, or clear the filters.",
  },
} as const;
