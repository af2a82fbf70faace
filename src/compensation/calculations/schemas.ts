import { z } from "zod";

/** A calculation as the API lists it. `period` is a period's name, or "*" for all of them. */
export const calculationSchema = z.object({
  calculation: z.number().int(),
  set: z.string(),
  period: z.string(),
  state: z.enum(["draft", "running", "published", "superseded", "failed"]),
  calculatedAt: z.string(),
  inputChange: z.number().int(),
  engineVersion: z.string(),
  plans: z.array(z.object({ plan: z.string(), version: z.string() })),
  statements: z.number().int(),
  error: z.string().nullable(),
});

export const calculationListSchema = z.object({ items: z.array(calculationSchema), nextCursor: z.string().nullable() });
