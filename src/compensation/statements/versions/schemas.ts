import { z } from "zod";
import { STATEMENT_STATUSES } from "../status.ts";

const moment = z.object({ change: z.number().int(), at: z.string(), by: z.string() });

/** What a statement stands on, and how it came from the version before. */
export const statementVersionsSchema = z.object({
  status: z.enum(STATEMENT_STATUSES),
  /** The change that its data knows last; null: there was none yet. */
  data: moment.nullable(),
  /** When and by whom it was published; null: it is a draft. */
  published: moment.nullable(),
  /** Sum of all lines, by the database; equal to the total, which is kept beside them. */
  lines: z.object({ count: z.number().int(), amount: z.string() }),
  /** The published version before it; null: it is the first. */
  before: z
    .object({
      calculation: z.number().int(),
      amount: z.string(),
      published: moment.nullable(),
      /** Changes of inputs in between, the latest first. `reason`: for who reads changes; what was done for others may stand in it. */
      changes: z.array(moment.extend({ kind: z.string(), reason: z.string().nullable() })),
    })
    .nullable(),
});
export type StatementVersions = z.infer<typeof statementVersionsSchema>;
