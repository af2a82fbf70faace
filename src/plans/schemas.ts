import { z } from "zod";
import type { Plan } from "./plan.ts";

const documentSchema = z.custom<Plan>().meta({ type: "object", description: "As /api/plan.schema.json says" });

/** One version of a plan as the API shows it: the document itself, its hash and its formulas in words. */
export const planVersionSchema = z.object({
  set: z.string(),
  plan: z.string(),
  version: z.string(),
  hash: z.string(),
  change: z.number().int(),
  document: documentSchema,
  words: z.record(z.string(), z.string()).meta({ description: "Each formula in plain words, by its path such as components[0].rate" }),
  versions: z
    .array(z.object({ version: z.string(), from: z.string(), to: z.string().nullable(), change: z.number().int() }))
    .meta({ description: "All versions of the plan in its set, the latest first" }),
});

/** A document as it is sent: whatever it is, the checks say what is wrong with it. */
export const sentDocumentSchema = z.record(z.string(), z.unknown()).meta({ description: "A plan document, as /api/plan.schema.json says" });

const planProblemSchema = z.object({
  severity: z.enum(["error", "warning"]),
  path: z.string().meta({ description: "Such as components[0].tiers[1].from; empty for the document itself" }),
  pointer: z.string().meta({ description: "The same as a JSON pointer (RFC 6901)" }),
  line: z.number().int(),
  column: z.number().int(),
  message: z.string(),
  fix: z.string(),
});

export const planCheckSchema = z.object({ ok: z.boolean(), problems: z.array(planProblemSchema) });

const namesSchema = z.array(z.object({ name: z.string(), help: z.string() }));
export const planNamesSchema = z.object({
  seat: namesSchema.meta({ description: "For formulas of one value a seat and window: rates, amounts, thresholds" }),
  credit: namesSchema.meta({ description: "For conditions and shares of single credits" }),
  of: z.array(z.string()).meta({ description: "What a measure may add up" }),
  calendars: z.array(z.string()),
  titles: z.array(z.string()),
  quotas: z.array(z.string()),
  quotaTitles: z.array(z.string()).meta({ description: "Titles of the seats with quotas; none when one of these seats has no title" }),
});

export const newPlanVersionSchema = z.object({
  document: sentDocumentSchema,
  reason: z.string().trim().min(1, "Say why: it stands in the history").max(500),
  basedOn: z.string().max(200).optional().meta({ description: "To change a version that exists: the hash of what was read" }),
  endBefore: z.boolean().default(false).meta({ description: "End the version that is in force when this one begins" }),
});
export type NewPlanVersion = z.infer<typeof newPlanVersionSchema>;

export const newPlanAssignmentSchema = z.object({
  plan: z.string().max(200),
  position: z.string().max(200),
  from: z.iso
    .date()
    .nullable()
    .default(null)
    .meta({ description: "First day; null: since ever. With the plan and the seat it names the row" }),
  to: z.iso.date().nullable().default(null).meta({ description: "Day after the last; null: open" }),
  reason: z.string().trim().min(1, "Say why: it stands in the history").max(500),
});
export type NewPlanAssignment = z.infer<typeof newPlanAssignmentSchema>;

export const publishedVersionSchema = z.object({
  set: z.string(),
  plan: z.string(),
  version: z.string(),
  hash: z.string(),
  change: z.number().int(),
  ended: z.array(z.string()).meta({ description: "Versions that now end where this one begins" }),
});
