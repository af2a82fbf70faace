import { readFileSync, writeFileSync } from "node:fs";
import { tablesInMarkdown, TABLES_BEGIN, TABLES_END } from "../src/company/describe-tables.ts";
import { companySchemaText, mappingSchemaText } from "../src/mapping/schema.ts";

/** Writes docs/mapping.schema.json, docs/company.schema.json and the tables of docs/company-folder.md from the code: `node scripts/build-file-docs.ts`. */
writeFileSync(new URL("../docs/mapping.schema.json", import.meta.url), mappingSchemaText());
writeFileSync(new URL("../docs/company.schema.json", import.meta.url), companySchemaText());
const page = new URL("../docs/company-folder.md", import.meta.url);
const [before = "", rest = ""] = readFileSync(page, "utf8").split(TABLES_BEGIN);
const [, after = ""] = rest.split(TABLES_END);
writeFileSync(page, `${before}${TABLES_BEGIN}\n${tablesInMarkdown()}${TABLES_END}${after}`);
