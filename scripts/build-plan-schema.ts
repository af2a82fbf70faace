import { writeFileSync } from "node:fs";
import { planSchemaText } from "../src/plans/shape.ts";

/** Writes docs/plan.schema.json from the plan's shape: `node scripts/build-plan-schema.ts`. */
writeFileSync(new URL("../docs/plan.schema.json", import.meta.url), planSchemaText());
