import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { ROLES } from "../permissions.ts";
import { reportingOn, usersOn } from "./store.ts";
import { ASKED, whoSees } from "./who-sees.ts";

const seeingSchema = z
  .object({
    userId: z.string(),
    name: z.string(),
    permission: z.enum(ASKED),
    role: z.enum(ROLES).openapi({ description: "The role that gave it" }),
    through: z.enum(["own", "reports", "company"]),
    reporting: z
      .object({ manager: z.string(), from: z.string(), to: z.string() })
      .nullable()
      .openapi({ description: "The reporting interval that gave it" }),
  })
  .openapi("Seeing");

const read = route({
  permission: "access.read",
  method: "get",
  path: "/api/access/on",
  operationId: "whoSawOn",
  summary: "Who could see a participant's statements and transactions of a day, through which role and reporting line",
  request: { query: z.object({ day: z.iso.date(), participant: z.string().min(1).max(200) }) },
  responses: { 200: json(z.object({ items: z.array(seeingSchema) }), "By name of the user") },
});

export function accessOnRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    const { day, participant } = context.req.valid("query");
    await authorise(session, "access.read", null);
    const users = await usersOn(store.signIn, session.company.id, day);
    const reporting = await store.as(databaseSession(session), (tx) => reportingOn(tx, session.company.id, participant, day));
    return context.json({ items: whoSees(users, participant, reporting) }, 200);
  });
}
