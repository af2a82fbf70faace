import { z } from "@hono/zod-openapi";
import type { Store } from "../../../app/database/store.ts";
import { routes } from "../../../app/server/kit/environment.ts";
import { choice, integer, nullable, searched, text, truth } from "../../../app/server/kit/list/columns.ts";
import { defineList } from "../../../app/server/kit/list/list.ts";
import { FINDING_CODES } from "../../statements/statement.ts";
import { findingRows } from "./store.ts";

const findings = defineList({
  permission: "calculations.read",
  path: "/api/calculations/{calculation}/findings",
  params: z.object({ calculation: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  operationId: "listFindings",
  summary: "What a calculation found missing or ambiguous",
  name: "FindingRow",
  columns: {
    number: integer("Its place in the calculation's order"),
    code: choice(FINDING_CODES, "What kind"),
    blocking: truth("Whether it keeps the calculation from being published"),
    message: searched(text("What is missing or ambiguous, and where")),
    fix: text("What to do"),
    participant: nullable(text("Whose")),
    position: nullable(text("Of which seat")),
    plan: nullable(text("By which plan")),
    component: nullable(text("By which component")),
    window: nullable(text("In which window")),
    transaction: nullable(text("About which transaction")),
  },
  key: ["number"],
  defaultSort: "number",
});

export function findingRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(findings.route, (context) => {
    const { calculation } = context.req.valid("param");
    return findings.answer(context, store, (tx, { companyId }) => findingRows(tx, companyId, calculation));
  });
}
