import type { Calculation, PreparedInputs } from "./engine.ts";

/** A plan set calculated on everything that is known as of a change: neither checked nor stored. */
export type PresentCalculation = {
  readonly set: string;
  /** The change number that it knows. */
  readonly inputChange: number;
  readonly prepared: PreparedInputs;
  readonly calculation: Calculation;
  /** The database's id of each transaction. */
  readonly transactionIds: Float64Array;
};

/** What is told of a company's present calculation. Whoever asks decides whose rows are asked for and shown: it knows all. */
export type Told<T> = {
  readonly set: string;
  readonly inputChange: number;
  /** Whether it knows the company's last change; else the next one is being made. */
  readonly isLatest: boolean;
  readonly told: T;
};

/** Undefined while the company has no plan; "calculating" while the first is being made. */
export type ToldOrWaiting<T> = Told<T> | "calculating" | undefined;
