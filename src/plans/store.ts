import type { Transaction } from "../app/database/store.ts";
import { planShape } from "./shape.ts";

export type PlanVersionKey = { readonly set: string; readonly plan: string; readonly version: string };

/** One version of a plan, as it is kept, with the other versions of the plan; undefined when there is none to see. */
export async function readPlanVersion(tx: Transaction, companyId: number, key: PlanVersionKey) {
  const rows = await tx
    .selectFrom("plans")
    .select(["set", "plan", "version", "hash", "change_number as change", "document"])
    .where("company_id", "=", companyId)
    .where("set", "=", key.set)
    .where("plan", "=", key.plan)
    .execute();
  const versions = rows.map(({ document, ...rest }) => ({ ...rest, document: planShape.parse(document) }));
  const found = versions.find(({ version }) => version === key.version);
  if (!found) return undefined;
  const listed = versions.map(({ version, change, document: { effective } }) => ({ version, change, ...effective }));
  return { ...found, versions: listed.sort((a, b) => (a.from === b.from ? b.change - a.change : a.from < b.from ? 1 : -1)) };
}
