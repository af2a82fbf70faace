/**
 * What seats own or share in, one row a transaction and seat, ordered by (transaction, party). `seat` is the seat's code; `party` the code of a
 * split's party (slot + 1; 0 or absent column: none). Columns are longer than `count` when fewer rows were found than could have been.
 */
export type SeatRows = { readonly count: number; readonly transaction: Int32Array; readonly seat: Int32Array; readonly party: Int32Array | undefined };

/** Credits of participants in seats (-1: nobody): the seat's value shared by `detail` (a code of the share table; absent column: the whole). */
export type CreditRows = { readonly count: number; readonly transaction: Int32Array; readonly pair: Int32Array; readonly party: Int32Array | undefined; readonly detail: Int32Array | undefined };

export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
