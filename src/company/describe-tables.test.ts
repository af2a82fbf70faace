import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { tablesInMarkdown, TABLES_BEGIN, TABLES_END } from "./describe-tables.ts";

test("docs/company-folder.md describes every table as it is (else run: node scripts/build-file-docs.ts)", () => {
  const page = readFileSync(new URL("../../docs/company-folder.md", import.meta.url), "utf8");
  expect(page.split(TABLES_BEGIN)[1]?.split(TABLES_END)[0]?.trim()).toBe(tablesInMarkdown().trim());
});
