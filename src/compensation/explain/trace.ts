/**
 * The explanation of one number: a tree whose children make the parent. `attain explain`, the API and "Why this number" show the same tree.
 * The root is a statement; below it components; below a component its arithmetic, down to credits and transactions.
 */
export type TraceNode = {
  /** Stable path inside the statement, such as `base@W01/credits/SO43659`. */
  readonly id: string;
  readonly kind: TraceKind;
  readonly label: string;
  /** As shown, with unit: "6,885.86 USD", "72.07 %". */
  readonly value: string;
  /** Plain decimal string of the exact value where there is one. */
  readonly exact?: string;
  /** One sentence in plain words. */
  readonly sentence: string;
  readonly references: readonly TraceReference[];
  /** How the children make the value. */
  readonly operation?: "sum" | "product" | "quotient" | "choice" | "rounding" | "bound";
  /** For tier drawings: each band with the part of the measure in it. */
  readonly bands?: readonly TraceBand[];
  readonly children: readonly TraceNode[];
  /** What the value was worked out from without being a part of it: attainment, quota, rates, gate, rounding. */
  readonly basis?: readonly TraceNode[];
};

export type TraceKind =
  | "statement"
  | "component"
  | "tiers"
  | "rate"
  | "gate"
  | "bound"
  | "rounding"
  | "attainment"
  | "quota"
  | "measure"
  | "credit"
  | "transaction"
  | "attribute"
  | "adjustment"
  | "finding";

export type TraceReference = {
  readonly type: "plan" | "quota" | "transaction" | "attribute" | "participant" | "position" | "window" | "split" | "product" | "customer";
  readonly id: string;
  readonly label: string;
};

export type TraceBand = {
  readonly from: string;
  readonly to: string | null;
  readonly rate: string;
  /** Part of the measure inside the band, plain decimal. */
  readonly part: string;
  /** Of a single credit: where in the band its part begins, counted from `from`; plain decimal. */
  readonly at?: string;
  /** Earning of the band, exact plain decimal. */
  readonly earned: string;
  readonly active: boolean;
};
