import { divideFloor } from "../../money/round.ts";

/**
 * Rounded amounts of lines that sum to `total`: each line gets the floor of its exact amount, and what is left goes to the largest
 * remainders, ties to the earlier line. As two roundings can differ by one, too much may have been given: it is taken back from the
 * smallest remainders, ties from the later line. `exact` counts in 1 / `denominator`.
 * Lines whose amount is `given` keep it, unless the others cannot make up the total.
 */
export function allocateLines(
  total: bigint,
  exact: readonly bigint[],
  denominator: bigint,
  given: readonly (bigint | undefined)[] = [],
): bigint[] {
  const amounts = exact.map((value, line) => given[line] ?? divideFloor(value, denominator));
  let left = total - amounts.reduce((sum, amount) => sum + amount, 0n);
  if (left === 0n) return amounts;
  const remainders = exact.map((value, line) => value - (amounts[line] ?? 0n) * denominator);
  const order = exact
    .flatMap((_, line) => (given[line] === undefined ? [line] : []))
    .sort((a, b) => compareSizes(remainders[b] ?? 0n, remainders[a] ?? 0n) || a - b);
  if (left < 0n) order.reverse();
  for (const line of order) {
    if (left === 0n) break;
    const step = left > 0n ? 1n : -1n;
    amounts[line] = (amounts[line] ?? 0n) + step;
    left -= step;
  }
  if (left !== 0n && given.length > 0) return allocateLines(total, exact, denominator);
  return amounts;
}

function compareSizes(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `allocateLines` over a stretch of columns in numbers: all values and sums below 2^53. */
export function allocateNumbers(
  total: number,
  exact: Float64Array,
  denominator: number,
  from: number,
  to: number,
  amounts: Float64Array,
): void {
  let left = total;
  for (let line = from; line < to; line++) {
    const floor = Math.floor(exact[line]! / denominator);
    amounts[line] = floor;
    left -= floor;
  }
  if (left === 0) return;
  const remainder = (line: number): number => exact[line]! - amounts[line]! * denominator;
  const order = Array.from({ length: to - from }, (_, index) => from + index);
  const keys = Float64Array.from(order, remainder);
  order.sort((a, b) => keys[b - from]! - keys[a - from]! || a - b);
  if (left < 0) order.reverse();
  const step = left > 0 ? 1 : -1;
  for (const line of order) {
    if (left === 0) break;
    amounts[line]! += step;
    left -= step;
  }
}
