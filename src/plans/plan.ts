import type { RoundingMode } from "../money/round.ts";

/** The plan document of docs/plan-language.md. Value fields are formulas in Excel syntax. */
export type Plan = {
  readonly plan: string;
  readonly version: string;
  readonly name: string;
  readonly set: string;
  readonly effective: { readonly from: string; readonly to: string | null };
  readonly currency: string;
  readonly payPeriod: string;
  readonly assigned: readonly PlanAssignmentRule[];
  readonly credits: readonly CreditRule[];
  readonly measures: readonly Measure[];
  readonly components: readonly Component[];
  readonly cap?: PlanBound;
  readonly floor?: PlanBound;
  readonly rounding?: Rounding;
  readonly text?: string;
};

export type Formula = string;

export type Rounding = { readonly at: RoundingPlace; readonly mode: RoundingMode };
export type RoundingPlace = "line" | "window" | "statement" | "plan";
export type PlanBound = { readonly amount: Formula; readonly window: string };

export type PlanAssignmentRule = {
  readonly positions?: readonly string[];
  readonly titles?: readonly string[];
  readonly where?: Formula;
  readonly listed?: true;
  readonly from?: string;
  readonly to?: string;
};

type CreditRuleCommon = {
  readonly name: string;
  readonly where?: Formula;
  readonly date?: "date" | "orderDate" | "invoiceDate" | "paymentDate";
  readonly priority?: number;
};
export type CreditRule =
  | (CreditRuleCommon & { readonly kind: "direct" | "split" })
  | (CreditRuleCommon & {
      readonly kind: "overlay";
      readonly positions?: readonly string[];
      readonly role?: string;
      readonly share?: Formula;
    })
  | (CreditRuleCommon & { readonly kind: "roll-up"; readonly levels?: number; readonly basis?: "gross" | "residual" });

export type Measure = {
  readonly name: string;
  readonly credits: readonly string[];
  readonly of: string;
  readonly where?: Formula;
  readonly window: string;
  readonly quota?: string;
};

export type Gate = { readonly measure?: string; readonly at: Formula; readonly pays: "from-first-unit" | "above-gate" };
export type Tier = { readonly from: Formula; readonly to: Formula | null; readonly rate: Formula };

type ComponentCommon = {
  readonly name: string;
  readonly label?: string;
  readonly measure: string;
  readonly where?: Formula;
  readonly gate?: Gate;
  readonly dealCap?: Formula;
  readonly dealFloor?: Formula;
  readonly cap?: Formula;
  readonly floor?: Formula;
  readonly rounding?: Rounding;
  readonly payPeriod?: string;
  readonly clause?: string;
};
export type Component = ComponentCommon &
  (
    | { readonly kind: "flat"; readonly rate: Formula; readonly upTo?: Formula }
    | { readonly kind: "per-unit"; readonly amount: Formula; readonly upTo?: Formula }
    | { readonly kind: "marginal-tiers"; readonly tiers: readonly Tier[] }
    | { readonly kind: "whole-amount-tiers"; readonly tiers: readonly Tier[] }
    | { readonly kind: "accelerator"; readonly above: Formula; readonly rate: Formula; readonly multiplier: Formula }
    | { readonly kind: "bonus"; readonly at: Formula; readonly amount: Formula }
    | { readonly kind: "spiff"; readonly amount: Formula; readonly bySplit?: boolean }
  );
