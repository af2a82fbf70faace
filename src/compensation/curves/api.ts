import { z } from "@hono/zod-openapi";
import { sql } from "kysely";
import { withinReach } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import { seesPay } from "../../access/store.ts";
import { dayOfClock } from "../../access/today.ts";
import type { Store } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { day, nullable, searched, text } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { type Day, OPEN_END, OPEN_START, parseDay } from "../../calendar/day.ts";
import { parseDecimal } from "../../money/decimal.ts";
import type { Plan } from "../../plans/plan.ts";
import type { Planning } from "../../plans/publish/api.ts";
import { sentDocumentSchema } from "../../plans/schemas.ts";
import { type PreparedInputs } from "../engine.ts";
import type { Quota } from "../inputs.ts";
import { curveOf } from "./curve.ts";
import type { CurveSeat } from "./sample.ts";
import { curvesSchema } from "./schemas.ts";
import { nearestDay, openDay, quotaDay, seatsOnPlan } from "./seats.ts";

/** Who sits where with which attributes, quotas and plans, on everything that is known now. Read as the program: whoever asks decides what of it is told. */
export type PresentSeats = (companyId: number) => Promise<PreparedInputs>;

type CurveDeps = { readonly store: Store; readonly seats: PresentSeats; readonly planning: Planning };

const planParams = z.object({ plan: z.string().max(200), version: z.string().max(200) });
const inSet = z.object({ set: z.string().max(200).default("default") });
const ofPlan = inSet.extend({ plan: z.string().max(200) });
const asked = z.object({
  participant: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: "Whose attributes and quotas count; without: nobody's, so personal rates are missing" }),
  position: z.string().max(200).optional().openapi({ description: "Which of the participant's seats on the plan; without: the first" }),
  day: z.iso
    .date()
    .optional()
    .openapi({ description: "A day of the window; without: today, or the nearest day of the version on which the seat has a quota" }),
  quota: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,4})?$/, "an amount above zero such as 250000")
    .optional(),
  deals: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(1)
    .openapi({ description: "In how many equal deals, for components with bounds on a deal" }),
});
type Asked = z.infer<typeof asked>;

const read = route({
  permission: "plans.read",
  method: "get",
  path: "/api/plans/{plan}/{version}/curves",
  operationId: "getPlanCurves",
  summary: "What each component of a plan version pays over attainment, as the engine calculates it",
  request: { params: planParams, query: inSet.extend(asked.shape) },
  responses: { 200: json(curvesSchema.openapi("PlanCurves"), "A curve for each component") },
});

const draft = route({
  permission: "plans.manage",
  method: "post",
  path: "/api/plans/curves",
  operationId: "drawPlanCurves",
  summary: "The same for a document that is not published",
  request: { body: jsonBody(asked.extend({ document: sentDocumentSchema })) },
  responses: { 200: json(curvesSchema.openapi("PlanCurves"), "A curve for each component") },
});

const seatList = defineList({
  permission: "people.read",
  path: "/api/plan-seats",
  operationId: "listPlanSeats",
  summary: "Who is on a plan, in which seat, from when to when, by which version",
  name: "PlanSeat",
  parameters: ofPlan.shape,
  columns: {
    participant: searched(text("The participant's id")),
    name: searched(text("Name")),
    position: searched(text("The seat")),
    title: searched(text("The seat's title")),
    version: text("The version in force"),
    from: nullable(day("First day")),
    to: nullable(day("Day after the last")),
    start: text("Tells stretches of a seat apart: the first day, or a hyphen"),
  },
  key: ["participant", "position", "start"],
  defaultSort: "name",
});

export function curveRoutes(deps: CurveDeps) {
  const { store, seats, planning } = deps;
  return routes()
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      const { plan, version } = context.req.valid("param");
      const { set, ...wanted } = context.req.valid("query");
      await authorise(session, "plans.read", null);
      const present = await seats(session.company.id);
      const found = present.inputs.plans.find((each) => each.set === set && each.plan === plan && each.version === version);
      if (!found) throw new Problem("not-found", `There is no version ${version} of plan ${plan} in plan set ${set}`);
      return context.json(await curves(store, session, present, found, wanted, today(context.get("nowMs")())), 200);
    })
    .openapi(draft, async (context) => {
      const session = sessionOf(context);
      const { document, ...wanted } = context.req.valid("json");
      await authorise(session, "plans.manage", null);
      const result = await planning.read(databaseSession(session), document);
      if (!result.ok)
        throw new Problem("invalid-input", "The plan cannot be calculated as it is: POST /api/plans/check names each problem");
      const { inputs, ...present } = await seats(session.company.id);
      const others = inputs.plans.filter(
        ({ set, plan, version }) => set !== result.plan.set || plan !== result.plan.plan || version !== result.plan.version,
      );
      const drafted = { ...present, inputs: { ...inputs, plans: [...others, result.plan] } };
      return context.json(await curves(store, session, drafted, result.plan, wanted, today(context.get("nowMs")())), 200);
    })
    .openapi(seatList.route, async (context) => {
      const session = sessionOf(context);
      const { plan, set } = ofPlan.parse(context.req.valid("query"));
      const present = await seats(session.company.id);
      const rows = seatsOnPlan(present, set, plan).map(({ from, to, ...seat }) => ({
        ...seat,
        from: openDay(from),
        to: openDay(to),
        start: openDay(from) ?? "-",
      }));
      return seatList.answer(context, store, (tx) =>
        tx
          .selectFrom(
            sql<SeatRow>`(select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
              as r(participant text, name text, position text, title text, version text, "from" date, "to" date, start text))`.as("s"),
          )
          .innerJoin("people", (join) =>
            join.onRef("people.participant", "=", "s.participant").on("people.company_id", "=", session.company.id),
          ) // whom row security shows
          .where(withinReach(session, "people.read", { owner: "s.participant" }))
          .selectAll("s"),
      );
    });
}

