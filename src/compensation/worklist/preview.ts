import { calculate, prepare } from "../engine.ts";
import type { PreparedInputs } from "../engine.ts";
import type { PresentCalculation } from "../present.ts";
import { textAt } from "../crediting/split-parts.ts";
import { creditedAmounts, creditMoves, paidAmounts, payMoves } from "./credited.ts";
import { CREDITED_REASONS, OPEN_REASONS, reasonOf, UNPAID_REASONS } from "./reasons.ts";
import { type NewOwners, reassigned } from "./reassigned.ts";
import type { OwnershipPreview, TransactionKey } from "./schemas.ts";
import { unpaidReasons } from "./unpaid.ts";

/** How many transactions stand on the worklist by reason, in the order of the reasons; `rows`: only of these. */
export function countReasons(reasons: Uint8Array, rows?: ReadonlySet<number>): OwnershipPreview["still"] {
  const counts = new Uint32Array(UNPAID_REASONS.length + 1);
  if (rows) for (const row of rows) counts[reasons[row]!]! += 1;
  else for (const code of reasons) counts[code]! += 1;
  return [...counts].flatMap((transactions, code) => {
    const reason = reasonOf(code);
    return reason && transactions > 0
      ? [{ reason, credited: CREDITED_REASONS.has(reason), open: OPEN_REASONS.has(reason), transactions }]
      : [];
  });
}

/** The places of transactions in the columns; those that are not there are left out. */
export function rowsOf({ inputs: { transactions } }: PreparedInputs, keys: readonly TransactionKey[]): Set<number> {
  const keyOf = (source: string, transaction: string, line: string): string => JSON.stringify([source, transaction, line]);
  const wanted = new Set(keys.map(({ source, transaction, line }) => keyOf(source, transaction, line)));
  const names = new Set(keys.map(({ transaction }) => transactions.transaction.dictionary.indexOf(transaction)));
  const rows = new Set<number>();
  for (let row = 0; row < transactions.count; row++) {
    if (!names.has(transactions.transaction.codes[row]!)) continue;
    const key = keyOf(textAt(transactions.source, row), textAt(transactions.transaction, row), textAt(transactions.line, row));
    if (wanted.has(key)) rows.add(row);
  }
  return rows;
}

/** What new owners of the transactions `rows` would change: worked out by the engine on the changed inputs, and written nowhere. */
export function previewOwners(
  { set, inputChange, prepared, calculation }: PresentCalculation,
  rows: ReadonlySet<number>,
  owners: NewOwners,
): OwnershipPreview {
  const { inputs } = prepared;
  const changed = calculate(prepare(reassigned(inputs, rows, owners)), { set });
  const credits = creditMoves(creditedAmounts(calculation, rows), creditedAmounts(changed, rows));
  const people = new Set(credits.map(({ participant }) => participant));
  const named = <T extends { readonly participant: string }>(each: T) => ({
    ...each,
    name: inputs.participants.get(each.participant)?.name ?? each.participant,
  });
  return {
    inputChange,
    transactions: rows.size,
    people: people.size,
    credits: credits.map(named),
    pay: payMoves(paidAmounts(calculation, people), paidAmounts(changed, people)).map(named),
    still: countReasons(unpaidReasons(changed), rows),
  };
}
