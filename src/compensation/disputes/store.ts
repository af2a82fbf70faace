import { sql } from "kysely";
import type { SignedIn } from "../../access/session.ts";
import { type ReachColumns, withinReach } from "../../access/reach/store.ts";
import type { Transaction } from "../../app/database/store.ts";
import { formatMinor } from "../../money/money.ts";
import type { LineRow } from "../statements/lines/store.ts";
import type { StatementPage, StatementRow } from "../statements/store.ts";
import type { DisputeSide, DisputeState, DisputeStep } from "./dispute.ts";
import type { DisputePage } from "./schemas.ts";

/** A dispute belongs to the person and the last day of the period that it is about. */
const REACH: ReachColumns = { owner: "d.participant", day: sql`coalesce(d.last_day, current_date)` };

/** Disputes within the session's reach, with how much was said and when last. */
export function disputeRows(tx: Transaction, companyId: number, session: SignedIn) {
  return tx
    .selectFrom("disputes as d")
    .leftJoin("people_personal as n", (join) =>
      join.onRef("n.company_id", "=", "d.company_id").onRef("n.participant", "=", "d.participant"),
    )
    .innerJoinLateral(
      (e) =>
        e
          .selectFrom("dispute_messages as m")
          .select([sql<number>`count(*)::int`.as("messages"), sql<Date>`coalesce(max(m.written_at), d.asked_at)`.as("latest")])
          .whereRef("m.company_id", "=", "d.company_id")
          .whereRef("m.dispute", "=", "d.dispute")
          .as("said"),
      (join) => join.onTrue(),
    )
    .select(["d.dispute", "d.participant", "n.name", "d.set", "d.period", "d.from", "d.currency", "d.component", "d.window"])
    .select(["d.source", "d.transaction", "d.line", "d.amount", "d.question", "d.state", "d.adjustment"])
    .select(["d.calculation_id as calculation", "d.line_no as lineNo", "d.asked_at as askedAt", "said.messages", "said.latest"])
    .where("d.company_id", "=", companyId)
    .where(withinReach(session, "disputes.read", REACH));
}

const SHOWN = 5;

/** What a participant asked that is not over, the latest first. */
export async function ownDisputes(tx: Transaction, session: SignedIn, participant: string) {
  const rows = await tx
    .selectFrom(disputeRows(tx, session.company.id, session).as("own"))
    .select(["dispute", "period", "question", "state", "latest"])
    .where("participant", "=", participant)
    .where("state", "in", ["open", "answered"])
    .orderBy("latest", "desc")
    .limit(SHOWN)
    .execute();
  return rows.map(({ latest, ...row }) => ({ ...row, latest: latest.toISOString() }));
}

/** One dispute within the session's reach, with its whole row; undefined when there is none to see. */
export async function readDispute(tx: Transaction, session: SignedIn, dispute: string) {
  return tx
    .selectFrom("disputes as d")
    .leftJoin("people_personal as n", (join) =>
      join.onRef("n.company_id", "=", "d.company_id").onRef("n.participant", "=", "d.participant"),
    )
    .selectAll("d")
    .select("n.name")
    .where("d.company_id", "=", session.company.id)
    .where("d.dispute", "=", dispute)
    .where(withinReach(session, "disputes.read", REACH))
    .executeTakeFirst();
}
export type DisputeRow = NonNullable<Awaited<ReturnType<typeof readDispute>>>;

/** A dispute's row as the API shows it. */
export function factsOf(row: DisputeRow): Omit<DisputePage, "steps" | "messages" | "now" | "adjusted"> {
  return {
    dispute: row.dispute,
    participant: row.participant,
    name: row.name,
    set: row.set,
    period: row.period,
    currency: row.currency,
    calculation: row.calculation_id,
    lineNo: row.line_no,
    component: row.component,
    window: row.window,
    source: row.source,
    transaction: row.transaction,
    line: row.line,
    amount: row.amount,
    question: row.question,
    state: row.state,
    adjustment: row.adjustment,
    askedAt: row.asked_at.toISOString(),
  };
}

/** What was said, in its order. */
export async function messagesOf(tx: Transaction, companyId: number, dispute: string) {
  return tx
    .selectFrom("dispute_messages")
    .select(["message", "author", "side", "step", "body", "adjustment", "adjustment_amount", "written_at", "change_number"])
    .where("company_id", "=", companyId)
    .where("dispute", "=", dispute)
    .orderBy("message")
    .execute();
}

type Asked = {
  readonly dispute: string;
  readonly statement: StatementPage;
  /** What it is about, the narrowest that is known. */
  readonly line: LineRow | undefined;
  readonly component: { readonly component: string; readonly amount: string } | undefined;
  readonly question: string;
  readonly author: string;
};

