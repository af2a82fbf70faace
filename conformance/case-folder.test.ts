import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readCompanyFolder } from "../src/app/files/company-folder.ts";
import { assembleInputs } from "../src/compensation/assemble.ts";
import type { Inputs } from "../src/compensation/inputs.ts";
import { CALCULATIONS, type Result } from "./calculations.ts";

/** Cases that are company folders: every line and finding of every statement is as expected-lines.csv and expected-findings.csv say. */
const CASES = new URL("cases/", import.meta.url);
const folders = readdirSync(CASES)
  .filter((name) => existsSync(new URL(`${name}/company.json`, CASES)))
  .sort();

describe.each(CALCULATIONS)("company folders by the $name", ({ calculate }) => {
  test.each(folders)("%s", async (name) => {
    const folder = new URL(`${name}/`, CASES);
    const result = calculate(await inputsOf(folder));
    expect(linesOf(result)).toEqual(rowsOf(folder, "expected-lines.csv"));
    expect(findingsOf(result)).toEqual(rowsOf(folder, "expected-findings.csv"));
  });
});

async function inputsOf(folder: URL): Promise<Inputs> {
  const { company, rows, plans, problems } = await readCompanyFolder(fileURLToPath(folder));
  const ours = problems.filter(({ file }) => !/^(README|expected-)/.test(file));
  const assembled = assembleInputs(company, rows, plans);
  expect([...ours, ...assembled.problems]).toEqual([]);
  return assembled.inputs;
}

/** The rows of a CSV file without its header; none when there is no such file. No cell of ours has commas. */
function rowsOf(folder: URL, file: string): string[] {
  const place = new URL(file, folder);
  return existsSync(place) ? readFileSync(place, "utf8").trim().split("\n").slice(1) : [];
}

/** Lines that pay nothing because of a finding are left out with it. */
function linesOf({ statements }: Result): string[] {
  const paying = statements.filter(({ findings }) => findings.length === 0);
  return paying.flatMap(({ participant, period, lines }) =>
    lines.map(({ component, credit, adjustment, amount }) =>
      [participant, period, component, credit?.transaction ?? "", adjustment ?? "", amount].join(","),
    ),
  );
}

function findingsOf({ findings }: Result): string[] {
  return [...new Set(findings.map(({ participant = "", code }) => `${participant},${code}`))].sort();
}
