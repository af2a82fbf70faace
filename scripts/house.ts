// node scripts/house.ts: the checks of the house that no tool brings: import direction, purity, sizes, glossary, words, words of screens.
import { checkBareWords } from "./checks/bare-words.ts";
import { projectFiles, type Problem, type ProjectFile } from "./checks/files.ts";
import { checkGlossary } from "./checks/glossary.ts";
import { checkImports } from "./checks/imports.ts";
import { checkPurity } from "./checks/purity.ts";
import { checkSizes } from "./checks/sizes.ts";
import { checkWords } from "./checks/words.ts";
import { COMMANDS } from "../src/app/cli/commands.ts";
import { TABLES } from "../src/company/tables.ts";

const words = [
  ...TABLES.map((table) => ({ word: table.name, from: "a table of a company folder" })),
  ...COMMANDS.map((command) => ({ word: command.name, from: "a command" })),
];
const checks: readonly ((files: readonly ProjectFile[]) => Problem[])[] = [
  checkImports,
  checkPurity,
  checkSizes,
  checkWords,
  checkBareWords,
  (files) => checkGlossary(files, words),
];
const files = projectFiles();
const problems = checks.flatMap((check) => check(files));
for (const { path, line, message, warning } of problems)
  console.log(`${path}${line === undefined ? "" : `:${line}`}: ${warning ? "warning: " : ""}${message}`);
process.exitCode = problems.some((problem) => !problem.warning) ? 1 : 0;
