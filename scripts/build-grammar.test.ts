import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generatedParser } from "./build-grammar.ts";

test("src/formula/parser.generated.ts is what formula.grammar gives (else run: node scripts/build-grammar.ts)", () => {
  expect(readFileSync(new URL("../src/formula/parser.generated.ts", import.meta.url), "utf8")).toBe(generatedParser());
});
