import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import type { Mailer } from "../../app/server/kit/ports.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { outboxOf } from "./store.ts";

const mailSchema = z
  .object({
    mail: z.number().int(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    link: z.string().nullable().openapi({ description: "The one-time link that the mail holds" }),
    written: z.string().openapi({ format: "date-time" }),
  })
  .openapi("OutboxMail");

const list = route({
  permission: "sign-ins.manage",
  method: "get",
  path: "/api/outbox",
  operationId: "listOutbox",
  summary: "The mails of the last seven days that no mail server sends: an administrator sends their links on",
  responses: {
    200: json(
      z.object({ delivers: z.boolean(), items: z.array(mailSchema) }),
      "delivers: there is a mail server, and the outbox stays empty",
    ),
  },
});

export function outboxRoutes({ store, mailer }: { readonly store: Store; readonly mailer: Mailer }) {
  return routes().openapi(list, async (context) => {
    const session = sessionOf(context);
    await authorise(session, "sign-ins.manage", null);
    const rows = await store.as(databaseSession(session), (tx) => outboxOf(tx, session.company.id));
    return context.json(
      { delivers: mailer.delivers, items: rows.map(({ written, ...mail }) => ({ ...mail, written: written.toISOString() })) },
      200,
    );
  });
}
