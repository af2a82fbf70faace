import type { z } from "zod";
import type { componentSchema, lineSchema, measureSchema, statementPageSchema, statementRowSchema } from "../schemas.ts";

/** What the API's answers hold, for the components that show them. */
export type StatementRow = z.infer<typeof statementRowSchema>;
export type StatementPage = z.infer<typeof statementPageSchema>;
export type StatementComponent = z.infer<typeof componentSchema>;
export type StatementMeasure = z.infer<typeof measureSchema>;
export type StatementLine = z.infer<typeof lineSchema>;
