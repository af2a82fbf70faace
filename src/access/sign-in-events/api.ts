import type { Store } from "../../app/database/store.ts";
import { authorise, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { choice, integer, nullable, searched, text, time } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { EVENT_KINDS } from "./event.ts";
import { signInEventRows } from "./store.ts";

const events = defineList({
  permission: "sign-in-events.read",
  path: "/api/sign-in-events",
  operationId: "listSignInEvents",
  summary: "Who signed in, failed to, or changed what opens the door",
  name: "SignInEvent",
  columns: {
    event: integer("Number of the event"),
    at: time("When it happened"),
    kind: choice(EVENT_KINDS, "What happened"),
    user: nullable(text("Whose sign-in it is about: the user's id")),
    userName: searched(nullable(text("Their name"))),
    actor: nullable(text("Who did it, where it was somebody else: the user's id")),
    actorName: searched(nullable(text("Their name"))),
    subject: nullable(text("The API key or invitation that it is about")),
    device: searched(nullable(text("Browser and system"))),
    network: nullable(text("Equal for equal networks; the address cannot be read from it")),
  },
  key: ["event"],
  defaultSort: "-event",
});

export function signInEventRoutes({ store }: { readonly store: Store }) {
  return routes().openapi(events.route, async (context) => {
    await authorise(sessionOf(context), "sign-in-events.read", null);
    return events.answer(context, store, signInEventRows);
  });
}
