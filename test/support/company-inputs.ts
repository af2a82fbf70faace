import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCompanyFolder } from "../../src/app/files/company-folder.ts";
import { assembleInputs } from "../../src/compensation/assemble.ts";
import type { Inputs } from "../../src/compensation/engine.ts";
import type { Problem } from "../../src/table/problem.ts";
import { writeFiles } from "./small-company.ts";

/** What the engine reads of a company folder that is given as texts by path, and all that is wrong with it. */
export async function companyInputs(
  files: ReadonlyMap<string, string>,
): Promise<{ readonly inputs: Inputs; readonly problems: readonly Problem[] }> {
  const folder = mkdtempSync(join(tmpdir(), "attain-company-"));
  try {
    writeFiles(folder, Object.fromEntries(files));
    const { company, rows, plans, problems } = await readCompanyFolder(folder);
    const assembled = assembleInputs(company, rows, plans);
    return { inputs: assembled.inputs, problems: [...problems, ...assembled.problems] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
