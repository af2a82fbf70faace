import type { DayTable } from "./attainment/horizon.ts";
import type { MeasureColumns } from "./attainment/measures.ts";
import type { QuotaBook } from "./attainment/quotas.ts";
import type { UnitTable } from "./attainment/units.ts";
import type { Plan, Rounding } from "../plans/plan.ts";
import type { CreditColumns } from "./crediting/candidates.ts";
import type { Conditions } from "./crediting/conditions.ts";
import type { Ownership } from "./crediting/ownership.ts";
import type { FindingLog } from "./findings.ts";
import type { SeatFormulas } from "./formulas.ts";
import type { Inputs } from "./inputs.ts";

/** What is shared by all plans of one calculation. */
export type Run = {
  readonly inputs: Inputs;
  readonly context: Ownership;
  readonly conditions: Conditions;
  readonly formulas: SeatFormulas;
  readonly quotas: QuotaBook;
  readonly log: FindingLog;
  readonly rounding: Rounding;
  /** Periods of a calendar over the horizon. */
  readonly calendar: (name: string) => DayTable;
  /** Only the wide path, to prove that both give the same. */
  readonly alwaysWide: boolean;
};

/** The units of one plan version in one calendar with their credits and measures. */
export type PlanRun = {
  readonly run: Run;
  readonly plan: Plan;
  readonly units: UnitTable;
  readonly credits: CreditColumns;
  readonly measures: ReadonlyMap<string, MeasureColumns>;
};
