import { z } from "zod";
import { CAUSES } from "./comparison.ts";
import { INPUT_GROUPS } from "./mixed-inputs.ts";

/** A comparison as the API shows it; amounts are decimal strings of their currency. */
export const causeSchema = z.object({ cause: z.enum(CAUSES), amount: z.string() });

export const componentDifferenceSchema = z.object({
  component: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  difference: z.string(),
});

/** A statement that pays otherwise. */
export const differenceSchema = z.object({
  participant: z.string(),
  name: z.string(),
  period: z.string(),
  currency: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  difference: z.string(),
  components: z.array(componentDifferenceSchema).readonly(),
  causes: z.array(causeSchema).readonly(),
});

const changedTableSchema = z.object({
  group: z.enum(INPUT_GROUPS),
  table: z.string(),
  added: z.number().int(),
  changed: z.number().int(),
  voided: z.number().int(),
  examples: z.array(z.object({ key: z.string(), change: z.enum(["added", "changed", "voided"]) })).readonly(),
});

export const comparisonSchema = z.object({
  calculation: z.number().int(),
  set: z.string(),
  period: z.string(),
  inputChange: z.number().int(),
  before: z.array(z.object({ calculation: z.number().int(), period: z.string(), inputChange: z.number().int() })).readonly(),
  totals: z
    .array(
      z.object({
        currency: z.string(),
        before: z.string(),
        after: z.string(),
        difference: z.string(),
        statements: z.number().int(),
        changed: z.number().int(),
        people: z.number().int(),
        causes: z.array(causeSchema).readonly(),
      }),
    )
    .readonly(),
  changes: z.array(changedTableSchema).readonly(),
});

export const lineDifferencesSchema = z.object({
  items: z.array(
    z.object({
      component: z.string(),
      plan: z.string(),
      position: z.string(),
      window: z.string(),
      transaction: z.string().nullable(),
      line: z.string().nullable(),
      date: z.string().nullable(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      difference: z.string(),
    }),
  ),
});
