import type { Inputs } from "../inputs.ts";
import type { SplitColumns } from "../inputs.ts";
import type { NumberColumn, TextColumn } from "../../table/column.ts";
import { type Decimal, rescale } from "../../money/decimal.ts";

/** Who is to own transactions: one participant, or the parties of a split that together have 100 %; share 1 is the whole. */
export type NewOwners = readonly { readonly participant: string; readonly share: Decimal }[];

/**
 * The inputs with new owners of some transactions (`rows`: their places in the columns): one party becomes the owner, several share it. What
 * named the owner before (owner, seat, parties of a split) no longer does; overlays stay. Nothing of `inputs` is changed.
 */
export function reassigned(inputs: Inputs, rows: ReadonlySet<number>, owners: NewOwners): Inputs {
  const { transactions, splits } = inputs;
  const only = owners.length === 1 ? owners[0] : undefined;
  const owner = only ? withText(transactions.owner, rows, only.participant) : transactions.owner;
  return {
    ...inputs,
    transactions: { ...transactions, owner, position: withText(transactions.position, rows, undefined) },
    splits: withSplits(splits, rows, only ? [] : owners),
  };
}

/** `value` undefined: blank. */
function withText({ codes, dictionary }: TextColumn, rows: ReadonlySet<number>, value: string | undefined): TextColumn {
  const known = value === undefined ? -1 : dictionary.indexOf(value);
  const words = value !== undefined && known < 0 ? [...dictionary, value] : dictionary;
  const code = value === undefined ? -1 : known < 0 ? words.length - 1 : known;
  const changed = codes.slice();
  for (const row of rows) changed[row] = code;
  return { type: "text", codes: changed, dictionary: words };
}

/** One row of the new splits: an old one, or a party's part of a transaction. */
type SplitRow = { readonly transaction: number } & ({ readonly old: number } | { readonly party: NewOwners[number] });

function withSplits(splits: SplitColumns, rows: ReadonlySet<number>, owners: NewOwners): SplitColumns {
  const isOverlay = (row: number): boolean => splits.kind.dictionary[splits.kind.codes[row] ?? -1] === "overlay";
  const kept = Array.from({ length: splits.count }, (_, old): SplitRow => ({ transaction: splits.transaction[old]!, old })).filter(
    ({ transaction }, old) => !rows.has(transaction) || isOverlay(old),
  );
  const added = [...rows].flatMap((transaction) => owners.map((party): SplitRow => ({ transaction, party })));
  const all = [...kept, ...added].toSorted((a, b) => a.transaction - b.transaction);
  const text = (column: TextColumn, valueOf: (party: NewOwners[number]) => string): TextColumn => {
    const dictionary = [...column.dictionary];
    const codeOf = (word: string): number => {
      if (word === "") return -1;
      const known = dictionary.indexOf(word);
      return known < 0 ? dictionary.push(word) - 1 : known;
    };
    const codes = Int32Array.from(all, (row) => ("old" in row ? column.codes[row.old]! : codeOf(valueOf(row.party))));
    return { type: "text", codes, dictionary };
  };
  return {
    count: all.length,
    transaction: Int32Array.from(all, ({ transaction }) => transaction),
    kind: text(splits.kind, () => "split"),
    participant: text(splits.participant, ({ participant }) => participant),
    position: text(splits.position, () => ""),
    role: text(splits.role, () => ""),
    share: shares(splits.share, all),
  };
}

function shares(column: NumberColumn, rows: readonly SplitRow[]): NumberColumn {
  const scale = Math.max(column.scale, ...rows.map((row) => ("party" in row ? row.party.share.scale : 0)));
  const exact = rows.map((row) => {
    if ("party" in row) return rescale(row.party.share, scale);
    const value = column.values[row.old]!;
    return (Number.isNaN(value) ? (column.wide?.get(row.old) ?? 0n) : BigInt(value)) * 10n ** BigInt(scale - column.scale);
  });
  const isNarrow = (value: bigint): boolean => Number.isSafeInteger(Number(value));
  const wide = new Map(exact.flatMap((value, row) => (isNarrow(value) ? [] : [[row, value] as const])));
  const values = Float64Array.from(exact, (value) => (isNarrow(value) ? Number(value) : Number.NaN));
  return { type: "number", scale, values, ...(wide.size > 0 && { wide }) };
}
