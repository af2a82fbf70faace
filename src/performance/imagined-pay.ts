import { calculate, type Calculation, type Inputs, prepare, toStatement } from "../compensation/engine.ts";
import { minorOf } from "../money/money.ts";
import type { ImaginedTransaction } from "./with-transaction.ts";
import { withTransaction } from "./with-transaction.ts";

/** What one more transaction would change in what a participant is paid, in minor units by currency. */
export type ImaginedPay = { readonly kind: string; readonly change: ReadonlyMap<string, bigint> };

/** An opportunity does not say what it becomes: the kinds that are tried, in the order in which a sale produces them. */
const KINDS = ["order", "invoice", "payment"] as const;

/**
 * What the participant would be paid on top if the transaction were there, over all pay periods, worked out by the engine on the changed
 * inputs. The first kind of transaction that the plan credits is taken; undefined when it credits none of them.
 */
export function imaginedPay(
  inputs: Inputs,
  set: string,
  participant: string,
  before: PaidAndCredited,
  imagined: Omit<ImaginedTransaction, "kind">,
): ImaginedPay | undefined {
  for (const kind of KINDS) {
    const prepared = prepare(withTransaction(inputs, { ...imagined, kind }));
    const after = paidAndCredited(calculate(prepared, { set, participant }), participant);
    if (after.credits === before.credits) continue;
    const currencies = new Set([...before.paidMinor.keys(), ...after.paidMinor.keys()]);
    const changed = [...currencies].map(
      (currency) => [currency, (after.paidMinor.get(currency) ?? 0n) - (before.paidMinor.get(currency) ?? 0n)] as const,
    );
    return { kind, change: new Map(changed) };
  }
  return undefined;
}

/** What a participant is paid over all periods, in minor units by currency, and in how many places something is credited to them. */
export type PaidAndCredited = { readonly paidMinor: ReadonlyMap<string, bigint>; readonly credits: number };

export function paidAndCredited(calculation: Calculation, participant: string): PaidAndCredited {
  const paidMinor = new Map<string, bigint>();
  let credits = 0;
  for (const head of calculation.statements) {
    if (head.participant !== participant) continue;
    const { totals, measures } = toStatement(calculation, head);
    paidMinor.set(head.currency, (paidMinor.get(head.currency) ?? 0n) + minorOf(totals.amount, head.currency));
    for (const measure of measures) credits += measure.credits;
  }
  return { paidMinor, credits };
}
