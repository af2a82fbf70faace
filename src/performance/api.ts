import type { z } from "zod";
import { reachOfActor, type Role } from "../access/permissions.ts";
import type { SignedIn } from "../access/session.ts";
import { dayOfClock } from "../access/today.ts";
import type { Store } from "../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../app/server/kit/environment.ts";
import { json, route } from "../app/server/kit/route.ts";
import { type Day, parseDay } from "../calendar/day.ts";
import { listStatements, withinStatements } from "../compensation/statements/store.ts";
import { ownDisputes } from "../compensation/disputes/store.ts";
import { periodBoard } from "./board/store.ts";
import { companyHome } from "./company-home.ts";
import { ownOpportunities, ownPeriods } from "./own-home.ts";
import type { Present, PresentCalculation } from "./present.ts";
import { homeSchema } from "./schemas.ts";
import { administrationOf, closedOpportunities, coverageOf, openOpportunities, reportsOn } from "./store.ts";
import { teamHome } from "./team-home.ts";

type Home = z.infer<typeof homeSchema>;

const read = route({
  permission: "company.read",
  method: "get",
  path: "/api/home",
  operationId: "getHome",
  summary: "What the home of the caller's roles shows, on everything that is known now: neither checked nor published",
  responses: { 200: json(homeSchema.openapi("Home"), "A part for each role; what the caller's roles do not show is null") },
});

/** Published statements that the own home lists. */
const PUBLISHED = 5;

export function homeRoutes({ store, present }: { readonly store: Store; readonly present: Present }) {
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    await authorise(session, "company.read", null);
    const today = dayOfClock(context.get("nowMs")());
    const day = parseDay(today) ?? 0;
    const has = (role: Role) => session.roles.includes(role);
    const paid = reachOfActor(session, "statements.read");
    const now = paid === undefined ? undefined : await present(session.company.id);
    const home: Home = {
      day: today,
      own: paid === undefined ? null : await ownHome(store, session, now, day),
      team: has("manager") && paid !== undefined ? await team(store, session, now, today, day) : null,
      company: now && paid === "company" && (has("executive") || has("finance")) ? companyHome(now, day) : null,
      coverage: null,
      board: null,
      administration: null,
    };
    if (has("sales-operations") && reachOfActor(session, "transactions.read") === "company")
      home.coverage = await store.as(databaseSession(session), (tx) => coverageOf(tx, session.company.id, today));
    const closes = has("compensation-administrator") || has("finance") || has("administrator");
    if (closes && paid === "company" && reachOfActor(session, "calculations.read") === "company")
      home.board = await store.as(databaseSession(session), (tx) => periodBoard(tx, session.company.id));
    if (has("administrator") && reachOfActor(session, "sign-ins.manage") === "company") {
      const { engine, migration } = await store.status();
      const found = await store.as(databaseSession(session), (tx) => administrationOf(tx, session.company.id, today));
      home.administration = { ...found, health: { engine, migration } };
    }
    return context.json(home, 200);
  });
}

/** The own part, for whoever stands for a participant. */
async function ownHome(store: Store, session: SignedIn, present: PresentCalculation | undefined, day: Day): Promise<Home["own"]> {
  const { participant } = session;
  if (participant === null) return null;
  const { published, opportunities, disputes } = await store.as(databaseSession(session), async (tx) => ({
    published: await listStatements(tx, session.company.id, { participant, within: withinStatements(session) }, PUBLISHED * 2),
    disputes: reachOfActor(session, "disputes.read") === undefined ? [] : await ownDisputes(tx, session, participant),
    opportunities: reachOfActor(session, "opportunities.read") === undefined ? [] : await openOpportunities(tx, session, [participant]),
  }));
  return {
    participant,
    periods: present ? ownPeriods(present, participant, day) : [],
    published: published
      .filter(({ state }) => state === "published")
      .slice(0, PUBLISHED)
      .map(({ set, period, from, to, currency, amount }) => ({ set, period, from, to, currency, amount })),
    opportunities: present ? ownOpportunities(present, participant, opportunities, day) : [],
    opportunitiesOpen: opportunities.length,
    disputes,
  };
}

async function team(
  store: Store,
  session: SignedIn,
  present: PresentCalculation | undefined,
  today: string,
  day: Day,
): Promise<Home["team"]> {
  const { participant } = session;
  if (participant === null) return null;
  const { reports, opportunities, closed } = await store.as(databaseSession(session), async (tx) => {
    const found = await reportsOn(tx, session.company.id, participant, today);
    const owners = found.map((report) => report.participant);
    return {
      reports: found,
      opportunities: await openOpportunities(tx, session, owners),
      closed: await closedOpportunities(tx, session.company.id, owners, today),
    };
  });
  return teamHome(present, reports, opportunities, closed, day);
}
