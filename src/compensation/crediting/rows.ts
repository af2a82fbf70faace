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

/** Credits of participants in seats: the seat's value shared by `detail` (a code of the share table; absent column: the whole). */
export type CreditRows = {
  readonly count: number;
  readonly transaction: Int32Array;
  readonly pair: Int32Array;
  readonly party: Int32Array | undefined;
  readonly detail: Int32Array | undefined;
};

/** Collects credit rows; ways of sharing get a column when there is one. */
export class CreditRowsBuilder {
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

  build(): CreditRows {
    return { count: this.#count, transaction: this.#transaction, pair: this.#pair, party: this.#party, detail: this.#detail };
  }
}

export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
