import { formatExact, formatScaled } from "../money/decimal.ts";
import { scaled } from "../money/rational.ts";
import type { TextColumn } from "../table/column.ts";
import type { Problem } from "../table/problem.ts";
import type { Row } from "../table/row.ts";
import { NumberBuilder, TextBuilder } from "../transactions/column-builders.ts";
import type { TransactionColumns } from "../transactions/columns.ts";
import type { SplitColumns } from "./inputs.ts";

type Found = { readonly row: Row; readonly transaction: number };

/** Splits by the transactions' rows; a party that no participant is called by is a position. */
export function assembleSplits(
  rows: readonly Row[],
  transactions: TransactionColumns,
  people: ReadonlySet<string>,
): { readonly splits: SplitColumns; readonly problems: readonly Problem[] } {
  const rowOf = rows.length === 0 ? new Map<string, number>() : transactionRows(transactions);
  const problems: Problem[] = [];
  const found = rows.flatMap((row): Found[] => {
    const transaction = rowOf.get(transactionKey(text(row, "source"), text(row, "transaction"), text(row, "line")));
    if (transaction !== undefined) return [{ row, transaction }];
    problems.push(
      problem(row, "unknown-reference", `there is no transaction ${describe(row)}`, "Import the transaction before or together"),
    );
    return [];
  });
  found.sort((a, b) => a.transaction - b.transaction);
  problems.push(...totals(found));
  return { splits: columnsOf(found, people), problems };
}

function columnsOf(found: readonly Found[], people: ReadonlySet<string>): SplitColumns {
  const columns = { kind: new TextBuilder(), participant: new TextBuilder(), position: new TextBuilder(), role: new TextBuilder() };
  const share = new NumberBuilder();
  found.forEach(({ row }, index) => {
    const party = text(row, "party");
    columns.kind.add(index, text(row, "kind"));
    columns.participant.add(index, people.has(party) ? party : undefined);
    columns.position.add(index, people.has(party) ? undefined : party);
    columns.role.add(index, text(row, "role"));
    share.add(index, row.get("share"));
  });
  const build = (column: TextBuilder): TextColumn => column.build(found.length, undefined);
  return {
    count: found.length,
    transaction: Int32Array.from(found, ({ transaction }) => transaction),
    kind: build(columns.kind),
    participant: build(columns.participant),
    position: build(columns.position),
    role: build(columns.role),
    share: share.build(found.length, undefined),
  };
}

/** Splits of kind split share the whole transaction: 99 % or 101 % is a problem. */
function totals(found: readonly Found[]): Problem[] {
  const shared = found.filter(({ row }) => text(row, "kind") === "split");
  return [...Map.groupBy(shared, ({ transaction }) => transaction).values()].flatMap((group) => {
    const shares = group.flatMap(({ row }) => {
      const share = row.get("share");
      return typeof share === "object" ? [share] : [];
    });
    const scale = Math.max(0, ...shares.map((share) => share.scale));
    const total = shares.reduce((sum, share) => sum + share.unscaled * 10n ** BigInt(scale - share.scale), 0n);
    const [first] = group;
    if (!first || total === 10n ** BigInt(scale)) return [];
    const percent = formatExact(scaled(total * 100n, scale));
    return [
      problem(
        first.row,
        "share-total",
        `the splits of transaction ${describe(first.row)} total ${percent}% instead of 100%`,
        "Correct the shares so that they total exactly 100%",
        formatScaled(total, scale),
      ),
    ];
  });
}

/** The row of each transaction by its `transactionKey`. */
export function transactionRows({ count, source, transaction, line }: TransactionColumns): Map<string, number> {
  const rows = new Map<string, number>();
  const at = (column: TextColumn, row: number): string => column.dictionary[column.codes[row] ?? -1] ?? "";
  for (let row = 0; row < count; row++) rows.set(transactionKey(at(source, row), at(transaction, row), at(line, row)), row);
  return rows;
}

export function transactionKey(source: string, transaction: string, line: string): string {
  return `${source}\u0000${transaction}\u0000${line}`;
}

function text(row: Row, column: string): string {
  const cell = row.get(column);
  return typeof cell === "string" ? cell : "";
}

function describe(row: Row): string {
  return `${text(row, "transaction")} line ${text(row, "line")} of the source ${text(row, "source")}`;
}

function problem(row: Row, code: Problem["code"], reason: string, fix: string, value = text(row, "transaction")): Problem {
  return { code, reason, fix, file: "splits", line: 0, column: code === "share-total" ? "share" : "transaction", value };
}
