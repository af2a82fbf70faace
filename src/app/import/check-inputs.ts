import { sql } from "kysely";
import { idlePlanAssignments, plansTakingListed, takesListed } from "../../company/check-plan-assignments.ts";
import { checkRows } from "../../company/check-rows.ts";
import type { CompanyDocument } from "../../company/document.ts";
import { References } from "../../company/references.ts";
import { TABLES } from "../../company/tables.ts";
import type { Plan } from "../../plans/plan.ts";
import { planAssignments } from "../../plans/tables.ts";
import type { Problem } from "../../table/problem.ts";
import type { PlacedRow } from "../../table/row.ts";
import type { Store, Transaction } from "../database/store.ts";
import { NO_PLANS, readPlans } from "../files/plan-files.ts";
import { knownRows } from "./known-rows.ts";
import { type Inputs, replacedTables } from "../files/inputs.ts";
import { FileRefusal, fileProblem } from "../files/file-refusal.ts";
import { isStaged, type ReadRows } from "./read-rows.ts";
import { type Rejection, rejectionOf } from "./rejections.ts";

/** The rows of the files, checked against each other and against the database as it was at `changeNumber`. */
export type CheckedInputs = {
  readonly changeNumber: number;
  /** Rows to be written, by table. */
  readonly rows: ReadonlyMap<string, readonly PlacedRow[]>;
  readonly plans: readonly Plan[];
  readonly problems: readonly Problem[];
  /** What is doubtful in plans that were taken. */
  readonly warnings: readonly Problem[];
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
export async function checkInputs(
  store: Store,
  companyId: number,
  company: CompanyDocument,
  { placed: read, rejections }: ReadRows,
  inputs: Inputs,
): Promise<CheckedInputs> {
  const placed = new Map<string, PlacedRow[]>();
  const whole = replacedTables(inputs);
  const changeNumber = await store.system(async (tx) => {
    // The number is read first: a change that comes in between makes it old, never too new.
    const number = await lastChange(tx, companyId);
    for (const table of TABLES) {
      if (isStaged(table.name)) continue;
      const known = whole.has(table.name) ? [] : await knownRows(tx, companyId, table, company.attributes);
      placed.set(table.name, [...known.map((row) => ({ row, file: "", line: 0 })), ...(read.get(table.name) ?? [])]);
    }
    return number;
  });
  const checked = checkRows(placed, company);
  const references = new References();
  for (const table of TABLES) {
    // A known row whose new version is refused stays as it is, and may be referred to.
    const known = (placed.get(table.name) ?? []).filter(({ line }) => line === 0);
    references.replace(
      table,
      [...(checked.rows.get(table.name) ?? []), ...known].map(({ row }) => row),
    );
  }
  const all = new Map([...checked.rows].map(([table, list]) => [table, list.map(({ row }) => row)]));
  references.nameSeats(all.get("people") ?? [], all.get("assignments") ?? []);
  const plans = inputs.plansFolder === null ? NO_PLANS : await readPlans(inputs.plansFolder, company, all);
  const rows = new Map([...checked.rows].map(([table, list]) => [table, list.filter(({ line }) => line > 0)]));
  const listed = rows.get(planAssignments.name) ?? [];
  const stray =
    listed.length === 0 || plans.problems.length > 0 ? [] : idlePlanAssignments(listed, await plansOf(store, companyId, plans.plans));
  const strayLines = new Set(stray.map(({ file, line }) => `${file}:${line}`));
  rows.set(
    planAssignments.name,
    listed.filter(({ file, line }) => !strayLines.has(`${file}:${line}`)),
  );
  const problems = [...checked.problems.filter(({ line }) => line > 0), ...plans.problems, ...stray];
  refuseReplacing(inputs, [...rejections, ...problems.map(rejectionOf)]);
  return { changeNumber, rows, plans: plans.plans, problems, warnings: plans.warnings, references };
}

/** The plans of the files, and those versions of the database that they do not replace. */
async function plansOf(store: Store, companyId: number, plans: readonly Plan[]): Promise<ReadonlyMap<string, boolean>> {
  const known = await store.system((tx) =>
    tx
      .selectFrom("plans")
      .select(["set", "plan", "version", sql<boolean>`document @? '$.assigned[*] ? (@.listed == true)'`.as("takes")])
      .where("company_id", "=", companyId)
      .execute(),
  );
  const kept = known.filter(
    (old) => !plans.some(({ set, plan, version }) => set === old.set && plan === old.plan && version === old.version),
  );
  return plansTakingListed([...kept, ...plans.map((plan) => ({ plan: plan.plan, takes: takesListed(plan) }))]);
}

/** A table is replaced by files of which every row is taken, or not at all: a row that is refused would otherwise be removed. */
function refuseReplacing(inputs: Inputs, rejections: readonly Rejection[]): void {
  const files = new Set(inputs.sources.flatMap(({ mode, file }) => (mode === "replace" ? [file] : [])));
  const refused = rejections.filter(({ file }) => files.has(file));
  if (refused.length === 0) return;
  const places = refused
    .slice(0, PLACES_MAX)
    .map(({ file, line, column, value, reason }) => `${file}:${line}: ${column} ${JSON.stringify(value)} ${reason}`);
  const more = refused.length > PLACES_MAX ? [`and ${refused.length - PLACES_MAX} more`] : [];
  throw new FileRefusal(
    fileProblem(
      [...files].join(", "),
      "invalid-document",
      `is to replace what was imported before, but has rows that cannot be taken; nothing was imported:\n${[...places, ...more].join("\n")}`,
      "\nCorrect them, or import without replacing",
    ),
  );
}

const PLACES_MAX = 100;
