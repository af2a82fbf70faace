import { type Kysely, sql } from "kysely";
import type { Database } from "../../app/database/schema.ts";
import type { Transaction } from "../../app/database/store.ts";
import { deviceOf } from "../sessions/device.ts";
import { membershipsOf } from "../store.ts";
import { dayOfClock } from "../today.ts";
import { networkOf, type SignInEvent } from "./event.ts";

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

/** A company's events with the names of those whom they are about. */
export function signInEventRows(tx: Transaction, { companyId }: { readonly companyId: number }) {
  return tx
    .selectFrom("sign_in_events as e")
    .select(["e.event", "e.at", "e.kind", "e.user_id as user", "e.actor", "e.subject", "e.device", "e.network"])
    .select([sql<string | null>`attain_user_name(e.user_id)`.as("userName"), sql<string | null>`attain_user_name(e.actor)`.as("actorName")])
    .where("e.company_id", "=", companyId);
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
