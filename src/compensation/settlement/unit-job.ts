import type { Rounding } from "../../plans/plan.ts";
import type { Curve, ScaledTerms } from "../earning/scale.ts";

/** Everything that settling one component in one unit reads: the arithmetic is the same in numbers and in BigInts. */
export type UnitJob = {
  readonly unit: number;
  readonly terms: ScaledTerms;
  readonly rounding: Rounding;
  /** First credit of the unit in the measure columns, and the number of credits dated before the end of each pay period. */
  readonly first: number;
  readonly counts: readonly number[];
  /** Indexes of the unit's pay periods in the pay calendar. */
  readonly periods: readonly number[];
  /** Whether the gate lets the component pay, by pay period. */
  readonly open: readonly boolean[];
  /** By pay period; the same object where nothing has changed. None for `once` and `each`. */
  readonly curves: readonly Curve<bigint>[];
  /** Threshold of `once`. */
  readonly edge: bigint;
  /** Which credits of the measure the component pays, by index of the measure columns; undefined: all. */
  readonly isPaid: Uint8Array | undefined;
  /** Share of a credit in 1 / `shareOfWhole`; undefined: the amount of `each` is whole for every credit. */
  readonly share: ((index: number) => bigint) | undefined;
  readonly shareOfWhole: bigint;
  /** What stands for others' credits, by place among the unit's credits. */
  readonly facts?: ReadonlyMap<number, FactJob>;
};

/** A fact by pay period: its rounded amounts and, where they cannot be worked out again, its earnings to date in `1 / denominator`. */
export type FactJob = { readonly amountsMinor: readonly bigint[]; readonly earned?: readonly bigint[] };
