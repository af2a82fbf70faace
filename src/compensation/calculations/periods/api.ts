import { z } from "@hono/zod-openapi";
import { dayOfClock } from "../../../access/today.ts";
import type { Store } from "../../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../../app/server/kit/environment.ts";
import { json, route } from "../../../app/server/kit/route.ts";
import { parseDay } from "../../../calendar/day.ts";
import type { PresentSeats } from "../../curves/api.ts";
import { payPeriods } from "./periods.ts";
import { publishedPeriods, transactionDays } from "./store.ts";

const periods = route({
  permission: "calculations.manage",
  method: "get",
  path: "/api/calculation-periods",
  operationId: "listCalculationPeriods",
  summary: "The pay periods of each plan set for which there are transactions or quotas, the latest first",
  responses: {
    200: json(
      z
        .object({
          sets: z.array(
            z.object({
              set: z.string(),
              periods: z.array(
                z.object({
                  period: z.string(),
                  from: z.string(),
                  to: z.string().nullable(),
                  transactions: z.number().int(),
                  complete: z.boolean().openapi({ description: "It has ended by today" }),
                  published: z.boolean().openapi({ description: "It has published statements" }),
                }),
              ),
            }),
          ),
        })
        .openapi("CalculationPeriods"),
      "The set named `default` first, where there is one",
    ),
  },
});

export function calculationPeriodRoutes({ store, seats }: { readonly store: Store; readonly seats: PresentSeats }) {
  return routes().openapi(periods, async (context) => {
    const session = sessionOf(context);
    await authorise(session, "calculations.manage", null);
    const { inputs } = await seats(session.company.id);
    const { days, published } = await store.as(databaseSession(session), async (tx) => ({
      days: await transactionDays(tx, session.company.id),
      published: await publishedPeriods(tx, session.company.id),
    }));
    const today = parseDay(dayOfClock(context.get("nowMs")())) ?? 0;
    const isPublished = new Set(published.map(({ set, period }) => JSON.stringify([set, period])));
    const sets = [...new Set(inputs.plans.map(({ set }) => set))].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    return context.json(
      {
        sets: sets.map((set) => ({
          set,
          periods: payPeriods({ ...inputs, days, today }, set).map((period) => ({
            ...period,
            published: isPublished.has(JSON.stringify([set, period.period])),
          })),
        })),
      },
      200,
    );
  });
}

function rank(set: string): number {
  return set === "default" ? 0 : 1;
}
