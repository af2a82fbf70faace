import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { pageQuery, readCursor, writeCursor } from "../../app/server/kit/paging.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { EVENT_KINDS } from "./event.ts";
import { signInEvents, usersById } from "./store.ts";

const personSchema = z.object({ userId: z.string(), name: z.string().nullable() });
const eventSchema = z
  .object({
    event: z.number().int(),
    at: z.string().openapi({ format: "date-time" }),
    kind: z.string().openapi({ enum: [...EVENT_KINDS] }),
    user: personSchema.nullable().openapi({ description: "Whose sign-in it is about" }),
    actor: personSchema.nullable().openapi({ description: "Who did it, where it was somebody else" }),
    subject: z.string().nullable().openapi({ description: "The API key or invitation that it is about" }),
    device: z.string().nullable(),
    network: z.string().nullable().openapi({ description: "Equal for equal networks; the address cannot be read from it" }),
  })
  .openapi("SignInEvent");

const list = route({
  permission: "sign-in-events.read",
  method: "get",
  path: "/api/sign-in-events",
  operationId: "listSignInEvents",
  summary: "Who signed in, failed to, or changed what opens the door",
  request: { query: pageQuery.extend({ user: z.string().max(64).optional(), kind: z.enum(EVENT_KINDS).optional() }) },
  responses: { 200: json(z.object({ items: z.array(eventSchema), nextCursor: z.string().nullable() }), "The latest first") },
});

const cursorSchema = z.object({ event: z.number().int() });

export function signInEventRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(list, async (context) => {
    const session = sessionOf(context);
    await authorise(session, "sign-in-events.read", null);
    const { limit, cursor, user, kind } = context.req.valid("query");
    const before = readCursor(cursorSchema, cursor)?.event;
    const rows = await store.as(databaseSession(session), (tx) =>
      signInEvents(tx, session.company.id, { userId: user, kind, before, limit: limit + 1 }),
    );
    const page = rows.slice(0, limit);
    const names = await usersById(store.signIn, [...new Set(page.flatMap(({ userId, actor }) => [userId ?? [], actor ?? []].flat()))]);
    const person = (userId: string | null) => (userId === null ? null : { userId, name: names.get(userId)?.name ?? null });
    const items = page.map(({ event, at, kind: what, userId, actor, subject, device, network }) => ({
      event,
      at: at.toISOString(),
      kind: what,
      user: person(userId),
      actor: person(actor),
      subject,
      device,
      network,
    }));
    const last = rows.length > limit ? page.at(-1) : undefined;
    return context.json({ items, nextCursor: last ? writeCursor({ event: last.event }) : null }, 200);
  });
}
