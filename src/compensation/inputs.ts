import type { Day } from "../calendar/day.ts";
import type { FiscalCalendar } from "../calendar/fiscal.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Plan, Rounding } from "../plans/plan.ts";
import type { NumberColumn, TextColumn } from "../table/column.ts";
import type { AttributeDeclarations } from "../table/definition.ts";
import type { TransactionColumns } from "../transactions/columns.ts";
import type { Facts } from "./facts.ts";

export type { TransactionColumns } from "../transactions/columns.ts";

/** A value of an attribute, exact. Money is in the currency of its owner's context. */
export type AttributeValue = Decimal | Day | string | boolean;
/** Dated values of one attribute, ordered by `from`, not overlapping; half-open. */
export type DatedValues = readonly { readonly from: Day; readonly to: Day; readonly value: AttributeValue }[];
export type Attributes = ReadonlyMap<string, DatedValues>;

export type Company = {
  readonly name: string;
  readonly currency: string;
  readonly calendar: FiscalCalendar;
  readonly rounding: Rounding;
  readonly attributes: AttributeDeclarations;
};

export type Participant = {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly hired: Day;
  readonly left: Day;
  readonly currency: string;
  readonly attributes: Attributes;
};
export type Position = { readonly id: string; readonly title: string; readonly role: string; readonly attributes: Attributes };
export type Assignment = {
  readonly participant: string;
  readonly position: string;
  readonly from: Day;
  readonly to: Day;
  readonly share: Decimal;
}; // share 1 = 100 %
export type ReportingLine = { readonly position: string; readonly parent: string; readonly from: Day; readonly to: Day };
export type TerritoryAssignment = { readonly territory: string; readonly position: string; readonly from: Day; readonly to: Day };
export type Quota = {
  readonly position: string;
  readonly measure: string;
  readonly from: Day;
  readonly to: Day;
  readonly amount: Decimal;
  readonly currency: string;
}; // currency "": units
/**
 * Pay given or taken by a person's decision, outside any plan. It stands on the participant's statement of the period of `calendar`
 * in which `date` lies, in the calculation of the plan set.
 */
export type Adjustment = {
  readonly id: string;
  readonly participant: string;
  readonly set: string;
  readonly calendar: string;
  readonly date: Day;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly reason: string;
};
export type PlanAssignment = { readonly plan: string; readonly position: string; readonly from: Day; readonly to: Day };
/** Customers, products and territories: fixed fields (name, family, segment, parent …) and attributes as one flat map of values. */
export type Referenced = { readonly id: string; readonly fields: ReadonlyMap<string, AttributeValue> };
/**
 * Splits as columns, ordered by (transaction row, order in the source). `transaction` is a row index of the transaction columns;
 * kind is "split" or "overlay"; a party is a participant or, where that is blank, a position; share 1 = 100 %.
 */
export type SplitColumns = {
  readonly count: number;
  readonly transaction: Int32Array;
  readonly kind: TextColumn;
  readonly participant: TextColumn;
  readonly position: TextColumn;
  readonly role: TextColumn;
  readonly share: NumberColumn;
};

/** Everything the pipeline reads. The same value gives the same result, for ever. */
export type Inputs = {
  readonly company: Company;
  readonly participants: ReadonlyMap<string, Participant>;
  readonly positions: ReadonlyMap<string, Position>;
  readonly assignments: readonly Assignment[];
  readonly reportingLines: readonly ReportingLine[];
  readonly territoryAssignments: readonly TerritoryAssignment[];
  readonly customers: ReadonlyMap<string, Referenced>;
  readonly products: ReadonlyMap<string, Referenced>;
  readonly territories: ReadonlyMap<string, Referenced>;
  readonly quotas: readonly Quota[];
  readonly planAssignments: readonly PlanAssignment[];
  readonly adjustments: readonly Adjustment[];
  readonly plans: readonly Plan[];
  readonly transactions: TransactionColumns;
  readonly splits: SplitColumns;
  /** Of a receipt only: what others' rows, which it does not hold, come to for its participant. */
  readonly facts?: Facts;
};
