import { z } from "@hono/zod-openapi";
import { withinReach } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import { dayOfClock } from "../../access/today.ts";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { formatDay, OPEN_END, OPEN_START, parseDay } from "../../calendar/day.ts";
import type { Planning } from "../../plans/publish/api.ts";
import { sentDocumentSchema } from "../../plans/schemas.ts";
import type { PresentSeats } from "../curves/api.ts";
import type { PreparedInputs } from "../prepare.ts";
import { nearestDay } from "../curves/seats.ts";
import { choicesOf } from "./choices.ts";
import { intakeOf } from "./intake.ts";
import { intakeSchema, planChoicesSchema } from "./schemas.ts";
import { firstTransactionDay } from "./store.ts";

type IntakeDeps = { readonly store: Store; readonly seats: PresentSeats; readonly planning: Planning };

/** Rows that an answer holds of each list; beyond them it says how many there are. */
const SHOWN_MAX = 500;

const intake = route({
  permission: "plans.manage",
  method: "post",
  path: "/api/plans/intake",
  operationId: "getPlanIntake",
  summary: "Whom a plan document would take in on a day, who of them is on another plan too, and who is on none",
  request: {
    body: jsonBody(
      z.object({
        document: sentDocumentSchema,
        day: z.iso.date().optional().openapi({ description: "Without: today, or the day of the version nearest to it" }),
      }),
    ),
  },
  responses: { 200: json(intakeSchema.openapi("PlanIntake"), "People in their seats, as far as the caller sees them") },
});

const choices = route({
  permission: "plans.manage",
  method: "get",
  path: "/api/plan-choices",
  operationId: "getPlanChoices",
  summary: "What the form of a plan offers: whom to take in, what to measure, which quotas, each with counts of today",
  responses: { 200: json(planChoicesSchema.openapi("PlanChoices"), "What there is in the company") },
});

export function intakeRoutes({ store, seats, planning }: IntakeDeps) {
  return routes()
    .openapi(intake, async (context) => {
      const session = sessionOf(context);
      const { document, day: asked } = context.req.valid("json");
      await authorise(session, "plans.manage", null);
      await authorise(session, "people.read", null);
      const result = await planning.read(databaseSession(session), document);
      if (!result.ok) throw new Problem("invalid-input", "The plan takes in nobody as it is: POST /api/plans/check names each problem");
      const { plan } = result;
      const effective = {
        from: parseDay(plan.effective.from) ?? OPEN_START,
        to: (plan.effective.to && parseDay(plan.effective.to)) || OPEN_END,
      };
      const day = parseDay(asked ?? "") ?? nearestDay(effective, parseDay(dayOfClock(context.get("nowMs")())) ?? 0);
      const found = intakeOf(await seats(session.company.id), plan, day);
      const seen = await seenPeople(store, session);
      const [taken, none] = [found.taken, found.none].map((list) => list.filter(({ participant }) => seen.has(participant)));
      const twice = (taken ?? []).filter(({ others }) => others.length > 0);
      const once = (taken ?? []).filter(({ others }) => others.length === 0);
      return context.json(
        {
          day: formatDay(day),
          people: new Set(taken?.map(({ participant }) => participant)).size,
          taken: [...twice, ...once].slice(0, SHOWN_MAX),
          seats: taken?.length ?? 0,
          twice: twice.length,
          none: (none ?? []).slice(0, SHOWN_MAX),
          onNone: none?.length ?? 0,
        },
        200,
      );
    })
    .openapi(choices, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "plans.manage", null);
      await authorise(session, "people.read", null);
      const present = await seats(session.company.id);
      const day = dayOfClock(context.get("nowMs")());
      const seen = await seenPeople(store, session);
      const found = choicesOf(await withinSight(store, session, present), parseDay(day) ?? 0);
      const begins = found.begins ?? (await store.as(databaseSession(session), (tx) => firstTransactionDay(tx, session.company.id)));
      const named = found.seats.slice(0, SHOWN_MAX).map(({ participants, ...seat }) => ({
        ...seat,
        people: participants.flatMap((id) => (seen.has(id) ? (present.inputs.participants.get(id)?.name ?? id) : [])).join(", "),
      }));
      return context.json({ ...found, day, begins, seats: named, seatCount: found.seats.length }, 200);
    });
}

/** The inputs with the seats, quotas and plans that row security shows the session, where names and counts are made of them. */
async function withinSight(store: Store, session: SignedIn, present: PreparedInputs): Promise<PreparedInputs> {
  const companyId = session.company.id;
  const seen = await store.as(databaseSession(session), async (tx) => ({
    positions: await tx.selectFrom("positions").select("position as id").where("company_id", "=", companyId).execute(),
    plans: await tx.selectFrom("plans").select("plan as id").distinct().where("company_id", "=", companyId).execute(),
  }));
  const positions = new Set(seen.positions.map(({ id }) => id));
  const plans = new Set(seen.plans.map(({ id }) => id));
  const { inputs } = present;
  return {
    ...present,
    inputs: {
      ...inputs,
      positions: new Map([...inputs.positions].filter(([id]) => positions.has(id))),
      quotas: inputs.quotas.filter(({ position }) => positions.has(position)),
      plans: inputs.plans.filter(({ plan }) => plans.has(plan)),
    },
  };
}

/** The people whom row security shows the session: what is worked out as the program is told of them alone. */
async function seenPeople(store: Store, session: SignedIn): Promise<ReadonlySet<string>> {
  const rows = await store.as(databaseSession(session), (tx) =>
    tx
      .selectFrom("people")
      .select("participant")
      .where("company_id", "=", session.company.id)
      .where(withinReach(session, "people.read", { owner: "participant" }))
      .execute(),
  );
  return new Set(rows.map(({ participant }) => participant));
}
