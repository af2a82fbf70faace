import type { z } from "zod";
import type { comparisonSchema } from "../schemas.ts";

export type ComparisonPage = z.infer<typeof comparisonSchema>;
export type StatementDifference = ComparisonPage["items"][number];
