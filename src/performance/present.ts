import type { Calculation, PreparedInputs } from "../compensation/engine.ts";

/** A plan set calculated on everything that is known now, for nobody but the homes: neither checked nor stored. */
export type PresentCalculation = {
  readonly set: string;
  /** The change number that it knows. */
  readonly inputChange: number;
  readonly prepared: PreparedInputs;
  readonly calculation: Calculation;
  /** The database's id of each transaction. */
  readonly transactionIds: Float64Array;
};

/** The present calculation of a company; undefined while it has no plan. It reads all rows: the caller decides whose are shown. */
export type Present = (companyId: number) => Promise<PresentCalculation | undefined>;
