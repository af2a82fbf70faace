import { assembleInputs } from "../../compensation/assemble.ts";
import type { Inputs } from "../../compensation/engine.ts";
import type { CompanyDocument } from "../../company/document.ts";
import { TABLES } from "../../company/tables.ts";
import type { Plan } from "../../plans/plan.ts";
import { planShape } from "../../plans/shape.ts";
import type { Row } from "../../table/row.ts";
import { asOf } from "../database/as-of.ts";
import type { Store, Transaction } from "../database/store.ts";
import { readCompanyRow } from "../import/company-row.ts";
import { knownRows } from "../import/known-rows.ts";
import { loadSplits } from "./split-columns.ts";
import { loadTransactions } from "./transaction-columns.ts";

/** Which plan versions a calculation read, each with the hash of its content. */
export type PlanVersion = { readonly plan: string; readonly version: string; readonly hash: string };

export type LoadedInputs = {
  readonly inputs: Inputs;
  /** The database's id of each transaction row. */
  readonly transactionIds: Float64Array;
  /** Of the plan set. */
  readonly planVersions: readonly PlanVersion[];
};

/** Tables that the engine reads as rows; transactions and splits come as columns, the pipeline is not read. */
const ELSEWHERE = new Set(["transactions", "splits", "opportunities", "stage-history", "activities"]);
const ROW_TABLES = TABLES.filter(({ name }) => !ELSEWHERE.has(name));

/** What says who sits where with which attributes, quotas and plans. */
const SEAT_TABLES = new Set([
  "people",
  "participant-attributes",
  "positions",
  "position-attributes",
  "assignments",
  "quotas",
  "windows",
  "plan-assignments",
]);

/** The inputs without anything that is sold: who sits where and is on which plan, as known at a change number. */
export async function loadSeats(tx: Transaction, companyId: number, changeNumber: number): Promise<Inputs> {
  const company = await companyAt(tx, companyId, changeNumber);
  const rows = new Map<string, readonly Row[]>();
  for (const table of ROW_TABLES)
    if (SEAT_TABLES.has(table.name)) rows.set(table.name, await knownRows(tx, companyId, table, company.attributes, changeNumber));
  const stored = await loadPlans(tx, companyId, changeNumber);
  return assembleInputs(
    company,
    rows,
    stored.map(({ plan }) => plan),
  ).inputs;
}

async function companyAt(tx: Transaction, companyId: number, changeNumber: number): Promise<CompanyDocument> {
  const company = await readCompanyRow(tx, companyId, changeNumber);
  if (!company) throw new RangeError(`Company ${companyId} did not exist at change ${changeNumber}`);
  return company;
}

/** Everything that the engine reads, as it was known at a change number: the same number gives the same inputs, for ever. */
export async function loadInputs(
  store: Store,
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  set: string,
): Promise<LoadedInputs> {
  const company = await companyAt(tx, companyId, changeNumber);
  const rows = new Map<string, readonly Row[]>();
  for (const table of ROW_TABLES) rows.set(table.name, await knownRows(tx, companyId, table, company.attributes, changeNumber));
  const stored = await loadPlans(tx, companyId, changeNumber);
  const { inputs } = assembleInputs(
    company,
    rows,
    stored.map(({ plan }) => plan),
  );
  const transactions = await loadTransactions(store, tx, companyId, changeNumber, company.attributes, company.currency);
  const splits = await loadSplits(store, tx, companyId, changeNumber, transactions.ids, (party) => inputs.participants.has(party));
  return {
    inputs: { ...inputs, transactions: transactions.columns, splits },
    transactionIds: transactions.ids,
    planVersions: stored.filter(({ plan }) => plan.set === set).map(({ plan: { plan, version }, hash }) => ({ plan, version, hash })),
  };
}

/** The plans of all sets: whether a quota without currency is money hangs on every plan that reads it. */
async function loadPlans(
  tx: Transaction,
  companyId: number,
  changeNumber: number,
): Promise<{ readonly plan: Plan; readonly hash: string }[]> {
  const found = await tx
    .selectFrom(asOf("plans", companyId, changeNumber).as("plans"))
    .select(["document", "hash"])
    .orderBy("set")
    .orderBy("plan")
    .orderBy("version")
    .execute();
  return found.map(({ document, hash }) => ({ plan: planShape.parse(document), hash }));
}
