import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { planSchemaText } from "./shape.ts";

test("docs/plan.schema.json is up to date (else run: node scripts/build-plan-schema.ts)", () => {
  expect(readFileSync(new URL("../../docs/plan.schema.json", import.meta.url), "utf8")).toBe(planSchemaText());
});
