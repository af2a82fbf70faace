import { z } from "zod";
import { UNPAID_REASONS } from "./reasons.ts";

/** At most so many transactions get new owners at once. */
export const TRANSACTIONS_MAX = 500;
const PARTIES_MAX = 10;

const keySchema = z.object({
  source: z.string().min(1).max(200),
  transaction: z.string().min(1).max(200),
  line: z.string().min(1).max(200),
});
export type TransactionKey = z.infer<typeof keySchema>;

/** Who is to own which transactions: one participant, or several who share them; share 1 is the whole. */
export const ownersSchema = z.object({
  transactions: z.array(keySchema).min(1, "Choose at least one transaction").max(TRANSACTIONS_MAX),
  owners: z
    .array(
      z.object({
        participant: z.string().min(1, "Choose a person").max(200),
        share: z
          .string()
          .regex(/^(0|1)(\.\d{1,6})?$/, "a share such as 0.5; 1 is the whole")
          .default("1"),
      }),
    )
    .min(1, "Name who is to own them")
    .max(PARTIES_MAX),
});
export type Owners = z.infer<typeof ownersSchema>;

export const newOwnersSchema = ownersSchema.extend({
  /** `inputChange` of the preview that was looked at. */
  seen: z.number().int().min(0),
  reason: z.string().trim().min(1, "Say why: it stands in the history").max(500),
});
export type NewOwnership = z.infer<typeof newOwnersSchema>;

const count = z.number().int();
export const reasonCountSchema = z.object({
  reason: z.enum(UNPAID_REASONS),
  credited: z.boolean(),
  open: z.boolean(),
  transactions: count,
});

export const worklistSummarySchema = z.object({
  /** The plan set that is looked at, and the change that it knows; null while the company has no plan. */
  set: z.string().nullable(),
  inputChange: count,
  transactions: count,
  reasons: z.array(reasonCountSchema),
  /** Rows of the latest imports that wait for a row of their splits to be mended. */
  heldBack: count,
});

const moved = z.object({ participant: z.string(), name: z.string(), currency: z.string(), before: z.string(), after: z.string() });
export const ownershipPreviewSchema = z.object({
  inputChange: count,
  transactions: count,
  people: count,
  /** What each person is credited of them, by plan. */
  credits: z.array(moved.extend({ plan: z.string() })),
  /** Whose pay changes, over all periods; null for who does not see pay. */
  pay: z.array(moved).nullable(),
  /** Those that would stay on the worklist, by reason. */
  still: z.array(reasonCountSchema),
});
export type OwnershipPreview = z.infer<typeof ownershipPreviewSchema>;

export const undoneSchema = z.object({
  change: count,
  restored: count,
  kept: z.array(z.object({ table: z.string(), key: z.record(z.string(), z.unknown()), reason: z.string() })).readonly(),
});
