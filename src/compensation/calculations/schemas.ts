import { z } from "zod";
import { CALCULATION_STATES } from "./states.ts";
import { findingSchema } from "../statements/schemas.ts";

export const plansShape = z.array(z.object({ plan: z.string(), version: z.string() }));

/** A calculation as the API shows it. `period` is a period's name, or "*" for all of them. */
export const calculationSchema = z.object({
  calculation: z.number().int(),
  set: z.string(),
  period: z.string(),
  state: z.enum(CALCULATION_STATES),
  calculatedAt: z.string(),
  inputChange: z.number().int(),
  engineVersion: z.string(),
  plans: plansShape,
  statements: z.number().int(),
  error: z.string().nullable(),
});

/** Findings of one kind: how many, and the first of them. */
export const findingGroupSchema = z.object({
  code: findingSchema.shape.code,
  blocking: z.boolean(),
  count: z.number().int(),
  findings: z.array(findingSchema).readonly(),
});

export const calculationPageSchema = calculationSchema.extend({
  publishedChange: z.number().int().nullable(),
  totals: z.array(z.object({ currency: z.string(), amount: z.string(), statements: z.number().int() })).readonly(),
  /** Of transactions: all, those that credited somebody, those without owner. */
  transactions: z.object({ count: z.number().int(), credited: z.number().int(), withoutOwner: z.number().int() }).nullable(),
  blocking: z.number().int(),
  findings: z.array(findingGroupSchema).readonly(),
  /** Inputs that changed after the calculation's data, by table: the calculation does not know of them. */
  later: z.array(z.object({ table: z.string(), rows: z.number().int() })).readonly(),
});
