import { readFile } from "node:fs/promises";
import { type ReadCompany, readCompanyDocument } from "../../company/document.ts";
import { parseJson } from "../../company/json.ts";
import { fileProblem, FileRefusal } from "./file-refusal.ts";

/** Reads company.json. Throws FileRefusal that names everything that is wrong. */
export async function readCompanyFile(path: string, file: string): Promise<ReadCompany> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new FileRefusal(
      fileProblem(
        file,
        "not-readable",
        "cannot be read",
        'A company folder has a company.json with at least {"name": "…", "currency": "USD"}',
      ),
    );
  });
  const json = parseJson(text);
  if (!json.ok) throw new FileRefusal(fileProblem(file, "invalid-document", json.reason, json.fix, json.line));
  const read = readCompanyDocument(json.value);
  if (!read.ok)
    throw new FileRefusal(
      ...read.problems.map((problem) => ({ ...fileProblem(file, "invalid-document", problem.message, problem.fix), column: problem.path })),
    );
  return read.company;
}
