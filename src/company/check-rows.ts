import { formatExact, toRational } from "../money/decimal.ts";
import { add, compare, multiply, ONE, rational, type Rational, ZERO } from "../money/rational.ts";
import type { TableDefinition } from "../table/definition.ts";
import type { Problem } from "../table/problem.ts";
import { isRefusal, refuse } from "../table/refusal.ts";
import { type Cell, type PlacedRow, type Row, textIn } from "../table/row.ts";
import { calendarOf } from "./calendar.ts";
import { checkAdjustment } from "./check-adjustment.ts";
import { checkAttributeValue } from "./check-attribute.ts";
import { completeQuota } from "./check-quota.ts";
import { checkParents, checkReportingLines } from "./cycles.ts";
import type { CompanyDocument } from "./document.ts";
import { collapseDuplicates } from "./duplicates.ts";
import { checkIntervals, checkShares } from "./intervals.ts";
import { References } from "./references.ts";
import { type CellRefusal, rowProblem } from "./row-problem.ts";
import { TABLES } from "./tables.ts";

export type CheckedRows = { readonly rows: ReadonlyMap<string, readonly PlacedRow[]>; readonly problems: readonly Problem[] };

/**
 * Checks rows against each other, table by table in the order in which references resolve: duplicates, references
 * (ids, e-mails, names), intervals, overlaps, shares, circles, links between transactions. What is wrong is a problem
 * and left out; nothing else changes but that references become ids and quotas get their end.
 */
export function checkRows(placed: ReadonlyMap<string, readonly PlacedRow[]>, company: CompanyDocument): CheckedRows {
  const checked = new Map<string, readonly PlacedRow[]>();
  const problems: Problem[] = [];
  const references = new References();
  for (const table of TABLES) {
    const given = placed.get(table.name) ?? [];
    const rows = collapseDuplicates(table, given, problems);
    const refer = (referred: readonly Row[]): void => {
      references.replace(table, referred);
      if (table.name === "positions") references.nameSeats(rowsIn(checked.get("people") ?? []), rowsIn(placed.get("assignments") ?? []));
    };
    refer(rowsIn(rows));
    const context: Context = { company, checked, references, problems };
    let kept = checkTable(table, rows, context);
    for (let before = rows.length; kept.length < before;) {
      // What is refused can be referred to no more, but for what is known already.
      refer([...rowsIn(kept), ...rowsIn(given.filter(({ line }) => line === 0))]);
      before = kept.length;
      if (table.columns.some((column) => column.references === table.name)) kept = checkTable(table, kept, context);
    }
    checked.set(table.name, kept);
  }
  return { rows: checked, problems };
}

function rowsIn(placed: readonly PlacedRow[]): Row[] {
  return placed.map(({ row }) => row);
}

type Context = {
  readonly company: CompanyDocument;
  readonly checked: ReadonlyMap<string, readonly PlacedRow[]>;
  readonly references: References;
  readonly problems: Problem[];
};

function checkTable(table: TableDefinition, all: readonly PlacedRow[], context: Context): readonly PlacedRow[] {
  const { company, checked, problems } = context;
  const rows = resolveReferences(table, all, context);
  const rowsOf = (name: string): readonly PlacedRow[] => checked.get(name) ?? [];
  switch (table.name) {
    case "positions":
    case "territories":
      return checkParents(table, rows, problems);
    case "reporting-lines":
      return checkReportingLines(table, checkIntervals(table, rows, problems), rowsOf("positions"), problems);
    case "assignments":
      return checkShares(table, checkIntervals(table, rows, problems), problems);
    case "participant-attributes":
    case "position-attributes":
      return checkIntervals(
        table,
        replaceRows(table, rows, problems, (placed) => checkAttributeValue(table, placed.row, company)),
        problems,
      );
    case "quotas": {
      const calendar = calendarOf(
        company,
        rowsOf("windows").map(({ row }) => row),
      );
      return checkIntervals(
        table,
        replaceRows(table, rows, problems, (placed) => completeQuota(placed.row, calendar)),
        problems,
      );
    }
    case "adjustments": {
      const calendar = calendarOf(
        company,
        rowsOf("windows").map(({ row }) => row),
      );
      return replaceRows(table, rows, problems, (placed) => checkAdjustment(placed.row, calendar, company.currency));
    }
    case "transactions":
      return checkOriginals(table, rows, problems);
    case "splits":
      return checkSplitTotals(table, checkSplits(table, rows, rowsOf("transactions"), problems), problems);
    default:
      return checkIntervals(table, rows, problems);
  }
}

