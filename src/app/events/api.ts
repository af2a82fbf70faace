import { z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { reachOfActor } from "../../access/permissions.ts";
import type { SignedIn } from "../../access/session.ts";
import { routes, sessionOf } from "../server/kit/environment.ts";
import { route } from "../server/kit/route.ts";
import { seesEveryTask } from "../tasks/task.ts";
import type { Feed, FeedEvent } from "./feed.ts";

/** A stream ends after this time, and whoever listens comes again. Who they are is looked up with every event: nothing is told after a sign-out. */
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
    const { company } = sessionOf(context);
    const last = context.req.valid("header")["last-event-id"];
    const answer = streamSSE(context, async (stream) => {
      const done = Promise.withResolvers<void>();
      stream.onAbort(() => done.resolve());
      feed.closing.addEventListener("abort", () => done.resolve(), { once: true });
      const timer = setTimeout(() => done.resolve(), STREAM_MS);
      const queue = inBatches(async (events: readonly (FeedEvent | "beat")[]) => {
        const session = await context.get("identifyAnew")();
        if (session?.company.id !== company.id || session.secondFactorNeeded) return done.resolve();
        for (const event of events) {
          const message = event === "beat" ? undefined : messageOf(session, event);
          if (message) await stream.writeSSE(message);
          else if (event === "beat") await stream.write(": still here\n\n");
        }
      }, done.resolve);
      const beat = setInterval(() => queue.add("beat"), BEAT_MS);
      const stop = await feed.listen(company.id, last === undefined ? undefined : Number(last), queue.add);
      await queue.empty();
      await stream.write(`retry: ${RETRY_MS}\n: listening\n\n`);
      if (!feed.closing.aborted) await done.promise;
      stop();
      clearTimeout(timer);
      clearInterval(beat);
    });
    answer.headers.set("cache-control", "no-store"); // streamSSE's own lets it be kept
    return answer;
  });
}

/** Works at what has come meanwhile, in its order and never twice at once; a failure ends it. */
function inBatches<T>(work: (batch: readonly T[]) => Promise<void>, onFailure: () => void) {
  let waiting: T[] = [];
  let working: Promise<void> | undefined;
  const workAll = async (): Promise<void> => {
    try {
      while (waiting.length > 0) {
        const batch = waiting;
        waiting = [];
        await work(batch);
      }
    } catch {
      onFailure();
    } finally {
      working = undefined;
    }
  };
  return {
    add: (each: T): void => {
      waiting.push(each);
      working ??= workAll();
    },
    /** Resolves when everything that has been added is worked at. */
    empty: async (): Promise<void> => working,
  };
}

/** What of an event this caller may know: that something changed, everybody; what kind of change, who sees every person; tasks, who sees them. */
function messageOf(session: SignedIn, event: FeedEvent): { event: string; data: string; id?: string } | undefined {
  if (event.event === "change") {
    const kind = reachOfActor(session, "people.read") === "company" ? event.kind : null;
    return { event: "change", id: String(event.change), data: JSON.stringify({ change: event.change, kind }) };
  }
  if (event.task.actor !== session.user.id && !seesEveryTask(session)) return undefined;
  return { event: "task", data: JSON.stringify(event.task) };
}
