import type { z } from "zod";
import type { comparisonSchema, differenceSchema } from "../schemas.ts";

export type ComparisonPage = z.infer<typeof comparisonSchema>;
export type StatementDifference = z.infer<typeof differenceSchema>;
