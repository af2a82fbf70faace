import type { CreditColumns } from "../crediting/candidates.ts";
import type { Calculated } from "../calculate.ts";

/** Counts of a calculation. */
export type Summary = {
  readonly transactions: number;
  /** Transactions that credited anybody. */
  readonly credited: number;
  /** Transactions without owner, position and splits; no finding. */
  readonly withoutOwner: number;
  readonly credits: number;
  readonly units: number;
  readonly lines: number;
  readonly findings: number;
};

export function summaryOf({ run, plans, components, bounds, owned }: Calculated, findings: number): Summary {
  const { count } = run.inputs.transactions;
  const isCredited = new Uint8Array(count);
  for (const { credits } of plans) mark(isCredited, credits);
  return {
    transactions: count,
    credited: total(isCredited),
    withoutOwner: owned.by("date").withoutOwner,
    credits: plans.reduce((sum, { credits }) => sum + credits.count, 0),
    units: plans.reduce((sum, { units }) => sum + units.count, 0),
    lines: components.reduce((sum, { lines }) => sum + lines.count, bounds.length),
    findings,
  };
}

function mark(flags: Uint8Array, credits: CreditColumns): void {
  const { origin } = credits;
  if (!origin) for (let index = 0; index < credits.count; index++) flags[credits.transaction[index]!] = 1;
  else for (let row = 0; row < origin.rows.count; row++) if (origin.target[row]! >= 0) flags[origin.rows.transaction[row]!] = 1;
}

function total(flags: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < flags.length; index++) sum += flags[index]!;
  return sum;
}
