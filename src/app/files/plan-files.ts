import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CompanyDocument } from "../../company/document.ts";
import { parseJson } from "../../company/json.ts";
import type { Plan } from "../../plans/plan.ts";
import { parsePlan } from "../../plans/validate.ts";
import type { Problem } from "../../table/problem.ts";
import type { Row, RowsByTable } from "../../table/row.ts";
import { fileProblem } from "./file-refusal.ts";

/** The plans of a folder's *.json files, checked against the company and each other; a folder that does not exist has none. */
export async function readPlans(
  folder: string,
  company: CompanyDocument,
  rows: RowsByTable,
): Promise<{ readonly plans: readonly Plan[]; readonly problems: readonly Problem[] }> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json")).sort();
  const plans: Plan[] = [];
  const problems: Problem[] = [];
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
    if (result.ok) plans.push(result.plan);
    else
      problems.push(
        ...result.problems
          .filter(({ severity }) => severity === "error")
          .map((problem) => ({ ...fileProblem(file, "invalid-document", problem.message, problem.fix), column: problem.path })),
      );
  }
  return { plans, problems };
}

function namesIn(rows: readonly Row[] | undefined, column: string): ReadonlySet<string> {
  return new Set((rows ?? []).flatMap((row) => row.get(column) ?? []).map(String));
}
