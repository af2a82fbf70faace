import type { Calculation, PreparedInputs } from "../compensation/engine.ts";

/** A plan set calculated on everything that is known now, for nobody but the homes: neither checked nor stored. */
export type PresentCalculation = { readonly set: string; readonly prepared: PreparedInputs; readonly calculation: Calculation };

/** The present calculation of a company; undefined while it has no plan. It reads all rows: the caller decides whose are shown. */
export type Present = (companyId: number) => Promise<PresentCalculation | undefined>;
