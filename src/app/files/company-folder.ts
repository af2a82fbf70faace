import { idlePlanAssignments, plansTakingListed, takesListed } from "../../company/check-plan-assignments.ts";
import { checkRows } from "../../company/check-rows.ts";
import type { CompanyDocument } from "../../company/document.ts";
import type { Plan } from "../../plans/plan.ts";
import type { Problem } from "../../table/problem.ts";
import type { PlacedRow, RowsByTable } from "../../table/row.ts";
import { FileRefusal } from "./file-refusal.ts";
import { findInputs, type InputRequest } from "./inputs.ts";
import { NO_PLANS, readPlans } from "./plan-files.ts";

/** All inputs of a company as read from files. `problems` are rows, files and plans left out; with any of them the inputs are incomplete, and without a whole file they are empty. */
export type CompanyFolder = {
  readonly company: CompanyDocument;
  /** Checked rows: references are ids, quotas have their end, custom calendars stand in `windows`. */
  readonly rows: RowsByTable;
  readonly plans: readonly Plan[];
  readonly problems: readonly Problem[];
  /** What is doubtful in plans that were taken. */
  readonly warnings: readonly Problem[];
};

/** Reads a company folder (docs/company-folder.md) into memory. Throws FileRefusal when company.json is missing or wrong. */
export async function readCompanyFolder(folder: string, signal?: AbortSignal): Promise<CompanyFolder> {
  return readCompany({ paths: [folder], ...(signal && { options: { signal } }) });
}

/** Reads everything that a request names, through its mapping if it has one, into memory. Throws FileRefusal where nothing can be read. */
export async function readCompany(request: InputRequest): Promise<CompanyFolder> {
  const inputs = await findInputs(request);
  const company = inputs.company ?? request.company;
  if (!company) throw new RangeError("findInputs gives a company or refuses");
  const problems: Problem[] = [...inputs.problems];
  const placed = new Map<string, PlacedRow[]>([["windows", company.windows.map((row) => ({ row, file: "company.json", line: 1 }))]]);
  let unread = false;
  for (const source of inputs.sources) {
    const rows = placed.get(source.table.name) ?? [];
    placed.set(source.table.name, rows);
    try {
      for await (const batch of (await source.open()).batches) {
        for (const { row, line } of batch.rows) rows.push({ row, file: source.file, line });
        for (const rejected of batch.rejected) problems.push(...rejected.problems);
      }
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
      problems.push(...error.problems);
      unread = true;
    }
  }
  // Without a whole file, what refers to it would be reported a thousand times over.
  if (unread) return { company: company.document, rows: new Map(), plans: [], problems, warnings: [] };
  const checked = checkRows(placed, company.document);
  const rows: RowsByTable = new Map([...checked.rows].map(([table, list]) => [table, list.map(({ row }) => row)]));
  const plans = inputs.plansFolder === null ? NO_PLANS : await readPlans(inputs.plansFolder, company.document, rows);
  // A plan that was refused is reported itself.
  const stray =
    plans.problems.length > 0
      ? []
      : idlePlanAssignments(
          checked.rows.get("plan-assignments") ?? [],
          plansTakingListed(plans.plans.map((plan) => ({ plan: plan.plan, takes: takesListed(plan) }))),
        );
  return {
    company: company.document,
    rows,
    plans: plans.plans,
    problems: [...problems, ...checked.problems, ...plans.problems, ...stray],
    warnings: plans.warnings,
  };
}
