import type { Calculation } from "../engine.ts";
import type { PresentCalculation, Told } from "../present.ts";
import { countReasons, previewOwners, rowsOf } from "./preview.ts";
import { CREDITED_REASONS, OPEN_REASONS, UNPAID_REASONS } from "./reasons.ts";
import type { NewOwners } from "./reassigned.ts";
import type { Reasoned } from "./reasoned.ts";
import type { OwnershipPreview, TransactionKey } from "./schemas.ts";
import { unpaidReasons } from "./unpaid.ts";

export type ToldCounts = { readonly transactions: number; readonly reasons: OwnershipPreview["still"] };
/** The query's own words; undefined: all. */
export type AskedOfWorklist = {
  readonly reason?: string | undefined;
  readonly credited?: string | undefined;
  readonly open?: string | undefined;
};
export type AskedOfOwners = { readonly transactions: readonly TransactionKey[]; readonly owners: NewOwners };

/** Asks a company's present calculation, always the latest; undefined while there is no plan. Throws the problem "being-calculated". */
export type PresentWorklist = {
  readonly counts: (companyId: number) => Promise<Told<ToldCounts> | undefined>;
  readonly rows: (companyId: number, asked: AskedOfWorklist) => Promise<Told<Reasoned> | undefined>;
  readonly owners: (companyId: number, asked: AskedOfOwners) => Promise<Told<OwnershipPreview | undefined> | undefined>;
};

/** Reasons by transaction, worked out once a calculation. */
const known = new WeakMap<Calculation, Uint8Array>();

function reasonsOf({ calculation }: PresentCalculation): Uint8Array {
  const found = known.get(calculation) ?? unpaidReasons(calculation);
  known.set(calculation, found);
  return found;
}

export function presentCounts(present: PresentCalculation): ToldCounts {
  return { transactions: present.prepared.inputs.transactions.count, reasons: countReasons(reasonsOf(present)) };
}

/** The transactions of the worklist, as few as the filter lets one tell. */
export function presentRows(present: PresentCalculation, wanted: AskedOfWorklist): Reasoned {
  const ids: number[] = [];
  const codes: number[] = [];
  const reasons = reasonsOf(present);
  const isWanted = UNPAID_REASONS.map(
    (reason) =>
      (wanted.reason === undefined || wanted.reason === reason) &&
      (wanted.credited === undefined || wanted.credited === String(CREDITED_REASONS.has(reason))) &&
      (wanted.open === undefined || wanted.open === String(OPEN_REASONS.has(reason))),
  );
  for (let row = 0; row < reasons.length; row++) {
    const code = reasons[row] ?? 0;
    if (!isWanted[code - 1]) continue;
    ids.push(present.transactionIds[row] ?? 0);
    codes.push(code);
  }
  return { ids, codes };
}

/** What new owners would change; undefined where some of the transactions are not there. */
export function ownersOf(present: PresentCalculation, { transactions, owners }: AskedOfOwners): OwnershipPreview | undefined {
  const rows = rowsOf(present.prepared, transactions);
  return rows.size < transactions.length ? undefined : previewOwners(present, rows, owners);
}
