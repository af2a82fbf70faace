import { z } from "@hono/zod-openapi";
import { reachOfActor } from "../../access/permissions.ts";
import { usersById } from "../../access/sign-in-events/store.ts";
import type { SignedIn } from "../../access/session.ts";
import type { Session, Store, Transaction } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { choice, day, decimal, integer, nullable, searched, text, time } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import type { Adjusting } from "../adjustments/api.ts";
import { readLine } from "../statements/lines/store.ts";
import { readStatement, withinStatements } from "../statements/store.ts";
import { afterStep, DISPUTE_STATES, type DisputeSide, type DisputeStep, stepsFor } from "./dispute.ts";
import {
  type Answer,
  answerSchema,
  type DisputePage,
  disputePageSchema,
  messageSchema,
  type NewDispute,
  newDisputeSchema,
} from "./schemas.ts";
import {
  adjustmentLine,
  type DisputeRow,
  disputeRows,
  factsOf,
  insertDispute,
  insertMessage,
  messagesOf,
  moveDispute,
  readDispute,
  sameLine,
} from "./store.ts";

const disputes = defineList({
  permission: "disputes.read",
  path: "/api/disputes",
  operationId: "listDisputes",
  summary: "Disputes: what participants ask about their statements",
  name: "DisputeRow",
  columns: {
    dispute: searched(text("Its id")),
    participant: searched(text("Whose statement: the participant's id")),
    name: searched(nullable(text("The participant's name"))),
    set: text("Plan set"),
    period: text("Period of the statement"),
    from: day("First day of the period"),
    currency: text("Currency of the statement"),
    component: nullable(text("The component that it is about; null: the statement as a whole")),
    window: nullable(text("The window of the line")),
    source: nullable(text("Of the line's transaction")),
    transaction: searched(nullable(text("The line's transaction"))),
    line: nullable(text("The line of that transaction")),
    lineNo: nullable(integer("Number of the statement's line when it was asked")),
    calculation: integer("The calculation whose statement was asked about"),
    amount: decimal("What was paid when it was asked"),
    question: searched(text("What is asked")),
    state: choice(DISPUTE_STATES, "Waits for an answer, is answered, or is over"),
    adjustment: nullable(text("The adjustment made because of it, the latest")),
    messages: integer("How many messages it has"),
    askedAt: time("When it was asked"),
    latest: time("When something was said last"),
  },
  key: ["dispute"],
  defaultSort: "-latest",
});

const params = z.object({ dispute: z.string().max(200) });

const ask = route({
  permission: "disputes.ask",
  method: "post",
  path: "/api/disputes",
  operationId: "askDispute",
  summary: "Ask about an own published statement, one of its components or one of its lines",
  request: { body: jsonBody(newDisputeSchema) },
  responses: { 201: json(z.object({ dispute: z.string() }), "The new dispute's id") },
});

const read = route({
  permission: "disputes.read",
  method: "get",
  path: "/api/disputes/{dispute}",
  operationId: "getDispute",
  summary: "A dispute with what was said, and the line as it is on the statement that counts now",
  request: { params },
  responses: { 200: json(disputePageSchema.openapi("Dispute"), "The dispute") },
});

const say = route({
  permission: "disputes.comment",
  method: "post",
  path: "/api/disputes/{dispute}/messages",
  operationId: "addDisputeMessage",
  summary: "Comment on a dispute, resolve it, withdraw it or open it again. Who leads the person only comments",
  request: { params, body: jsonBody(messageSchema) },
  responses: { 201: json(z.object({ state: z.enum(DISPUTE_STATES) }), "The state after it") },
});

const answering = route({
  permission: "disputes.answer",
  method: "post",
  path: "/api/disputes/{dispute}/answer",
  operationId: "answerDispute",
  summary: "Answer a dispute, with an adjustment of the pay where it is due",
  request: { params, body: jsonBody(answerSchema) },
  responses: { 201: json(z.object({ state: z.enum(DISPUTE_STATES), adjustment: z.string().nullable() }), "The state after it") },
});

export function disputeRoutes({ store, adjusting }: { readonly store: Store; readonly adjusting: Adjusting }) {
  return routes()
    .openapi(disputes.route, async (context) =>
      disputes.answer(context, store, (tx, { companyId, session }) => disputeRows(tx, companyId, session)),
    )
    .openapi(ask, async (context) => {
      const session = sessionOf(context);
      const wanted = context.req.valid("json");
      await authorise(session, "disputes.ask", wanted.participant);
      return context.json({ dispute: await asked(store, session, wanted) }, 201);
    })
    .openapi(read, async (context) => {
      const session = sessionOf(context);
      const { dispute } = context.req.valid("param");
      return context.json(await pageOf(store, session, dispute), 200);
    })
    .openapi(say, async (context) => {
      const session = sessionOf(context);
      const { dispute } = context.req.valid("param");
      const { step, body } = context.req.valid("json");
      const owner = await ownerOf(store, session, dispute);
      await authorise(session, "disputes.comment", owner.participant, owner.last_day ?? undefined);
      const { state } = await moved(store, session, dispute, { step, body });
      return context.json({ state }, 201);
    })
    .openapi(answering, async (context) => {
      const session = sessionOf(context);
      const { dispute } = context.req.valid("param");
      await authorise(session, "disputes.answer", null);
      return context.json(await moved(store, session, dispute, { step: "answer", ...context.req.valid("json") }, adjusting), 201);
    });
}

