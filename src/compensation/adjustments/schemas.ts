import { z } from "zod";

/** What is asked for: pay given or taken on the statement of a period, which its name and first day tell. */
export const newAdjustmentSchema = z.object({
  participant: z.string().min(1).max(200),
  set: z.string().min(1).max(200).default("default"),
  period: z.string().min(1).max(200),
  from: z.iso.date(),
  amount: z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/, "an amount such as -12.50"),
  currency: z.string().length(3).nullable().default(null),
  reason: z.string().trim().min(1, "Say why: it stands on the statement").max(500),
});
export type NewAdjustment = z.infer<typeof newAdjustmentSchema>;
