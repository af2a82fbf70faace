import type { z } from "zod";
import type { Transaction } from "../app/database/store.ts";
import type { planVersionSchema } from "./schemas.ts";
import { planShape } from "./shape.ts";

export type PlanVersionKey = { readonly set: string; readonly plan: string; readonly version: string };

/** One version of a plan, or undefined when there is none to see. */
export async function readPlanVersion(
  tx: Transaction,
  companyId: number,
  key: PlanVersionKey,
): Promise<z.infer<typeof planVersionSchema> | undefined> {
  const row = await tx
    .selectFrom("plans")
    .select(["set", "plan", "version", "hash", "change_number", "document"])
    .where("company_id", "=", companyId)
    .where("set", "=", key.set)
    .where("plan", "=", key.plan)
    .where("version", "=", key.version)
    .executeTakeFirst();
  if (!row) return undefined;
  const { change_number, document, ...rest } = row;
  return { ...rest, change: change_number, document: planShape.parse(document) };
}
