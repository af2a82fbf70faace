import { z } from "zod";
import { comparisonSchema, differenceSchema } from "../../comparison/schemas.ts";

/** The next tier of a component, as `NextTier`. */
export const nextTierSchema = z.object({
  node: z.string(),
  label: z.string(),
  reached: z.string(),
  edge: z.string(),
  missing: z.string(),
  rateNow: z.string(),
  rateThen: z.string(),
});

const { changes } = comparisonSchema.shape;

export const statementChangesSchema = z.object({
  next: z.array(nextTierSchema),
  /** The published calculation with which the statement is compared; null: it is the first. */
  before: z.object({ calculation: z.number().int(), inputChange: z.number().int() }).nullable(),
  /** How the statement differs from it; null: in nothing. */
  difference: differenceSchema.nullable(),
  /** Which inputs of the company changed in between, counted. */
  changed: z.array(changes.unwrap().element.omit({ examples: true })),
});
