import { readFileSync, writeFileSync } from "node:fs";
import { buildParserFile } from "@lezer/generator";

const SOURCE = new URL("../src/formula/formula.grammar", import.meta.url);
const TARGET = new URL("../src/formula/parser.generated.ts", import.meta.url);

/** The TypeScript of the parser that the grammar describes, as committed in src/formula/parser.generated.ts. */
export function generatedParser(): string {
  const { parser } = buildParserFile(readFileSync(SOURCE, "utf8"), {
    fileName: "formula.grammar",
    typeScript: true,
    warn(message) {
      throw new Error(message);
    },
  });
  return parser;
}

if (import.meta.main) writeFileSync(TARGET, generatedParser());
