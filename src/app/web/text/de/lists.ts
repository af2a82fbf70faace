import { formatCount } from "../../kit/number.ts";
import type { Translated } from "../catalogue.ts";
import type { lists as english } from "../en/lists.ts";

export const lists: Translated<typeof english> = {
  list: {
    search: "Suchen",
    filter: "Filter",
    filterCount: (count) => `Filter ${count} gesetzt`,
    apply: "Anwenden",
    clear: "Filter zurücksetzen",
    remove: (label) => `Filter ${label} entfernen`,
    any: "Alle",
    from: (label) => `${label} von`,
    to: (label) => `${label} bis`,
    atLeast: (label) => `${label} mindestens`,
    atMost: (label) => `${label} höchstens`,
    all: "Alle zeigen",
    columns: "Spalten",
    export: "Export",
    exportHint: "Alle gefilterten Zeilen in den gezeigten Spalten",
    formats: { csv: "CSV", xlsx: "Excel (XLSX)", json: "JSON", parquet: "Parquet" },
    select: (name) => `${name} auswählen`,
    selectAll: "Alle geladenen Zeilen auswählen",
    sortedUp: (label) => `Aufsteigend sortiert nach ${label}`,
    sortedDown: (label) => `Absteigend sortiert nach ${label}`,
    unsorted: "In der üblichen Reihenfolge",
    shown: (shown) => (shown === 1 ? "1 Zeile" : `${formatCount(shown)} Zeilen`),
    shownSoFar: (shown) => `Bisher ${formatCount(shown)} Zeilen`,
    shownOf: (shown, total) => `${formatCount(shown)} von ${formatCount(total)} Zeilen`,
    more: "Mehr laden",
    noMatch: "Nichts passt",
    noMatchFix: "Suchen Sie nach etwas anderem, oder setzen Sie die Filter zurück.",
  },
};
