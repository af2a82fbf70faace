import { z } from "@hono/zod-openapi";
import { reachOfActor } from "../../access/permissions.ts";
import type { Session, Store, Transaction } from "../../app/database/store.ts";
import { authorise, databaseSession, routes, sessionOf } from "../../app/server/kit/environment.ts";
import { choice, day, decimal, integer, nullable, searched, text, time, truth } from "../../app/server/kit/list/columns.ts";
import { defineList } from "../../app/server/kit/list/list.ts";
import { Problem } from "../../app/server/kit/problem.ts";
import { json, jsonBody, route } from "../../app/server/kit/route.ts";
import { add, compare, ONE, ZERO } from "../../money/rational.ts";
import { type Decimal, parseDecimal, toRational } from "../../money/decimal.ts";
import { TRANSACTION_KINDS } from "../../transactions/tables.ts";
import type { PresentWorklist } from "./present.ts";
import { UNPAID_REASONS } from "./reasons.ts";
import type { NewOwners } from "./reassigned.ts";
import { newOwnersSchema, type Owners, ownershipPreviewSchema, ownersSchema, undoneSchema, worklistSummarySchema } from "./schemas.ts";
import { asSeen, changedSince, heldBack, OWNERSHIP, ownershipRows, setOwners, unknownParticipants, worklistRows } from "./store.ts";

/** Takes ownership changes back; a problem is thrown where it cannot be. */
export type Owning = {
  readonly undo: (session: Session, change: number) => Promise<z.infer<typeof undoneSchema>>;
};

export type WorklistDeps = {
  readonly store: Store;
  readonly owning: Owning;
  readonly present: { readonly worklist: PresentWorklist };
};

const worklist = defineList({
  permission: "worklist.read",
  path: "/api/worklist",
  operationId: "listWorklist",
  summary: "Transactions without owner, credit or pay on what is known now, each with the reason why",
  name: "WorklistRow",
  columns: {
    source: text("System the line comes from"),
    transaction: searched(text("The source's id")),
    line: text("Line within the transaction"),
    kind: choice(TRANSACTION_KINDS, "What it is"),
    date: day("Business date"),
    reason: choice(UNPAID_REASONS, "The first step that keeps it from being paid"),
    credited: truth("Whether somebody is credited for it, without pay"),
    open: truth("Whether somebody has to act; else the plan says so, or its day has not come"),
    customer: nullable(text("Who bought: the customer's id")),
    customerName: searched(nullable(text("Who bought"))),
    product: nullable(text("What: the product's id")),
    productName: searched(nullable(text("What"))),
    owner: nullable(text("Who sold: the participant's id")),
    ownerName: searched(nullable(text("Who sold"))),
    position: nullable(text("The seat that sold, where it is named")),
    amount: decimal("Signed, at source precision"),
    currency: text("Currency of the amount"),
    change: integer("Written by this change"),
  },
  key: ["source", "transaction", "line"],
  defaultSort: "-date",
});

const summary = route({
  permission: "worklist.read",
  method: "get",
  path: "/api/worklist-summary",
  operationId: "getWorklistSummary",
  summary: "How many transactions stand on the worklist, by reason",
  responses: { 200: json(worklistSummarySchema.openapi("WorklistSummary"), "Counts by reason") },
});

const preview = route({
  permission: "worklist.manage",
  method: "post",
  path: "/api/ownership-previews",
  operationId: "previewOwners",
  summary:
    "What new owners of some transactions would change, worked out and written nowhere: whose credit, whose pay, what stays on the worklist",
  request: { body: jsonBody(ownersSchema) },
  responses: { 200: json(ownershipPreviewSchema.openapi("OwnershipPreview"), "Credit and pay before and after") },
});

const changes = defineList({
  permission: "worklist.read",
  path: "/api/ownership-changes",
  operationId: "listOwnershipChanges",
  summary: "Changes that gave transactions other owners, and that took this back",
  name: "OwnershipChange",
  columns: {
    change: integer("Its change number"),
    at: time("When"),
    actor: searched(text("Who made it: the user's id")),
    reason: searched(text("Why")),
    transactions: integer("How many transactions it concerned"),
    undone: truth("Whether it was taken back"),
    undo: truth("Whether it takes another back"),
  },
  key: ["change"],
  defaultSort: "-change",
});

const assign = route({
  permission: "worklist.manage",
  method: "post",
  path: "/api/ownership-changes",
  operationId: "changeOwners",
  summary: "Give transactions another owner, or split them between several, as it was previewed",
  request: { body: jsonBody(newOwnersSchema) },
  responses: { 201: json(z.object({ change: z.number().int(), transactions: z.number().int() }), "Published under this change number") },
});

