import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readCompanyFolder } from "../src/app/files/company-folder.ts";
import { assembleInputs } from "../src/compensation/assemble.ts";
import { calculate, prepare, toStatement } from "../src/compensation/engine.ts";
import { formatProblem } from "../src/table/problem.ts";
import { ROOT } from "./support/program.ts";
import { writeFiles } from "./support/small-company.ts";

/** The pages of the tables: their examples are one company folder, and each refused row stands there with its words. */
const PAGES = ["people", "territories", "transactions", "quotas"].map((name) => readFileSync(`${ROOT}docs/${name}.md`, "utf8")).join("\n");
const EXAMPLE = Object.fromEntries(
  [...PAGES.matchAll(/^```(?:csv|json) (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = "", content = ""]) => [file, content]),
);
const REFUSED = [...PAGES.matchAll(/^\| `(\S+\.csv)` \| `(.+?)` \| `(.+?)` \|$/gm)].map(([, file = "", row = "", said = ""]) => [
  file,
  row,
  said,
]);

const root = mkdtempSync(join(tmpdir(), "attain-pages-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function read(name: string, changes: Readonly<Record<string, string>> = {}) {
  const folder = join(root, name);
  writeFiles(folder, { ...EXAMPLE, ...changes });
  const { company, rows, plans, problems } = await readCompanyFolder(folder);
  return { company, rows, plans, problems: problems.map(formatProblem) };
}

test("the example of the pages pays what they say", async () => {
  const { company, rows, plans, problems } = await read("example");
  expect(problems).toEqual([]);
  const calculation = calculate(prepare(assembleInputs(company, rows, plans).inputs), { set: "default" });
  const rowsOfPage = calculation.statements
    .map((head) => toStatement(calculation, head))
    .map(({ participant, measures: [sales], totals }) => [participant, sales?.amount, sales?.attainmentPercent, totals.amount]);
  expect(rowsOfPage).toEqual(
    [...PAGES.matchAll(/^\| `(\w+)` \| .* = ([\d.]+) \| [\d,]+ \| ([\d.]+) % \| .*: ([\d.]+) \|$/gm)].map((match) => match.slice(1)),
  );
  expect(rowsOfPage.length).toBe(2);
});

test.each(REFUSED)("%s: %s", async (file, row, said) => {
  const { problems } = await read(`refused-${file}-${row.replaceAll(/\W/g, "")}`, { [file]: `${EXAMPLE[file]}${row}\n` });
  expect(problems.join("\n")).toContain(said);
  expect(problems.length).toBeLessThanOrEqual(2);
});

test("every page has rows that are refused", () => expect(REFUSED.length).toBe(30));
