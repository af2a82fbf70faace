import type { Kysely } from "kysely";
import type { Database } from "../../app/database/schema.ts";
import type { Transaction } from "../../app/database/store.ts";
import { deviceOf } from "../sessions/device.ts";
import { membershipsOf } from "../store.ts";
import { dayOfClock } from "../today.ts";
import { type EventKind, networkOf, type SignInEvent } from "./event.ts";

/** Writes an event down, in each company that it is about. `digest` is the server's keyed hash. */
export async function noteSignInEvent(
  database: Kysely<Database>,
  event: SignInEvent,
  nowMs: number,
  digest: (text: string) => string,
): Promise<void> {
  const network = event.address === undefined ? null : networkOf(event.address);
  const row = {
    at: new Date(nowMs),
    kind: event.kind,
    user_id: event.userId,
    actor: event.actor ?? null,
    subject: event.subject ?? null,
    device: event.userAgent === undefined ? null : deviceOf(event.userAgent),
    network: network === null ? null : digest(`network ${network}`).slice(0, 12),
  };
  const companies = event.companyId === undefined ? await companiesOfUser(database, event.userId, nowMs) : [event.companyId];
  const rows = (companies.length > 0 ? companies : [null]).map((company_id) => ({ ...row, company_id }));
  await database.insertInto("sign_in_events").values(rows).execute();
}

async function companiesOfUser(database: Kysely<Database>, userId: string | null, nowMs: number): Promise<number[]> {
  if (userId === null) return [];
  return (await membershipsOf(database, userId, dayOfClock(nowMs))).map(({ companyId }) => companyId);
}

export type SignInEventRow = {
  readonly event: number;
  readonly at: Date;
  readonly kind: string;
  readonly userId: string | null;
  readonly actor: string | null;
  readonly subject: string | null;
  readonly device: string | null;
  readonly network: string | null;
};

export type EventFilter = {
  readonly userId?: string | undefined;
  readonly kind?: EventKind | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

/** A company's events, the latest first. `before`: only those with a smaller number. */
export async function signInEvents(
  tx: Transaction,
  companyId: number,
  { userId, kind, before, limit }: EventFilter,
): Promise<SignInEventRow[]> {
  let query = tx
    .selectFrom("sign_in_events")
    .select(["event", "at", "kind", "user_id as userId", "actor", "subject", "device", "network"])
    .where("company_id", "=", companyId);
  if (userId !== undefined) query = query.where("user_id", "=", userId);
  if (kind !== undefined) query = query.where("kind", "=", kind);
  if (before !== undefined) query = query.where("event", "<", before);
  return query.orderBy("event", "desc").limit(limit).execute();
}

/** The names and addresses of users, by id. */
export async function usersById(
  database: Kysely<Database>,
  ids: readonly string[],
): Promise<Map<string, { readonly name: string; readonly email: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await database.selectFrom("user").select(["id", "name", "email"]).where("id", "in", ids).execute();
  return new Map(rows.map(({ id, name, email }) => [id, { name, email }]));
}
