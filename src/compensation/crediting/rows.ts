import type { NumberColumn } from "../../table/column.ts";
import { reorder, starts } from "../order.ts";
import { type RowShares, rowShares } from "./row-shares.ts";
import type { SplitSlots } from "./split-parts.ts";

/**
 * What seats own or share in, one row a transaction and seat, ordered by (transaction, party). `seat` is the seat's code; `party` the code of a
 * split's party (slot + 1; 0 or absent column: none). Columns are longer than `count` when fewer rows were found than could have been.
 */
export type SeatRows = {
  readonly count: number;
  readonly transaction: Int32Array;
  readonly seat: Int32Array;
  readonly party: Int32Array | undefined;
};

/**
 * What participants in seats may be credited, in the order found, by transaction and party: the seat's value shared by `detail`
 * (a code of the share table; absent column: the whole).
 */
export type FoundRows = {
  readonly count: number;
  readonly transaction: Int32Array;
  readonly pair: Int32Array;
  readonly party: Int32Array | undefined;
  readonly detail: Int32Array | undefined;
};

/** The same by pair, then (day, transaction, party), so that a unit's rows stand together. Those of pair p are `start[p]` to `start[p + 1]`. */
export type CreditRows = {
  readonly count: number;
  readonly start: Int32Array;
  readonly transaction: Int32Array;
  readonly day: Int32Array;
  readonly party: Int32Array | undefined;
  readonly detail: Int32Array | undefined;
  /** Whether every row is a party of a split. */
  readonly isAllSplit: boolean;
  readonly shares: RowShares;
  /** Room for one value a row, lent to one calculation after the other. */
  readonly scratch: RowScratch;
};

/** `lentTo` and `column` say whose values stand in it. */
export type RowScratch = { readonly values: Float64Array; lentTo: object | undefined; column: NumberColumn | undefined };

/** Rows one by one: the row of each. `valuesOf`: a column of the transactions by row, to be read before the next is asked for. */
export type PickedRows = {
  readonly rows: CreditRows;
  readonly row: Int32Array;
  readonly valuesOf: (column: NumberColumn) => Float64Array;
};

/** Brings rows into the order of pairs and days. `days`: by transaction. `slots`: where rows are parties of splits. */
export function rowsByPair(found: FoundRows, days: Int32Array, pairCount: number, slots: SplitSlots | undefined): CreditRows {
  const { count, transaction, pair, party, detail } = found;
  const day = taken(days, transaction, count);
  const order = reorder(chronological(day, count), pair, count, pairCount, 0);
  const target = new Int32Array(count);
  order.forEach((row, index) => (target[row] = index));
  const ordered = party && taken(party, order, count);
  return {
    count,
    start: starts(pair, count, pairCount),
    transaction: taken(transaction, order, count),
    day: taken(day, order, count),
    party: ordered,
    detail: detail && taken(detail, order, count),
    isAllSplit: ordered !== undefined && !ordered.includes(0),
    shares: rowShares(slots, found, target),
    scratch: { values: new Float64Array(count), lentTo: undefined, column: undefined },
  };
}

/** Rows in the order of their days; those of one day, or found in that order, stay as they are. */
function chronological(day: Int32Array, count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, row) => row);
  let first = day[0] ?? 0;
  let last = first;
  let isOrdered = true;
  for (let row = 1; row < count; row++) {
    if (day[row]! < day[row - 1]!) isOrdered = false;
    first = Math.min(first, day[row]!);
    last = Math.max(last, day[row]!);
  }
  return isOrdered ? order : reorder(order, day, count, last - first + 1, first);
}

/** `column[places[i]]` for each of `count` places. */
export function taken(column: Int32Array, places: Int32Array, count: number): Int32Array {
  const result = new Int32Array(count);
  for (let index = 0; index < count; index++) result[index] = column[places[index]!]!;
  return result;
}

/** Collects rows as they are found; ways of sharing get a column when there is one. */
export class RowsBuilder {
  #count = 0;
  #transaction: Int32Array;
  #pair: Int32Array;
  #party: Int32Array | undefined;
  #detail: Int32Array | undefined;

  constructor(capacity: number, hasParties: boolean) {
    this.#transaction = new Int32Array(capacity);
    this.#pair = new Int32Array(capacity);
    this.#party = hasParties ? new Int32Array(capacity) : undefined;
  }

  write(transaction: number, pair: number, party: number): void {
    const count = this.#count;
    if (count === this.#transaction.length) this.#grow();
    this.#transaction[count] = transaction;
    this.#pair[count] = pair;
    if (this.#party) this.#party[count] = party;
    this.#count = count + 1;
  }

  share(transaction: number, pair: number, party: number, detail: number): void {
    this.#detail ??= new Int32Array(this.#transaction.length);
    this.write(transaction, pair, party);
    this.#detail[this.#count - 1] = detail;
  }

  #grow(): void {
    const larger = (column: Int32Array): Int32Array => doubled(column.length === 0 ? new Int32Array(8) : column);
    this.#transaction = larger(this.#transaction);
    this.#pair = larger(this.#pair);
    this.#party &&= larger(this.#party);
    this.#detail &&= larger(this.#detail);
  }

  build(): FoundRows {
    return { count: this.#count, transaction: this.#transaction, pair: this.#pair, party: this.#party, detail: this.#detail };
  }
}

export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
