import { z } from "zod";
import { DISPUTE_SIDES, DISPUTE_STATES, DISPUTE_STEPS } from "./dispute.ts";

const words = (empty: string) => z.string().trim().min(1, empty).max(2000);

/** A question about a statement, one of its components or one of its lines. */
export const newDisputeSchema = z.object({
  participant: z.string().min(1).max(200),
  set: z.string().min(1).max(200).default("default"),
  period: z.string().min(1).max(200),
  currency: z.string().length(3).optional(),
  component: z.string().min(1).max(200).optional(),
  line: z.number().int().min(0).max(10_000_000).optional(),
  question: words("Say what you ask"),
});
export type NewDispute = z.infer<typeof newDisputeSchema>;

export const messageSchema = z.object({
  step: z.enum(["comment", "resolve", "withdraw", "reopen"]).default("comment"),
  body: words("Say something: it stands with the dispute"),
});

export const answerSchema = z.object({
  body: words("Say what you answer"),
  /** Pay given or taken because of it: the next calculation puts it on the statement. */
  adjustment: z
    .object({
      amount: z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/, "an amount such as -12.50"),
      reason: z.string().trim().min(1, "Say why: it stands on the statement").max(500),
    })
    .optional(),
});
export type Answer = z.infer<typeof answerSchema>;

const disputeFacts = z.object({
  dispute: z.string(),
  participant: z.string(),
  name: z.string().nullable(),
  set: z.string(),
  period: z.string(),
  currency: z.string(),
  calculation: z.number().int(),
  lineNo: z.number().int().nullable(),
  component: z.string().nullable(),
  window: z.string().nullable(),
  source: z.string().nullable(),
  transaction: z.string().nullable(),
  line: z.string().nullable(),
  amount: z.string(),
  question: z.string(),
  state: z.enum(DISPUTE_STATES),
  adjustment: z.string().nullable(),
  askedAt: z.string(),
});

export const disputePageSchema = disputeFacts.extend({
  /** What may be done with it now by who asks for it. */
  steps: z.array(z.enum(DISPUTE_STEPS)),
  messages: z.array(
    z.object({
      message: z.number().int(),
      /** Their name, or their user id where they have no sign-in any more. */
      author: z.string(),
      side: z.enum(DISPUTE_SIDES),
      step: z.enum(DISPUTE_STEPS),
      body: z.string(),
      adjustment: z.string().nullable(),
      adjustmentAmount: z.string().nullable(),
      writtenAt: z.string(),
      change: z.number().int(),
    }),
  ),
  /** The same line on the statement that counts now; null: it is not on it any more, or the dispute is about no line. */
  now: z
    .object({ calculation: z.number().int(), state: z.enum(["draft", "published"]), lineNo: z.number().int(), amount: z.string() })
    .nullable(),
  /** The line of the adjustment that was made because of it, on the statement that counts now. */
  adjusted: z.object({ lineNo: z.number().int(), amount: z.string(), state: z.enum(["draft", "published"]) }).nullable(),
});
export type DisputePage = z.infer<typeof disputePageSchema>;
