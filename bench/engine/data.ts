/**
 * The plan and the data of the engine benchmark: 668,000 transactions shared by two parties each, of which the filter leaves 1,000,000 credits,
 * 5,000 participants, four quarters. Seeded, so that every program reads the same numbers.
 */
export const PARTICIPANTS = 5_000;
export const TRANSACTIONS = 668_000;
export const PRODUCTS = 20;
export const REGIONS = 8;
export const DEAL_TYPES = ["new", "expansion", "renewal"] as const;
export const CAP_MINOR = 2_500_000;
export const YEAR = 2025;

/** Mulberry32 (Tommy Ettinger, public domain): a small seeded generator, good enough for test data. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One entry a transaction, ordered by (day, id); amounts in cents. Party 1 has `percent` of it, party 2 the rest. */
export type Deals = {
  readonly day: Int32Array; // day of the year, 0-364
  readonly quarter: Int32Array; // 0-3
  readonly amountMinor: Float64Array;
  readonly percent: Int32Array; // 1-99
  readonly party1: Int32Array;
  readonly party2: Int32Array;
  readonly product: Int32Array; // 1-20
  readonly region: Int32Array; // 1-8
  readonly dealType: Int32Array; // index of DEAL_TYPES
  /** Quota of participant × quarter in cents, whole dollars. */
  readonly quotaMinor: Float64Array;
};

const QUARTER_STARTS = [0, 90, 181, 273];

export function generateDeals(seed = 20_25): Deals {
  const random = seeded(seed);
  const whole = (below: number): number => Math.floor(random() * below);
  const days = Int32Array.from({ length: TRANSACTIONS }, () => whole(365)).sort();
  const column = (make: (index: number) => number): Int32Array => Int32Array.from({ length: TRANSACTIONS }, (_, index) => make(index));
  // The first party has the lower id: it gets the cent when the remainders of the two parts are equal.
  const first = column(() => whole(PARTICIPANTS));
  const second = column((index) => ((first[index] ?? 0) + 1 + whole(PARTICIPANTS - 1)) % PARTICIPANTS);
  return {
    day: days,
    quarter: days.map((day) =>
      day >= (QUARTER_STARTS[3] ?? 0) ? 3 : day >= (QUARTER_STARTS[2] ?? 0) ? 2 : day >= (QUARTER_STARTS[1] ?? 0) ? 1 : 0,
    ),
    amountMinor: Float64Array.from({ length: TRANSACTIONS }, () => 100 + Math.floor(random() ** 3 * 3_000_000)),
    percent: column(() => 1 + whole(99)),
    party1: first.map((party, index) => Math.min(party, second[index] ?? 0)),
    party2: first.map((party, index) => Math.max(party, second[index] ?? 0)),
    product: column(() => 1 + whole(PRODUCTS)),
    region: column(() => 1 + whole(REGIONS)),
    dealType: column(() => (random() < 0.1 ? 2 : whole(2))),
    quotaMinor: Float64Array.from({ length: PARTICIPANTS * 4 }, () => (90_000 + whole(210_000)) * 100),
  };
}

/** What every program must agree on, to the cent. `check` weighs each credit's line by its transaction, so that a cent on the wrong line shows. */
export type BenchResult = { readonly totalsMinor: Float64Array; readonly lines: number; readonly check: bigint };

export function sameResult(a: BenchResult, b: BenchResult): boolean {
  return a.lines === b.lines && a.check === b.check && a.totalsMinor.every((total, index) => total === b.totalsMinor[index]);
}

/** Weight of a transaction's lines in `check`. */
export function lineWeight(transaction: number): number {
  return (transaction % 97) + 1;
}
