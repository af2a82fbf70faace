import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompanyDocument } from "../../company/document.ts";
import { parseJson } from "../../company/json.ts";
import type { Plan } from "../../plans/plan.ts";
import type { PlanProblem } from "../../plans/problem.ts";
import { parsePlan } from "../../plans/validate.ts";
import type { Problem } from "../../table/problem.ts";
import type { Row, RowsByTable } from "../../table/row.ts";
import { fileProblem } from "./file-refusal.ts";

/** What a folder of plans gives: those that are taken, why the others are not, and what is doubtful in those that are. */
export type ReadPlans = { readonly plans: readonly Plan[]; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

export const NO_PLANS: ReadPlans = { plans: [], problems: [], warnings: [] };

/** The plans of a folder's *.json files, checked against the company and each other; a folder that does not exist has none. */
export async function readPlans(folder: string, company: CompanyDocument, rows: RowsByTable): Promise<ReadPlans> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json")).sort();
  const plans: Plan[] = [];
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  for (const name of names) {
    const file = `plans/${name}`;
    const json = parseJson(await readFile(join(folder, name), "utf8"));
    if (!json.ok) {
      problems.push(fileProblem(file, "invalid-document", json.reason, json.fix, json.line));
      continue;
    }
    const result = parsePlan(json.value, {
      attributes: company.attributes,
      calendars: namesIn(rows.get("windows"), "calendar"),
      positions: namesIn(rows.get("positions"), "position"),
      titles: namesIn(rows.get("positions"), "title"),
      quotas: namesIn(rows.get("quotas"), "measure"),
      others: plans,
    });
    const placed = ({ message, fix, path }: PlanProblem) => ({ ...fileProblem(file, "invalid-document", message, fix), column: path });
    if (result.ok) {
      plans.push(result.plan);
      warnings.push(...result.warnings.map((warning): Problem => ({ ...placed(warning), code: "plan-warning" })));
    } else problems.push(...result.problems.filter(({ severity }) => severity === "error").map(placed));
  }
  return { plans, problems, warnings };
}

function namesIn(rows: readonly Row[] | undefined, column: string): ReadonlySet<string> {
  return new Set((rows ?? []).flatMap((row) => row.get(column) ?? []).map(String));
}