function replaceRows(
  table: TableDefinition,
  rows: readonly PlacedRow[],
  problems: Problem[],
  read: (placed: PlacedRow) => Row | CellRefusal,
): PlacedRow[] {
  return rows.flatMap((placed) => {
    const result = read(placed);
    if (!("refusal" in result)) return [result === placed.row ? placed : { ...placed, row: result }];
    problems.push(rowProblem(placed, result.column, result.refusal, table));
    return [];
  });
}

function resolveReferences(table: TableDefinition, rows: readonly PlacedRow[], { references, problems }: Context): PlacedRow[] {
  const columns = table.columns.filter((column) => column.references !== undefined);
  if (columns.length === 0) return [...rows];
  return replaceRows(table, rows, problems, ({ row }) => {
    let resolved: Map<string, Cell> | undefined;
    for (const column of columns) {
      const value = row.get(column.name);
      if (typeof value !== "string" || references.has(column.references ?? "", value)) continue;
      const id = references.resolve(column, value);
      if (isRefusal(id)) return { column: column.name, refusal: id };
      resolved = new Map(resolved ?? row).set(column.name, id);
    }
    return resolved ?? row;
  });
}

const transactionKey = (row: Row, transaction: string, line: string): string => [textIn(row, "source"), transaction, line].join("\u001f");

/** Returns and payments name an original of the same source that exists. */
function checkOriginals(table: TableDefinition, rows: readonly PlacedRow[], problems: Problem[]): PlacedRow[] {
  const linked = rows.some(({ row }) => row.get("kind") === "return" || row.get("kind") === "payment" || row.has("original"));
  if (!linked) return [...rows];
  const lines = new Map<string, number>();
  for (const { row } of rows) {
    const id = textIn(row, "transaction");
    for (const name of [id, `${id}/${textIn(row, "line")}`]) {
      const key = transactionKey(row, name, "");
      lines.set(key, (lines.get(key) ?? 0) + 1);
    }
  }
  // A row is no original of its own.
  const isKnown = (row: Row, original: string): boolean => {
    const id = textIn(row, "transaction");
    const own = original === id || original === `${id}/${textIn(row, "line")}` ? 1 : 0;
    return (lines.get(transactionKey(row, original, "")) ?? 0) > own;
  };
  return replaceRows(table, rows, problems, ({ row }) => {
    const original = textIn(row, "original");
    const kind = textIn(row, "kind");
    if (original === "")
      return kind === "return" || kind === "payment"
        ? {
            column: "original",
            refusal: refuse("required", `is blank, but a ${kind} belongs to an original transaction`, "Name the original's id, or id/line"),
          }
        : row;
    if (isKnown(row, original)) return row;
    return {
      column: "original",
      refusal: refuse(
        "unknown-reference",
        `is no other transaction of the source ${textIn(row, "source")}`,
        "Name the original's id, or id/line, and import it before or together",
      ),
    };
  });
}

/** Splits name a transaction that exists. */
function checkSplits(
  table: TableDefinition,
  rows: readonly PlacedRow[],
  transactions: readonly PlacedRow[],
  problems: Problem[],
): PlacedRow[] {
  if (rows.length === 0) return [];
  const known = new Set(transactions.map(({ row }) => transactionKey(row, textIn(row, "transaction"), textIn(row, "line"))));
  return replaceRows(table, rows, problems, ({ row }) =>
    known.has(transactionKey(row, textIn(row, "transaction"), textIn(row, "line")))
      ? row
      : {
          column: "transaction",
          refusal: refuse(
            "unknown-reference",
            `there is no such transaction and line of the source ${textIn(row, "source")}`,
            "Import the transaction before or together",
          ),
        },
  );
}

/** The splits of kind `split` of one transaction total 100 %, or none of them is taken. */
function checkSplitTotals(table: TableDefinition, rows: readonly PlacedRow[], problems: Problem[]): PlacedRow[] {
  const shared = rows.filter(({ row }) => row.get("kind") === "split");
  const wrong = new Set<PlacedRow>();
  for (const group of Map.groupBy(shared, ({ row }) => transactionKey(row, textIn(row, "transaction"), textIn(row, "line"))).values()) {
    const total = group.reduce((sum, { row }) => add(sum, shareIn(row)), ZERO);
    if (compare(total, ONE) === 0) continue;
    for (const placed of group) {
      const { row } = placed;
      const whole = `${formatExact(multiply(total, rational(100n)))} %`;
      const reason = `the shares of ${textIn(row, "transaction")} line ${textIn(row, "line")} total ${whole}, not 100 %`;
      const refusal = refuse("share-total", reason, "Correct the shares; all parties of a transaction stand together");
      problems.push(rowProblem(placed, "share", refusal, table));
      wrong.add(placed);
    }
  }
  return rows.filter((placed) => !wrong.has(placed));
}

function shareIn(row: Row): Rational {
  const share = row.get("share");
  return typeof share === "object" ? toRational(share) : ZERO;
}
