import { z } from "@hono/zod-openapi";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { choice, day, nullable, searched, structure, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { json, route } from "../../app/server/kit/route.ts";
import { PERMISSIONS, ROLES } from "../permissions.ts";
import { reportedOn, reportingOn, seeingRows, seenRows, usersOn } from "./store.ts";
import { whatSees } from "./what-sees.ts";
import { ASKED, whoSees } from "./who-sees.ts";

const role = choice(ROLES, "The role that gave it");
const reporting = structure(
  z.object({ manager: z.string(), from: z.string(), to: z.string() }).nullable(),
  "The reporting interval that gave it",
);

const seeing = defineList({
  permission: "access.read",
  path: "/api/access/on",
  operationId: "whoSawOn",
  summary: "Who could see a participant's statements and transactions on a day, through which role and reporting line",
  name: "Seeing",
  columns: {
    userId: text("The user"),
    name: searched(text("Their name")),
    permission: choice(ASKED, "What could be seen"),
    role,
    through: choice(["own", "reports", "company"], "It was theirs, the participant reported to them, or the role sees everybody"),
    reporting,
    manager: nullable(text("To whom the participant reported")),
    managerName: searched(nullable(text("Their name"))),
  },
  key: ["userId", "permission", "role"],
  defaultSort: "name,permission,role",
  parameters: {
    day: z.iso.date().openapi({ description: "The day on which somebody looks" }),
    participant: z.string().min(1).max(200),
    date: z.iso.date().optional().openapi({
      description:
        "The business date of what is looked at: of a transaction its date, of a statement the last day of its period; without it the day",
    }),
  },
});

const seen = defineList({
  permission: "access.read",
  path: "/api/access/of",
  operationId: "whatUserSawOn",
  summary: "What a user could see and do on a day: each permission, through which role and reporting line, and whose rows",
  name: "Seen",
  columns: {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- there are permissions
    permission: choice(PERMISSIONS as readonly [string, ...string[]], "What could be seen or done"),
    role,
    through: choice(["own", "reports", "company"], "Their own rows, those of somebody who reported to them, or the whole company's"),
    participant: nullable(text("Whose rows; null: the whole company's")),
    name: searched(nullable(text("Their name"))),
    whose: searched(text("The participant's id; empty for the whole company")),
    from: nullable(day("First day of the reporting interval that gave it")),
    to: nullable(day("Day after its last")),
  },
  key: ["permission", "role", "through", "whose"],
  defaultSort: "permission,role,whose",
  parameters: { day: z.iso.date(), user: z.string().min(1).max(64) },
});

const listUsers = route({
  permission: "access.read",
  method: "get",
  path: "/api/access/users",
  operationId: "listUsersOn",
  summary: "Everybody who had a role on a day",
  request: { query: z.object({ day: z.iso.date() }) },
  responses: {
    200: json(
      z.object({
        items: z.array(
          z.object({ userId: z.string(), name: z.string(), roles: z.array(z.enum(ROLES)), participant: z.string().nullable() }),
        ),
      }),
      "By name",
    ),
  },
});

export function accessOnRoutes({ store }: { readonly store: Store }) {
  return routes()
    .openapi(listUsers, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "access.read", null);
      const { day: looked } = context.req.valid("query");
      const found = await store.as(databaseSession(session), (tx) => usersOn(tx, session.company.id, looked));
      return context.json({ items: found.map((user) => ({ ...user, roles: [...user.roles] })) }, 200);
    })
    .openapi(seeing.route, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "access.read", null);
      const { day: looked = "", participant = "", date = looked } = context.req.valid("query");
      const { users, lines } = await store.as(databaseSession(session), async (tx) => ({
        users: await usersOn(tx, session.company.id, looked),
        lines: await reportingOn(tx, session.company.id, participant, { day: looked, date }),
      }));
      return seeing.answer(context, store, () => seeingRows(whoSees(users, participant, lines)));
    })
    .openapi(seen.route, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "access.read", null);
      const { day: looked = "", user = "" } = context.req.valid("query");
      const { found, reported } = await store.as(databaseSession(session), async (tx) => {
        const one = (await usersOn(tx, session.company.id, looked)).find(({ userId }) => userId === user);
        return { found: one, reported: one?.participant ? await reportedOn(tx, session.company.id, one.participant, looked) : [] };
      });
      return seen.answer(context, store, () => seenRows(found ? whatSees(found, reported) : []));
    });
}
