import { z } from "zod";

/** One version of a plan as the API shows it: the document itself and its hash. */
export const planVersionSchema = z.object({
  set: z.string(),
  plan: z.string(),
  version: z.string(),
  hash: z.string(),
  change: z.number().int(),
  document: z.record(z.string(), z.unknown()),
});
