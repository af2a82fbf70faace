import type { z } from "zod";
import type { api } from "../../../app/web/kit/client.ts";
import type { componentSchema, findingSchema, measureSchema, statementPageSchema } from "../schemas.ts";

/** What the API's answers hold, for the components that show them. */
type Body<T extends (...request: never[]) => Promise<{ json(): Promise<unknown> }>> = Awaited<ReturnType<Awaited<ReturnType<T>>["json"]>>;
export type StatementRow = Body<typeof api.statements.$get>["items"][number];
export type StatementLine = Body<(typeof api.statements)[":participant"][":period"]["lines"]["$get"]>["items"][number];
export type StatementPage = z.infer<typeof statementPageSchema>;
export type StatementComponent = z.infer<typeof componentSchema>;
export type StatementMeasure = z.infer<typeof measureSchema>;
export type StatementFinding = z.infer<typeof findingSchema>;