/** Opens a dispute about a statement, a component or a line as they are now. */
export async function insertDispute(tx: Transaction, companyId: number, asked: Asked): Promise<void> {
  const { dispute, statement, line, component, question, author } = asked;
  await tx
    .insertInto("disputes")
    .values({
      company_id: companyId,
      dispute,
      participant: statement.participant,
      set: statement.set,
      period: statement.period,
      currency: statement.currency,
      from: statement.from,
      last_day: sql<string | null>`attain_last_day(${statement.to}::text)`,
      calculation_id: statement.calculation,
      line_no: line?.lineNo ?? null,
      component: line?.component ?? component?.component ?? null,
      window: line?.window ?? null,
      source: line?.credit?.source ?? null,
      transaction: line?.credit?.transaction ?? null,
      line: line?.credit?.line ?? null,
      manual: line?.manual?.adjustment ?? null,
      amount: line?.amount ?? component?.amount ?? statement.amount,
      question,
      asked_by: author,
    })
    .execute();
}

type Said = {
  readonly dispute: string;
  readonly author: string;
  readonly side: DisputeSide;
  readonly step: DisputeStep;
  readonly body: string;
  readonly adjustment?: { readonly id: string; readonly amount: string } | undefined;
};

/** Adds a message after those that are there. Within `publish`, whose lock keeps the numbers apart. */
export async function insertMessage(tx: Transaction, companyId: number, { dispute, adjustment, ...said }: Said): Promise<void> {
  const { last } = await tx
    .selectFrom("dispute_messages")
    .select(sql<number>`coalesce(max(message), 0)`.as("last"))
    .where("company_id", "=", companyId)
    .where("dispute", "=", dispute)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("dispute_messages")
    .values({
      company_id: companyId,
      dispute,
      message: last + 1,
      ...said,
      adjustment: adjustment?.id ?? null,
      adjustment_amount: adjustment?.amount ?? null,
    })
    .execute();
}

/** Moves a dispute on under the change that is being published. */
export async function moveDispute(
  tx: Transaction,
  companyId: number,
  dispute: string,
  changeNumber: number,
  to: { readonly state: DisputeState; readonly adjustment?: string | undefined },
): Promise<void> {
  await tx
    .updateTable("disputes")
    .set({ state: to.state, ...(to.adjustment === undefined ? {} : { adjustment: to.adjustment }), change_number: changeNumber })
    .where("company_id", "=", companyId)
    .where("dispute", "=", dispute)
    .execute();
}

type FoundLine = { readonly lineNo: number; readonly amount: string };

/** The line of a statement that an adjustment makes. */
export async function adjustmentLine(
  tx: Transaction,
  companyId: number,
  statement: StatementRow,
  adjustment: string,
): Promise<FoundLine | undefined> {
  const row = await linesOf(tx, companyId, statement)
    .where(sql<string>`l.manual ->> 'adjustment'`, "=", adjustment)
    .executeTakeFirst();
  return row && found(row, statement);
}

/** The line that a dispute is about, on another statement of the same person and period: numbers of lines change from calculation to calculation. */
export async function sameLine(
  tx: Transaction,
  companyId: number,
  statement: StatementRow,
  about: DisputeRow,
): Promise<FoundLine | undefined> {
  if (about.manual !== null) return adjustmentLine(tx, companyId, statement, about.manual);
  if (about.component === null || about.line_no === null) return undefined;
  const credit = sql`(t.source, t.transaction, t.line) is not distinct from (${about.source}::text, ${about.transaction}::text, ${about.line}::text)`;
  const row = await linesOf(tx, companyId, statement)
    .where("l.component", "=", about.component)
    .where(sql<boolean>`l.window is not distinct from ${about.window}::text`)
    .where(sql<boolean>`${credit}`)
    .executeTakeFirst();
  return row && found(row, statement);
}

function linesOf(tx: Transaction, companyId: number, { calculation, participant, period, currency }: StatementRow) {
  return tx
    .selectFrom("statement_lines as l")
    .leftJoin("transactions as t", (join) =>
      join.onRef("t.company_id", "=", "l.company_id").onRef("t.transaction_id", "=", "l.transaction_id"),
    )
    .select(["l.line_no", "l.amount_minor"])
    .where("l.company_id", "=", companyId)
    .where("l.calculation_id", "=", calculation)
    .where("l.participant", "=", participant)
    .where("l.period", "=", period)
    .where("l.currency", "=", currency)
    .orderBy("l.line_no")
    .limit(1);
}

function found(row: { readonly line_no: number; readonly amount_minor: number }, { currency }: StatementRow): FoundLine {
  return { lineNo: row.line_no, amount: formatMinor(BigInt(row.amount_minor), currency) };
}
