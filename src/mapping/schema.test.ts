import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { companySchemaText, mappingSchemaText } from "./schema.ts";

test.each([
  ["mapping", mappingSchemaText()],
  ["company", companySchemaText()],
])("docs/%s.schema.json is up to date (else run: node scripts/build-file-docs.ts)", (name, text) => {
  expect(readFileSync(new URL(`../../docs/${name}.schema.json`, import.meta.url), "utf8")).toBe(text);
});
