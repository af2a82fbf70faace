import { permute } from "../../table/permute.ts";
import type { TransactionColumns } from "../../transactions/columns.ts";
import { transactionKey, transactionRows } from "../assemble-splits.ts";
import { textAt } from "../crediting/split-parts.ts";
import type { Inputs, SplitColumns } from "../inputs.ts";

/** Groups of inputs by which a difference in pay is explained, in the order in which they are named. */
export const INPUT_GROUPS = [
  "transactions",
  "splits",
  "quotas",
  "plans",
  "plan-assignments",
  "adjustments",
  "seats",
  "territories",
  "customers",
  "products",
  "company",
] as const;
export type InputGroup = (typeof INPUT_GROUPS)[number];

/**
 * The inputs before, with one group as it is after. Records that other groups may refer to (people, seats, customers, products,
 * territories) are there in both: one that exists only on the other side changes no pay until something refers to it.
 */
export function mixedInputs(before: Inputs, after: Inputs, group: InputGroup): Inputs {
  const from = (wanted: InputGroup): Inputs => (wanted === group ? after : before);
  const other = (wanted: InputGroup): Inputs => (wanted === group ? before : after);
  const transactions = from("transactions").transactions;
  const splits = from("splits");
  return {
    company: from("company").company,
    participants: both(other("seats").participants, from("seats").participants),
    positions: both(other("seats").positions, from("seats").positions),
    assignments: from("seats").assignments,
    reportingLines: from("seats").reportingLines,
    territories: both(other("territories").territories, from("territories").territories),
    territoryAssignments: from("territories").territoryAssignments,
    customers: both(other("customers").customers, from("customers").customers),
    products: both(other("products").products, from("products").products),
    quotas: from("quotas").quotas,
    plans: from("plans").plans,
    planAssignments: from("plan-assignments").planAssignments,
    adjustments: from("adjustments").adjustments,
    transactions,
    splits: splits.transactions === transactions ? splits.splits : splitsOn(transactions, splits),
  };
}

function both<T>(others: ReadonlyMap<string, T>, own: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...others, ...own]);
}

/** The splits on the same transactions of another list of them; those whose transaction is not on it are left out. */
function splitsOn(transactions: TransactionColumns, { splits, transactions: own }: Pick<Inputs, "splits" | "transactions">): SplitColumns {
  if (splits.count === 0) return splits;
  const rowOf = transactionRows(transactions);
  const kept: { readonly split: number; readonly row: number }[] = [];
  for (let split = 0; split < splits.count; split++) {
    const at = splits.transaction[split] ?? -1;
    const row = rowOf.get(transactionKey(textAt(own.source, at), textAt(own.transaction, at), textAt(own.line, at)));
    if (row !== undefined) kept.push({ split, row });
  }
  kept.sort((a, b) => a.row - b.row || a.split - b.split);
  const order = kept.map(({ split }) => split);
  return {
    count: kept.length,
    transaction: Int32Array.from(kept, ({ row }) => row),
    kind: permute(splits.kind, order),
    participant: permute(splits.participant, order),
    position: permute(splits.position, order),
    role: permute(splits.role, order),
    share: permute(splits.share, order),
  };
}
