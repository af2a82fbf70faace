import { inChunks } from "../../table/chunks.ts";
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

export function summaryOf({ run, plans, components, bounds, owned, adjustments }: Calculated, findings: number): Summary {
  const { count } = run.inputs.transactions;
  const isCredited = new Uint8Array(count);
  for (const { credits } of plans) mark(isCredited, credits);
  return {
    transactions: count,
    credited: total(isCredited),
    withoutOwner: owned.by("date").withoutOwner,
    credits: plans.reduce((sum, { credits }) => sum + credits.count, 0),
    units: plans.reduce((sum, { units }) => sum + units.count, 0),
    lines: components.reduce((sum, { lines }) => sum + lines.count, bounds.length + adjustments.placed.length),
    findings,
  };
}

function mark(flags: Uint8Array, credits: CreditColumns): void {
  const { picked } = credits;
  const transaction = picked ? picked.rows.transaction : credits.transaction;
  inChunks(credits.count, (from, to) => markRange(flags, transaction, picked?.row, from, to));
}

/** `row`: which of the transactions each credit is of; undefined: one by one. */
function markRange(flags: Uint8Array, transaction: Int32Array, row: Int32Array | undefined, from: number, to: number): void {
  if (row) for (let credit = from; credit < to; credit++) flags[transaction[row[credit]!]!] = 1;
  else for (let credit = from; credit < to; credit++) flags[transaction[credit]!] = 1;
}

function total(flags: Uint8Array): number {
  let sum = 0;
  inChunks(flags.length, (from, to) => {
    sum += totalRange(flags, from, to);
  });
  return sum;
}

function totalRange(flags: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += flags[index]!;
  return sum;
}
