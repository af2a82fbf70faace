import type { z } from "zod";
import type { comparisonSchema, lineDifferencesSchema } from "../schemas.ts";

export type ComparisonPage = z.infer<typeof comparisonSchema>;
export type StatementDifference = ComparisonPage["items"][number];
export type LineDifference = z.infer<typeof lineDifferencesSchema>["items"][number];
