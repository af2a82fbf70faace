import { z } from "zod";
import { MEASURE_UNITS } from "../../plans/measures.ts";
import { FINDING_CODES } from "../statements/statement.ts";

const pointSchema = z.object({
  percent: z.string().meta({ description: "Of the reference, in percent" }),
  value: z.string().meta({ description: "Of the measure, over the whole window" }),
  pay: z.string().meta({ description: "What the component pays for it over the whole window" }),
});

/** A component's curve as the API gives it. Values and money are decimal text. */
const curveSchema = z.object({
  component: z.string(),
  label: z.string(),
  kind: z.string(),
  measure: z.string(),
  unit: z.enum(MEASURE_UNITS),
  currency: z.string(),
  window: z.string(),
  quota: z.string().nullable(),
  reference: z.string().meta({ description: "What 100 % stands for: the quota, or without one an amount to draw to" }),
  points: z.array(pointSchema).readonly().meta({ description: "Between two points pay runs straight" }),
  cliffs: z
    .array(pointSchema.extend({ before: z.string(), jump: z.string() }))
    .readonly()
    .meta({ description: "Where pay jumps, with the size of the jump" }),
  examples: z.array(pointSchema).readonly().meta({ description: "At 80, 100 and 130 % of the reference" }),
  gate: z.string().nullable().meta({ description: "Another measure whose gate is taken as reached" }),
  byDeal: z.boolean().meta({ description: "Whether the number of deals moves the pay" }),
  findings: z
    .array(z.object({ code: z.enum(FINDING_CODES), message: z.string(), fix: z.string() }))
    .readonly()
    .meta({ description: "Why there is no curve" }),
});

export const curvesSchema = z.object({
  set: z.string(),
  plan: z.string(),
  version: z.string(),
  day: z.string().meta({ description: "The window that holds this day is drawn" }),
  participant: z.string().nullable(),
  position: z.string().nullable(),
  curves: z.array(curveSchema),
});
