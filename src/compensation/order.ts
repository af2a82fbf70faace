/** Ordering of integer columns, and searching in ordered ones. */

/** Where the rows of each key begin when they are ordered by it: those of key k stand at `[k]` to `[k + 1]`. */
export function starts(keys: Int32Array, count: number, keyCount: number): Int32Array {
  const start = new Int32Array(keyCount + 1);
  for (let index = 0; index < count; index++) start[keys[index]! + 1]! += 1;
  for (let key = 0; key < keyCount; key++) start[key + 1]! += start[key]!;
  return start;
}

/** A stable counting sort: `order` by the keys of its places; keys are `base` and up. */
export function reorder(order: Int32Array, keys: Int32Array, count: number, keyCount: number, base: number): Int32Array {
  const next = new Int32Array(keyCount + 1);
  for (let index = 0; index < count; index++) next[keys[index]! - base + 1]! += 1;
  for (let key = 0; key < keyCount; key++) next[key + 1]! += next[key]!;
  const result = new Int32Array(count);
  for (let index = 0; index < count; index++) result[next[keys[order[index]!]! - base]!++] = order[index]!;
  return result;
}

/** First index in `[from, to)` of an ascending column whose value is at least `value`; `to` when there is none. */
export function lowerBound(column: Int32Array, from: number, to: number, value: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
