import { calculate, prepare, toStatement } from "../engine.ts";
import type { Statement, StatementLine } from "../statements/statement.ts";
import type { ReceiptContents, ReceiptLine } from "./receipt.ts";
import { FACT_SOURCE, receiptInputs } from "./receipt-inputs.ts";

export type Recomputed = { readonly lines: readonly ReceiptLine[]; readonly total: string };

/**
 * Works the receipt's statement out again by the engine, from what the receipt holds alone. Undefined when that makes no such statement.
 * Throws RangeError for inputs that cannot be read.
 */
export function recompute(receipt: ReceiptContents): Recomputed | undefined {
  const { participant, period, set, currency } = receipt;
  const calculation = calculate(prepare(receiptInputs(receipt)), { set, participant: participant.id, period: period.name });
  const head = calculation.statements.find((each) => each.participant === participant.id && each.currency === currency);
  return head && recomputed(toStatement(calculation, head));
}

function recomputed({ lines, totals }: Statement): Recomputed {
  return { lines: lines.map(lineForm), total: totals.amount };
}

function lineForm({ component, plan, version, position, window, amount, exact, credit, adjustment }: StatementLine): ReceiptLine {
  return {
    component,
    plan,
    version,
    position,
    window,
    amount,
    exact,
    ...(credit &&
      (credit.source === FACT_SOURCE
        ? { fact: credit.transaction }
        : {
            transaction: {
              source: credit.source,
              transaction: credit.transaction,
              line: credit.line,
              date: credit.date,
              credited: credit.amount,
            },
          })),
    ...(adjustment && { adjustment }),
  };
}