const undo = route({
  permission: "worklist.manage",
  method: "post",
  path: "/api/ownership-changes/{change}/undo",
  operationId: "undoOwners",
  summary: "Take an ownership change back: what nobody has changed since is as it was before",
  request: { params: z.object({ change: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }) },
  responses: { 200: json(undoneSchema.openapi("OwnershipUndone"), "What is as before, and what was kept as it is") },
});

export function worklistRoutes({ store, owning, present }: WorklistDeps) {
  return routes()
    .openapi(worklist.route, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "worklist.read", null);
      const { reason, credited, open } = context.req.valid("query");
      const now = await present.worklist.rows(session.company.id, { reason, credited, open });
      return worklist.answer(context, store, (tx) => worklistRows(tx, session, now?.told ?? { ids: [], codes: [] }));
    })
    .openapi(summary, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "worklist.read", null);
      const now = await present.worklist.counts(session.company.id);
      const held = await store.as(databaseSession(session), (tx) => heldBack(tx, session.company.id));
      const counts = now?.told ?? { transactions: 0, reasons: [] };
      return context.json({ set: now?.set ?? null, inputChange: now?.inputChange ?? 0, ...counts, heldBack: held }, 200);
    })
    .openapi(preview, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "worklist.manage", null);
      const wanted = context.req.valid("json");
      const owners = sharesOf(wanted);
      await store.as(databaseSession(session), (tx) => refuseUnknown(tx, session.company.id, wanted));
      const now = await present.worklist.owners(session.company.id, { transactions: wanted.transactions, owners });
      if (!now) throw new Problem("not-found", "There is no plan yet, by which anybody could be credited");
      const { told } = now;
      const seesPay = reachOfActor(session, "statements.read") === "company";
      const shown = told && (await store.as(databaseSession(session), (tx) => asSeen(tx, session.company.id, wanted.transactions, told)));
      if (!shown) throw wrong("transactions", "Some of the transactions are not there, or were taken back");
      return context.json(seesPay ? shown : { ...shown, pay: null }, 200);
    })
    .openapi(changes.route, async (context) => {
      await authorise(sessionOf(context), "worklist.read", null);
      return changes.answer(context, store, (tx, { companyId }) => ownershipRows(tx, companyId));
    })
    .openapi(assign, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "worklist.manage", null);
      const wanted = context.req.valid("json");
      sharesOf(wanted);
      const companyId = session.company.id;
      const change = await store.publish(databaseSession(session), { reason: wanted.reason, kind: OWNERSHIP }, async (tx, changeNumber) => {
        await refuseUnknown(tx, companyId, wanted);
        const { missing, changed } = await changedSince(tx, companyId, wanted.transactions, wanted.seen);
        if (missing.length > 0) throw wrong("transactions", `Not there, or taken back: ${missing.slice(0, 5).join(", ")}`);
        if (changed.length > 0)
          throw new Problem("changed-since", `Changed after change ${wanted.seen}: ${changed.slice(0, 5).join(", ")}`);
        await setOwners(tx, companyId, changeNumber, wanted);
        return changeNumber;
      });
      return context.json({ change, transactions: wanted.transactions.length }, 201);
    })
    .openapi(undo, async (context) => {
      const session = sessionOf(context);
      await authorise(session, "worklist.manage", null);
      return context.json(await owning.undo(databaseSession(session), context.req.valid("param").change), 200);
    });
}

/** The parties with their shares, which together are the whole. Throws the problem "invalid-input" with the field. */
function sharesOf({ owners }: Owners): NewOwners {
  const parties = owners.map(({ participant, share }) => ({ participant, share: parseDecimal(share) ?? NOTHING }));
  if (new Set(owners.map(({ participant }) => participant)).size < owners.length) throw wrong("owners", "A person is named twice");
  if (parties.some(({ share }) => share.unscaled <= 0n)) throw wrong("owners", "A share is above 0");
  const total = parties.reduce((sum, { share }) => add(sum, toRational(share)), ZERO);
  if (compare(total, ONE) !== 0) throw wrong("owners", "The shares do not total 1, the whole");
  return parties;
}
const NOTHING: Decimal = { unscaled: 0n, scale: 0 };

async function refuseUnknown(tx: Transaction, companyId: number, { owners }: Owners): Promise<void> {
  const [unknown] = await unknownParticipants(
    tx,
    companyId,
    owners.map(({ participant }) => participant),
  );
  if (unknown !== undefined) throw wrong("owners", `There is no participant ${unknown}`);
}

function wrong(field: string, message: string): Problem {
  return new Problem("invalid-input", message, { errors: [{ place: `body.${field}`, message }] });
}
