import { add, compare, divide, multiply, ONE, type Rational, subtract, ZERO } from "../../money/rational.ts";
import { divideRound } from "../../money/round.ts";

/** 2^53: whole numbers below it are exact in a Float64Array. */
export const SAFE = Number.MAX_SAFE_INTEGER;

export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return divide({ numerator: a, denominator: 1n }, { numerator: b, denominator: 1n }).numerator * b;
}

/**
 * Ways of sharing one value: whole numbers `weights` that sum to `denominator`. The last weight may be a rest that nobody gets.
 * `narrow` holds the same as numbers, where they are small enough for the fast path.
 */
export type Sharing = {
  readonly weights: readonly bigint[];
  readonly denominator: bigint;
  readonly narrow: { readonly weights: Float64Array; readonly denominator: number };
};

/** Shares of 1 in a fixed order; what is missing to 1 becomes a rest after them. */
export function sharing(shares: readonly Rational[]): Sharing {
  const rest = subtract(ONE, shares.reduce(add, ZERO));
  const all = compare(rest, ZERO) > 0 ? [...shares, rest] : shares;
  const denominator = all.reduce((common, share) => leastCommonMultiple(common, share.denominator), 1n);
  const weights = all.map((share) => share.numerator * (denominator / share.denominator));
  return { weights, denominator, narrow: { weights: Float64Array.from(weights, Number), denominator: Number(denominator) } };
}

/**
 * Part `index` of `value` by largest remainder, ties to the earlier part; a value below zero is shared like the same value above zero.
 * NaN when the products do not fit 2^53: then `widePart` gives the part.
 */
export function part({ narrow: { weights, denominator } }: Sharing, value: number, index: number): number {
  const size = Math.abs(value);
  if (!(size * denominator <= SAFE)) return Number.NaN;
  const own = size * weights[index]!;
  const floor = Math.floor(own / denominator);
  const remainder = own - floor * denominator;
  let left = 0;
  let ahead = 0;
  for (let other = 0; other < weights.length; other++) {
    const product = size * weights[other]!;
    const rest = product - Math.floor(product / denominator) * denominator;
    left += rest;
    if (rest > remainder || (rest === remainder && other < index)) ahead += 1;
  }
  const result = ahead < Math.round(left / denominator) ? floor + 1 : floor;
  return value < 0 ? -result : result;
}

/** `part` for values of any size. */
export function widePart({ weights, denominator }: Sharing, value: bigint, index: number): bigint {
  const size = value < 0n ? -value : value;
  const own = size * (weights[index] ?? 0n);
  const remainder = own % denominator;
  let left = 0n;
  let ahead = 0n;
  weights.forEach((weight, other) => {
    const rest = (size * weight) % denominator;
    left += rest;
    if (rest > remainder || (rest === remainder && other < index)) ahead += 1n;
  });
  const result = own / denominator + (ahead < left / denominator ? 1n : 0n);
  return value < 0n ? -result : result;
}

/** How a credit's value follows from its seat's: an overlay's share of it, then an occupant's part. Absent: all of it. */
export type Detail = {
  readonly onTop?: Rational;
  readonly occupants?: { readonly sharing: Sharing; readonly index: number };
  readonly share: Rational;
};

/** The distinct details of a calculation, few even for many credits; code 0 is the whole. Of another table the copy keeps all codes. */
export class ShareTable {
  readonly details: Detail[];
  readonly #codes: Map<string, number>;

  constructor(copied?: ShareTable) {
    this.details = copied ? [...copied.details] : [{ share: ONE }];
    this.#codes = new Map(copied ? copied.#codes : []);
  }

  /** The occupant `index` among occupants with these shares of a seat. */
  occupant(shares: readonly Rational[], index: number): number {
    const key = `${index}:${shares.map(({ numerator, denominator }) => `${numerator}/${denominator}`).join()}`;
    return this.#enter(key, () => ({ occupants: { sharing: sharing(shares), index }, share: shares[index] ?? ONE }));
  }

  /** An overlay of `share` on the credits of detail `code`. */
  onTop(code: number, share: Rational): number {
    const below = this.details[code];
    if (!below || compare(share, ONE) === 0) return code;
    return this.#enter(`${code}*${share.numerator}/${share.denominator}`, () => ({
      ...below,
      onTop: share,
      share: multiply(share, below.share),
    }));
  }

  #enter(key: string, make: () => Detail): number {
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    this.details.push(make());
    this.#codes.set(key, this.details.length - 1);
    return this.details.length - 1;
  }
}

/** The credit's part of its seat's `value`; NaN when that needs the wide path. */
export function detailPart({ onTop, occupants }: Detail, value: number): number {
  let result = value;
  if (onTop) {
    const numerator = Number(onTop.numerator);
    const denominator = Number(onTop.denominator);
    const product = Math.abs(value * numerator);
    if (!(product <= SAFE) || denominator > SAFE / 2) return Number.NaN;
    const floor = Math.floor(product / denominator);
    const rounded = (product - floor * denominator) * 2 >= denominator ? floor + 1 : floor;
    result = value * numerator < 0 ? -rounded : rounded;
  }
  return occupants ? part(occupants.sharing, result, occupants.index) : result;
}

/** `detailPart` for values of any size. */
export function wideDetailPart({ onTop, occupants }: Detail, value: bigint): bigint {
  const result = onTop ? divideRound(value * onTop.numerator, onTop.denominator, "half-up") : value;
  return occupants ? widePart(occupants.sharing, result, occupants.index) : result;
}
