import { add, divide, multiply, type Rational, rational, ZERO } from "./rational.ts";
import { divideFloor } from "./round.ts";

/**
 * Largest remainder: whole numbers that sum to `total`, each the floor of its exact share or one more.
 * `exact[i]` are the exact shares; ties of remainder go to the earlier index, so callers order by
 * (date, transaction, participant) first. Throws RangeError when the shares are further than their
 * count from the total, which means that they are not shares of it.
 */
export function allocate(total: bigint, exact: readonly Rational[]): bigint[] {
  const floors = exact.map((share) => divideFloor(share.numerator, share.denominator));
  let left = total - floors.reduce((sum, floor) => sum + floor, 0n);
  if (left < 0n || left > BigInt(exact.length)) throw new RangeError(`Shares do not add up to ${total}`);
  const remainders = exact.map((share, index) => ({
    index,
    numerator: share.numerator - (floors[index] ?? 0n) * share.denominator,
    denominator: share.denominator,
  }));
  remainders.sort((a, b) => {
    const difference = b.numerator * a.denominator - a.numerator * b.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : a.index - b.index;
  });
  for (const { index } of remainders) {
    if (left === 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return floors;
}

/**
 * `total` split by weights; the parts always sum to the total. All weights zero throws RangeError.
 * The parts of a negative total are those of the positive one with minus, so that a return cancels its sale part by part.
 */
export function allocateByWeight(total: bigint, weights: readonly Rational[]): bigint[] {
  if (total < 0n) return allocateByWeight(-total, weights).map((part) => -part);
  const sum = weights.reduce(add, ZERO);
  return allocate(
    total,
    weights.map((weight) => divide(multiply(rational(total), weight), sum)),
  );
}
