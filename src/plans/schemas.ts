import { z } from "zod";
import type { Plan } from "./plan.ts";

/** One version of a plan as the API shows it: the document itself and its hash. */
export const planVersionSchema = z.object({
  set: z.string(),
  plan: z.string(),
  version: z.string(),
  hash: z.string(),
  change: z.number().int(),
  document: z.custom<Plan>().meta({ type: "object", description: "As /api/plan.schema.json says" }),
});
