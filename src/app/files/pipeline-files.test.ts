import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { SMALL_COMPANY, writeFiles } from "../../../test/support/small-company.ts";
import { formatProblem } from "../../table/problem.ts";
import { readCompanyFolder } from "./company-folder.ts";

/** Stage history and activities: what is taken and what is refused, with the words. */
const root = mkdtempSync(join(tmpdir(), "attain-pipeline-"));
afterAll(() => rmSync(root, { recursive: true }));

const STAGES = "opportunity,stage,from,to\nO1,Discovery,2026-01-05,2026-02-01\n";
const ACTIVITIES = "activity,kind,date,owner,opportunity,minutes\nA1,call,2026-01-06,ann,O1,20\n";
let folders = 0;
async function read(stages: string, activities: string) {
  folders += 1;
  const folder = join(root, String(folders));
  writeFiles(folder, {
    ...SMALL_COMPANY,
    "opportunities.csv": "opportunity,stage,owner,opened\nO1,Proposal,ann,2026-01-05\n",
    "stage-history.csv": STAGES + stages,
    "activities.csv": ACTIVITIES + activities,
  });
  const { rows, problems } = await readCompanyFolder(folder);
  return { stages: rows.get("stage-history")?.length, activities: rows.get("activities")?.length, problems: problems.map(formatProblem) };
}

test("a deal goes from stage to stage, may pass one within a day, and is still in the last", async () => {
  expect(await read("O1,Demonstration,2026-02-01,2026-02-01\nO1,Proposal,2026-02-01,\n", "A2,email,2026-02-02,,,\n")).toEqual({
    stages: 3,
    activities: 2,
    problems: [],
  });
});

test.each([
  ["O1,Proposal,2026-01-20,\n", "", "overlaps stage-history.csv:2 of the same opportunity"],
  ["O1,Proposal,2026-03-01,2026-02-01\n", "", "is not after the first day"],
  ["O9,Proposal,2026-03-01,\n", "", "is not in opportunities"],
  ["", "A2,lunch,2026-02-02,ann,O1,60\n", "call, meeting, demo, email"],
  ["", "A2,call,2026-02-02,ann,O1,-5\n", "minutes"],
  ["", "A2,call,2026-02-02,zoe,O1,5\n", "is not in people"],
])("refused: %s%s", async (stages, activities, words) => {
  const { problems } = await read(stages, activities);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(words);
});
