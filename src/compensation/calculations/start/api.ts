import { z } from "@hono/zod-openapi";
import type { Session } from "../../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../../app/server/kit/environment.ts";
import { json, jsonBody, route } from "../../../app/server/kit/route.ts";
import { ALL_PERIODS } from "../../statements/store.ts";

const start = route({
  permission: "calculations.manage",
  method: "post",
  path: "/api/calculations",
  operationId: "startCalculation",
  summary: "Calculates from the present inputs, as a draft or published at once: a long task",
  request: {
    body: jsonBody(
      z
        .object({
          set: z.string().max(200).default("default").openapi({ description: "Plan set" }),
          period: z.string().max(200).default(ALL_PERIODS).openapi({ description: "A pay period's name; without it all" }),
          publish: z.boolean().default(false).openapi({ description: "Publish it where no finding blocks" }),
        })
        .openapi("NewCalculation"),
    ),
  },
  responses: { 202: json(z.object({ task: z.number().int() }).openapi("StartedTask"), "The task; its result holds `calculation`") },
});

/** Queues a long task (app/tasks) and gives its number. */
export type StartTask = (session: Session, kind: string, content: Record<string, unknown>) => Promise<number>;

export function calculationStartRoutes({ tasks }: { readonly tasks: { readonly start: StartTask } }) {
  return routes().openapi(start, async (context) => {
    const session = sessionOf(context);
    await authorise(session, "calculations.manage", null);
    const task = await tasks.start(databaseSession(session), "calculation", context.req.valid("json"));
    return context.json({ task }, 202);
  });
}
