import { columnsOf } from "../table/attributes.ts";
import { OWN_FORMATS } from "../table/formats.ts";
import { cellReader } from "../table/parse-cell.ts";
import { isRefusal } from "../table/refusal.ts";
import type { Cell, Row, RowsByTable } from "../table/row.ts";
import { calendarOf } from "./calendar.ts";
import { completeQuota } from "./check-quota.ts";
import type { CompanyDocument } from "./document.ts";
import { TABLES } from "./tables.ts";

/** Rows of a company folder's tables by name, cells as they stand in its files; what is absent is blank. */
export type WrittenTables = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

/** The typed rows of every table. Throws RangeError for a cell that cannot be read, naming table, column and reason. */
export function readRows(company: CompanyDocument, written: WrittenTables): RowsByTable {
  const rows = new Map(
    TABLES.map((table) => {
      const readers = columnsOf(table, company.attributes).map((column) => [column, cellReader(column, OWN_FORMATS, company)] as const);
      return [
        table.name,
        (written[table.name] ?? []).map(
          (cells): Row =>
            new Map(
              readers.flatMap(([column, read]): [string, Cell][] => {
                const cell = read(cells[column.name] ?? "");
                if (isRefusal(cell)) throw new RangeError(`${table.name} ${column.name}: ${cell.reason}`);
                return cell === null ? [] : [[column.name, cell]];
              }),
            ),
        ),
      ] as const;
    }),
  );
  const calendar = calendarOf(company, rows.get("windows") ?? []);
  return new Map([...rows].map(([table, list]) => [table, table === "quotas" ? list.map((row) => quotaRow(row, calendar)) : list]));
}

function quotaRow(row: Row, calendar: ReturnType<typeof calendarOf>): Row {
  const completed = completeQuota(row, calendar);
  if ("refusal" in completed) throw new RangeError(`quotas ${completed.column}: ${completed.refusal.reason}`);
  return completed;
}
