import { z } from "zod";
import { FINDING_CODES } from "./statement.ts";

/** The parts of a statement as the API shows them; the same names as `Statement`. Money and sold amounts are decimal strings. */
export const measureSchema = z.object({
  name: z.string(),
  plan: z.string(),
  position: z.string(),
  window: z.string(),
  amount: z.string(),
  quota: z.string().nullable(),
  attainmentPercent: z.string().nullable(),
  credits: z.number().int(),
});

export const findingSchema = z.object({
  code: z.enum(FINDING_CODES),
  blocking: z.boolean(),
  message: z.string(),
  fix: z.string(),
  participant: z.string().optional(),
  position: z.string().optional(),
  plan: z.string().optional(),
  component: z.string().optional(),
  window: z.string().optional(),
  transaction: z.string().optional(),
});

export const statementRowSchema = z.object({
  set: z.string(),
  calculation: z.number().int(),
  state: z.enum(["draft", "published"]),
  participant: z.string(),
  name: z.string(),
  period: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  currency: z.string(),
  amount: z.string(),
  measures: z.array(measureSchema).readonly(),
  findings: z.array(findingSchema).readonly(),
  pay: z.record(z.string(), z.string()),
});

export const periodListSchema = z.object({
  items: z.array(z.object({ set: z.string(), period: z.string(), from: z.string(), to: z.string().nullable() })),
});

export const componentSchema = z.object({
  component: z.string(),
  label: z.string(),
  plan: z.string(),
  planName: z.string(),
  version: z.string(),
  clause: z.string().nullable(),
  /** Where and how its exact amounts become whole minor units; null: nothing of it is rounded. */
  rounding: z.object({ at: z.enum(["line", "window", "statement", "plan"]), mode: z.enum(["half-up", "half-even"]) }).nullable(),
  amount: z.string(),
  lines: z.number().int(),
});

export const statementPageSchema = statementRowSchema.extend({
  calculatedAt: z.string(),
  inputChange: z.number().int(),
  engineVersion: z.string(),
  components: z.array(componentSchema).readonly(),
});