async function ownerOf(store: Store, session: SignedIn, dispute: string): Promise<DisputeRow> {
  const found = await store.as(databaseSession(session), (tx) => readDispute(tx, session, dispute));
  return found ?? missing(dispute);
}

function missing(dispute: string): never {
  throw new Problem("not-found", `There is no dispute ${dispute}`);
}

/** Opens a dispute about what is published; gives its id. */
async function asked(store: Store, session: SignedIn, wanted: NewDispute): Promise<string> {
  const companyId = session.company.id;
  const { participant, set, period, currency, component, line, question } = wanted;
  return publish(store, session, `Asked about ${period}`, async (tx, changeNumber) => {
    const statement = await readStatement(tx, companyId, { set, participant, period, currency, within: withinStatements(session) });
    if (!statement) throw new Problem("not-found", `There is no statement of ${participant} for ${period} in plan set ${set}`);
    const ofLine = line === undefined ? undefined : await readLine(tx, { companyId, ...statement }, line);
    if (line !== undefined && !ofLine) throw wrong("line", `The statement has no line ${line}`);
    const ofComponent = component === undefined ? undefined : statement.components.find((each) => each.component === component);
    if (component !== undefined && !ofComponent) throw wrong("component", `The statement has no component ${component}`);
    const dispute = `D${changeNumber}`;
    const author = session.user.id;
    await insertDispute(tx, companyId, { dispute, statement, line: ofLine, component: ofComponent, question, author });
    await insertMessage(tx, companyId, { dispute, author, side: sideOf(session, statement), step: "ask", body: question });
    return dispute;
  });
}

type Move = { readonly step: Exclude<DisputeStep, "ask"> } & Answer;

/** Takes a step under a change of its own; an adjustment that belongs to it is made in the same one. */
async function moved(store: Store, session: SignedIn, dispute: string, { step, body, adjustment }: Move, adjusting?: Adjusting) {
  const companyId = session.company.id;
  return publish(store, session, `${step}: ${dispute}`, async (tx, changeNumber) => {
    const found = (await readDispute(tx, session, dispute)) ?? missing(dispute);
    const side = sideOf(session, found);
    const after = afterStep(found.state, side, step);
    if ("refused" in after) throw refusal(after.refused, step, found);
    const { participant, set, period, from, currency } = found;
    const made = adjustment &&
      adjusting && {
        ...adjustment,
        id: await adjusting.within(tx, companyId, changeNumber, { participant, set, period, from, currency, ...adjustment }),
      };
    await insertMessage(tx, companyId, { dispute, author: session.user.id, side, step, body, adjustment: made });
    if (after.state !== found.state || made) await moveDispute(tx, companyId, dispute, changeNumber, { ...after, adjustment: made?.id });
    return { ...after, adjustment: made?.id ?? null };
  });
}

function refusal(refused: "side" | "state", step: DisputeStep, { dispute, state }: DisputeRow): Problem {
  return refused === "side"
    ? new Problem(
        "not-permitted",
        `It is not for you to ${step} ${dispute}: nobody answers their own dispute, and who leads a person only comments`,
      )
    : new Problem("not-in-this-state", `${dispute} is ${state}: it takes no ${step}`);
}

function publish<T>(
  store: Store,
  session: SignedIn,
  reason: string,
  work: (tx: Transaction, changeNumber: number) => Promise<T>,
): Promise<T> {
  const as: Session = databaseSession(session);
  return store.publish(as, { reason, kind: "dispute" }, work);
}

/** For whom the session speaks: for itself before all else, so that nobody answers themselves. */
function sideOf(session: SignedIn, { participant }: { readonly participant: string }): DisputeSide {
  if (session.participant === participant) return "asker";
  return reachOfActor(session, "disputes.answer") === "company" ? "administration" : "manager";
}

async function pageOf(store: Store, session: SignedIn, dispute: string): Promise<DisputePage> {
  const companyId = session.company.id;
  const { found, messages, ...lines } = await store.as(databaseSession(session), async (tx) => {
    const row = (await readDispute(tx, session, dispute)) ?? missing(dispute);
    const { set, participant, period, currency } = row;
    const statement = await readStatement(tx, companyId, { set, participant, period, currency, within: withinStatements(session) });
    const same = statement && (await sameLine(tx, companyId, statement, row));
    const adjusted = statement && row.adjustment !== null ? await adjustmentLine(tx, companyId, statement, row.adjustment) : undefined;
    return {
      found: row,
      messages: await messagesOf(tx, companyId, dispute),
      now: statement && same ? { calculation: statement.calculation, state: statement.state, ...same } : null,
      adjusted: statement && adjusted ? { state: statement.state, ...adjusted } : null,
    };
  });
  await authorise(session, "disputes.read", found.participant, found.last_day ?? undefined);
  const users = await usersById(store.signIn, [...new Set(messages.map(({ author }) => author))]);
  return {
    ...factsOf(found),
    ...lines,
    steps: reachOfActor(session, "disputes.comment") !== undefined ? stepsFor(found.state, sideOf(session, found)) : [],
    messages: messages.map(({ author, adjustment_amount, written_at, change_number, ...message }) => ({
      ...message,
      author: users.get(author)?.name ?? author,
      adjustmentAmount: adjustment_amount,
      writtenAt: written_at.toISOString(),
      change: change_number,
    })),
  };
}

function wrong(field: string, message: string): Problem {
  return new Problem("invalid-input", message, { errors: [{ place: `body.${field}`, message }] });
}
