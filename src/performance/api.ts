import type { z } from "zod";
import { reachOfActor, type Role } from "../access/permissions.ts";
import type { SignedIn } from "../access/session.ts";
import { dayOfClock } from "../access/today.ts";
import type { Store } from "../app/database/store.ts";
import { keptUntilChange } from "../app/database/until-change.ts";
import { authorise, databaseSession, routes, sessionOf } from "../app/server/kit/environment.ts";
import { json, route } from "../app/server/kit/route.ts";
import { parseDay } from "../calendar/day.ts";
import { listStatements, withinStatements } from "../compensation/statements/store.ts";
import { ownDisputes } from "../compensation/disputes/store.ts";
import { periodBoard } from "./board/store.ts";
import type { OpenOpportunity } from "./opportunity.ts";
import { IMAGINED_MAX } from "./own-home.ts";
import type { AskedOfHome, PresentHomes } from "./present-home.ts";
import { homeSchema } from "./schemas.ts";
import type { MemberStanding } from "./standing.ts";
import { administrationOf, coverageOf, openOpportunities, pipelinesOf, reportsOn, titlesOn } from "./store.ts";
import { type Pipeline, type Report, teamHome } from "./team-home.ts";

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

export function homeRoutes({ store, present }: { readonly store: Store; readonly present: { readonly home: PresentHomes } }) {
  const board = keptUntilChange(store, periodBoard);
  return routes().openapi(read, async (context) => {
    const session = sessionOf(context);
    await authorise(session, "company.read", null);
    const today = dayOfClock(context.get("nowMs")());
    const day = parseDay(today) ?? 0;
    const has = (role: Role) => session.roles.includes(role);
    const paid = reachOfActor(session, "statements.read");
    const { participant } = session;
    const stored = paid === undefined || participant === null ? null : await ownRows(store, session, participant);
    const led = stored !== null && has("manager") ? await teamRows(store, session, stored.participant, today) : null;
    const asked: AskedOfHome = {
      day,
      own: stored && { participant: stored.participant, opportunities: stored.opportunities },
      team: led && led.reports.map((report) => report.participant),
      company: paid === "company" && (has("executive") || has("finance")),
    };
    const found = asked.own || asked.company ? await present.home(session.company.id, asked) : undefined;
    const told = found === "calculating" ? undefined : found?.told;
    const home: Home = {
      day: today,
      figures: found === undefined ? "none" : found === "calculating" ? "calculating" : found.isLatest ? "latest" : "earlier",
      own: stored && {
        ...stored,
        periods: told?.own?.periods ?? [],
        opportunities: told?.own?.opportunities ?? withoutPay(stored.opportunities),
      },
      team: led && (await team(store, session, led, told?.team ?? [], today)),
      company: told?.company ?? null,
      coverage: null,
      board: null,
      administration: null,
    };
    if (has("sales-operations") && reachOfActor(session, "transactions.read") === "company")
      home.coverage = await store.as(databaseSession(session), (tx) => coverageOf(tx, session.company.id, today));
    const closes = has("compensation-administrator") || has("finance") || has("administrator");
    if (closes && paid === "company" && reachOfActor(session, "calculations.read") === "company")
      home.board = await board(databaseSession(session));
    if (has("administrator") && reachOfActor(session, "sign-ins.manage") === "company") {
      const { engine, migration } = await store.status();
      const counts = await store.as(databaseSession(session), (tx) => administrationOf(tx, session.company.id, today));
      home.administration = { ...counts, health: { engine, migration } };
    }
    return context.json(home, 200);
  });
}

/** What is stored of the own part, for whoever stands for a participant. */
async function ownRows(store: Store, session: SignedIn, participant: string) {
  const { published, opportunities, disputes } = await store.as(databaseSession(session), async (tx) => ({
    published: await listStatements(tx, session.company.id, { participant, within: withinStatements(session) }, PUBLISHED * 2),
    disputes: reachOfActor(session, "disputes.read") === undefined ? [] : await ownDisputes(tx, session, participant),
    opportunities: reachOfActor(session, "opportunities.read") === undefined ? [] : await openOpportunities(tx, session, participant),
  }));
  return {
    participant,
    published: published
      .filter(({ state }) => state === "published")
      .slice(0, PUBLISHED)
      .map(({ set, period, from, to, currency, amount }) => ({ set, period, from, to, currency, amount })),
    opportunities: opportunities.slice(0, IMAGINED_MAX),
    opportunitiesOpen: opportunities.length,
    disputes,
  };
}

function withoutPay(opportunities: readonly OpenOpportunity[]): NonNullable<Home["own"]>["opportunities"] {
  return opportunities.map(({ customer: _customer, product: _product, ...opportunity }) => ({ ...opportunity, payIfWon: null }));
}

type TeamRows = { readonly reports: readonly Report[]; readonly pipelines: readonly Pipeline[] };

async function teamRows(store: Store, session: SignedIn, manager: string, today: string): Promise<TeamRows> {
  return store.as(databaseSession(session), async (tx) => ({
    reports: await reportsOn(tx, session.company.id, manager, today),
    pipelines: await pipelinesOf(tx, session, manager, today),
  }));
}

async function team(
  store: Store,
  session: SignedIn,
  { reports, pipelines }: TeamRows,
  standings: readonly (MemberStanding | null)[],
  today: string,
): Promise<NonNullable<Home["team"]>> {
  const { members, ...sums } = teamHome(reports, standings, pipelines);
  const listed = members.map(({ participant }) => participant);
  const titles = await store.as(databaseSession(session), (tx) => titlesOn(tx, session.company.id, listed, today));
  return { ...sums, members: members.map((member) => ({ ...member, title: titles.get(member.participant) ?? null })) };
}
