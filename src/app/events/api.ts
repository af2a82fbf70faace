import { z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { reachOf } from "../../access/permissions.ts";
import type { SignedIn } from "../../access/session.ts";
import { routes, sessionOf } from "../server/kit/environment.ts";
import { route } from "../server/kit/route.ts";
import type { Feed, FeedEvent } from "./feed.ts";

/** A stream ends after this time: whoever listens comes again, and who they are is looked up anew. */
const STREAM_MS = 120_000;
const BEAT_MS = 15_000;
const RETRY_MS = 1000;

const listen = route({
  permission: "signed-in",
  method: "get",
  path: "/api/events",
  operationId: "listenToEvents",
  summary: "Server-sent events: `change` (its number, and its kind for those who see every person) and `task` (one's own, as it goes)",
  request: {
    headers: z.object({
      "last-event-id": z
        .string()
        .regex(/^\d{1,15}$/)
        .optional()
        .openapi({ description: "The last change number that was received; browsers send it by themselves" }),
    }),
  },
  responses: {
    200: { description: "A stream that ends after two minutes; connect again", content: { "text/event-stream": { schema: z.string() } } },
  },
});

export function eventRoutes({ feed }: { readonly feed: Feed }) {
  return routes().openapi(listen, (context) => {
    const session = sessionOf(context);
    const last = context.req.valid("header")["last-event-id"];
    return streamSSE(context, async (stream) => {
      const done = Promise.withResolvers<void>();
      stream.onAbort(() => done.resolve());
      feed.closing.addEventListener("abort", () => done.resolve(), { once: true });
      const timer = setTimeout(() => done.resolve(), STREAM_MS);
      const beat = setInterval(() => void stream.write(": still here\n\n"), BEAT_MS);
      const stop = await feed.listen(session.company.id, last === undefined ? undefined : Number(last), (event) => {
        const message = messageOf(session, event);
        if (message) void stream.writeSSE(message);
      });
      await stream.write(`retry: ${RETRY_MS}\n: listening\n\n`);
      if (!feed.closing.aborted) await done.promise;
      stop();
      clearTimeout(timer);
      clearInterval(beat);
    });
  });
}

/** What of an event this caller may know: that something changed, everybody; what kind of change, who sees every person; tasks, who started them and administrators. */
function messageOf(session: SignedIn, event: FeedEvent): { event: string; data: string; id?: string } | undefined {
  if (event.event === "change") {
    const kind = reachOf(session.roles, "people.read") === "company" ? event.kind : null;
    return { event: "change", id: String(event.change), data: JSON.stringify({ change: event.change, kind }) };
  }
  if (event.task.actor !== session.user.id && !session.roles.includes("administrator")) return undefined;
  return { event: "task", data: JSON.stringify(event.task) };
}
