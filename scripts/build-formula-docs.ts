import { readFileSync, writeFileSync } from "node:fs";
import { FUNCTIONS, signature } from "../src/formula/functions/table.ts";

const PAGE = new URL("../docs/formula.md", import.meta.url);
const START = "<!-- functions: written by node scripts/build-formula-docs.ts -->";
const END = "<!-- end of functions -->";

/** The page with its list of functions made anew from src/formula/functions/. */
export function pageWithFunctions(page: string): string {
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from === -1 || to < from) throw new Error(`docs/formula.md must hold the lines ${START} and ${END}`);
  const rows = [...FUNCTIONS.values()].map((definition) => {
    const examples = definition.examples.map(([formula, value]) => `\`${formula}\` is \`${value}\``).join("; ");
    return `- \`${signature(definition)}\`: ${definition.help}. ${examples}.`;
  });
  return [page.slice(0, from) + START, "", ...rows, "", page.slice(to)].join("\n");
}

export function readPage(): string {
  return readFileSync(PAGE, "utf8");
}

if (import.meta.main) writeFileSync(PAGE, pageWithFunctions(readPage()));
