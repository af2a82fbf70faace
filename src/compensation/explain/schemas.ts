import { z } from "zod";
import type { TraceBand, TraceNode } from "./trace.ts";

/** A node of an explanation in the API: the same tree as `attain explain --json` prints. */
const referenceSchema = z.object({
  type: z.enum(["plan", "quota", "transaction", "attribute", "participant", "position", "window", "split", "product", "customer"]),
  id: z.string(),
  label: z.string(),
});
const bandSchema = z.object({
  from: z.string(),
  to: z.string().nullable(),
  rate: z.string(),
  part: z.string(),
  at: z.string().optional(),
  earned: z.string(),
  active: z.boolean(),
});

/** A TraceNode as JSON readers see it: what is absent may also be undefined. */
export type ExplanationNode = Omit<TraceNode, "exact" | "operation" | "bands" | "children" | "basis"> & {
  readonly exact?: string | undefined;
  readonly operation?: TraceNode["operation"] | undefined;
  readonly bands?: readonly (Omit<TraceBand, "at"> & { readonly at?: string | undefined })[] | undefined;
  readonly children: readonly ExplanationNode[];
  readonly basis?: readonly ExplanationNode[] | undefined;
};

export const traceNodeSchema: z.ZodType<ExplanationNode> = z
  .object({
    id: z.string(),
    kind: z.enum([
      "statement",
      "component",
      "tiers",
      "rate",
      "gate",
      "bound",
      "rounding",
      "attainment",
      "quota",
      "measure",
      "credit",
      "transaction",
      "attribute",
      "adjustment",
      "finding",
    ]),
    label: z.string(),
    value: z.string(),
    exact: z.string().optional(),
    sentence: z.string(),
    references: z.array(referenceSchema).readonly(),
    operation: z.enum(["sum", "product", "quotient", "choice", "rounding", "bound"]).optional(),
    bands: z.array(bandSchema).readonly().optional(),
    get children(): z.ZodType<readonly ExplanationNode[]> {
      return z.array(traceNodeSchema).readonly();
    },
    get basis(): z.ZodOptional<z.ZodType<readonly ExplanationNode[]>> {
      return z.array(traceNodeSchema).readonly().optional();
    },
  })
  .meta({ id: "TraceNode" });

/** A step of the way from the statement to the node. */
export const trailSchema = z.array(z.object({ id: z.string(), label: z.string(), value: z.string() }));