type SeatRow = {
  participant: string;
  name: string;
  position: string;
  title: string;
  version: string;
  from: string | null;
  to: string | null;
  start: string;
};

function today(nowMs: number): Day {
  return parseDay(dayOfClock(nowMs)) ?? 0;
}

/** The curves of a plan for a person whose pay the session may see, or for nobody's attributes. */
async function curves(
  store: Store,
  session: SignedIn,
  present: PreparedInputs,
  plan: Plan,
  wanted: Asked,
  now: Day,
): Promise<z.infer<typeof curvesSchema>> {
  const chosen = await seatOf(store, session, present, plan, wanted, now);
  const quota = wanted.quota === undefined ? undefined : parseDecimal(wanted.quota);
  const drawn: z.infer<typeof curvesSchema>["curves"] = [];
  for (const component of plan.components) {
    drawn.push(curveOf(chosen.seat, plan, component, { day: chosen.day, deals: wanted.deals, ...(quota && { quota }) }));
    await new Promise((resolve) => setImmediate(resolve)); // others are answered between two curves
  }
  const { set, plan: id, version } = plan;
  return {
    set,
    plan: id,
    version,
    day: openDay(chosen.day) ?? "",
    participant: wanted.participant ?? null,
    position: chosen.position,
    curves: drawn,
  };
}

async function seatOf(
  store: Store,
  session: SignedIn,
  present: PreparedInputs,
  plan: Plan,
  { participant, position, day: written }: Asked,
  now: Day,
): Promise<{ readonly seat: CurveSeat; readonly day: Day; readonly position: string | null }> {
  const { company, participants, positions, quotas } = present.inputs;
  const effective = {
    from: parseDay(plan.effective.from) ?? OPEN_START,
    to: (plan.effective.to && parseDay(plan.effective.to)) || OPEN_END,
  };
  const wantedDay = written === undefined ? undefined : parseDay(written);
  if (participant === undefined)
    return {
      seat: { company, participant: NOBODY(company.currency), position: NO_SEAT, quotas: [] },
      day: wantedDay ?? nearestDay(effective, now),
      position: null,
    };
  const on = wantedDay ?? now;
  await authorise(session, "statements.read", participant, openDay(on) ?? undefined);
  if (!(await store.as(databaseSession(session), (tx) => seesPay(tx, participant)))) throw new Problem("not-found");
  const held = seatsOnPlan(present, plan.set, plan.plan).filter(
    (each) => each.participant === participant && each.version === plan.version && (position === undefined || each.position === position),
  );
  const stretch = held.find(({ from, to }) => from <= on && on < to) ?? held.at(-1);
  const person = participants.get(participant);
  const seat = positions.get(stretch?.position ?? "");
  if (!stretch || !person || !seat) throw new Problem("not-found", `${participant} is not on version ${plan.version} of plan ${plan.plan}`);
  const own = quotas.filter((quota) => quota.position === seat.id);
  return {
    seat: { company, participant: person, position: seat, quotas: own },
    day: wantedDay ?? quotaDay(stretch, measuredBy(plan, own), now),
    position: seat.id,
  };
}

/** The quotas that a plan measures against. */
function measuredBy({ measures }: Plan, quotas: readonly Quota[]): readonly Quota[] {
  const names = new Set(measures.map(({ quota }) => quota));
  return quotas.filter(({ measure }) => names.has(measure));
}

/** Stands for anybody on the plan: nothing personal is known of them. */
const NOBODY = (currency: string): CurveSeat["participant"] => ({
  id: "anybody",
  name: "",
  hired: OPEN_START,
  left: OPEN_END,
  currency,
  attributes: new Map(),
});
const NO_SEAT: CurveSeat["position"] = { id: "any-seat", title: "", role: "", attributes: new Map() };
