import { sql } from "kysely";
import { checkRows } from "../../company/check-rows.ts";
import type { CompanyDocument } from "../../company/document.ts";
import { References } from "../../company/references.ts";
import { TABLES } from "../../company/tables.ts";
import type { Plan } from "../../plans/plan.ts";
import type { Problem } from "../../table/problem.ts";
import type { PlacedRow } from "../../table/row.ts";
import type { Store, Transaction } from "../database/store.ts";
import { readPlans } from "../files/plan-files.ts";
import { knownRows } from "./known-rows.ts";
import { isStaged } from "./read-rows.ts";

/** The rows of the files, checked against each other and against the database as it was at `changeNumber`. */
export type CheckedInputs = {
  readonly changeNumber: number;
  /** Rows to be written, by table. */
  readonly rows: ReadonlyMap<string, readonly PlacedRow[]>;
  readonly plans: readonly Plan[];
  readonly problems: readonly Problem[];
  /** What transactions and splits may refer to. */
  readonly references: References;
};

/** The company's last change: what was read is still so while it stays the same. */
export async function lastChange(tx: Transaction, companyId: number): Promise<number> {
  const { last } = await tx
    .selectFrom("changes")
    .select((e) => e.fn.coalesce(e.fn.max("change_number"), sql<number>`0::bigint`).as("last"))
    .where("company_id", "=", companyId)
    .executeTakeFirstOrThrow();
  return last;
}

/** A row from the database has line 0: a row of a file with the same key takes its place. */
export async function checkInputs(store: Store, companyId: number, company: CompanyDocument, read: ReadonlyMap<string, readonly PlacedRow[]>, plansFolder: string | null): Promise<CheckedInputs> {
  const placed = new Map<string, PlacedRow[]>();
  const changeNumber = await store.system(async (tx) => {
    // The number is read first: a change that comes in between makes it old, never too new.
    const number = await lastChange(tx, companyId);
    for (const table of TABLES) {
      if (isStaged(table.name)) continue;
      const known = await knownRows(tx, companyId, table, company.attributes);
      placed.set(table.name, [...known.map((row) => ({ row, file: "", line: 0 })), ...(read.get(table.name) ?? [])]);
    }
    return number;
  });
  const checked = checkRows(placed, company);
  const references = new References();
  for (const table of TABLES) {
    // A known row whose new version is refused stays as it is, and may be referred to.
    const known = (placed.get(table.name) ?? []).filter(({ line }) => line === 0);
    references.replace(table, [...(checked.rows.get(table.name) ?? []), ...known].map(({ row }) => row));
  }
  const all = new Map([...checked.rows].map(([table, list]) => [table, list.map(({ row }) => row)]));
  const plans = plansFolder === null ? { plans: [], problems: [] } : await readPlans(plansFolder, company, all);
  const rows = new Map([...checked.rows].map(([table, list]) => [table, list.filter(({ line }) => line > 0)]));
  return { changeNumber, rows, plans: plans.plans, problems: [...checked.problems.filter(({ line }) => line > 0), ...plans.problems], references };
}
