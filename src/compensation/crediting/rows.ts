/**
 * What a seat owns or shares in: a transaction's row, the seat's code and, where it is a party of a split, the party's code (slot + 1; 0: none).
 * Columns are longer than `count` when fewer rows were found than could have been.
 */
export type SeatRows = { readonly count: number; readonly transaction: Int32Array; readonly seat: Int32Array; readonly party: Int32Array; readonly day: Int32Array };

/** Credits of participants in seats: the seat's value shared by `detail` (a code of the share table). Ordered by transaction, party, pair. */
export type CreditRows = { readonly count: number; readonly transaction: Int32Array; readonly pair: Int32Array; readonly party: Int32Array; readonly detail: Int32Array; readonly day: Int32Array };

/** Rows that are added one by one where their number is not known before. */
export class RowBuilder {
  count = 0;
  transaction = new Int32Array(1024);
  pair = new Int32Array(1024);
  party = new Int32Array(1024);
  detail = new Int32Array(1024);
  day = new Int32Array(1024);

  add(transaction: number, pair: number, party: number, detail: number, day: number): void {
    if (this.count === this.transaction.length) this.#grow();
    this.transaction[this.count] = transaction;
    this.pair[this.count] = pair;
    this.party[this.count] = party;
    this.detail[this.count] = detail;
    this.day[this.count] = day;
    this.count += 1;
  }

  #grow(): void {
    this.transaction = doubled(this.transaction);
    this.pair = doubled(this.pair);
    this.party = doubled(this.party);
    this.detail = doubled(this.detail);
    this.day = doubled(this.day);
  }
}

export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
