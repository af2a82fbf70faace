import type { Kysely } from "kysely";
import type { Database } from "../database/schema.ts";
import type { Clock, SignIn } from "./kit/ports.ts";

/** The last use of a session is written at most once in so long: reading a page must not become a write. */
export const LAST_USE_MS = 5 * 60_000;

export type Sessions = SignIn["sessions"] & {
  readonly noteUse: (session: { readonly id: string; readonly updatedAt: Date }) => Promise<void>;
};

/** Sessions as their owner sees them: better-auth's rows, where `updatedAt` is the last use. */
export function newSessions(database: Kysely<Database>, clock: Clock): Sessions {
  const live = () => new Date(clock.nowMs());
  return {
    noteUse: async ({ id, updatedAt }) => {
      const nowMs = clock.nowMs();
      if (nowMs - updatedAt.getTime() < LAST_USE_MS) return;
      const before = new Date(nowMs - LAST_USE_MS);
      await database
        .updateTable("session")
        .set({ updatedAt: new Date(nowMs) })
        .where("id", "=", id)
        .where("updatedAt", "<=", before)
        .execute();
    },
    list: async (userId) => {
      const rows = await database
        .selectFrom("session")
        .select(["id", "userAgent", "createdAt", "updatedAt", "expiresAt"])
        .where("userId", "=", userId)
        .where("expiresAt", ">", live())
        .orderBy("updatedAt", "desc")
        .orderBy("id")
        .execute();
      return rows.map(({ id, userAgent, createdAt, updatedAt, expiresAt }) => ({
        id,
        userAgent: userAgent ?? "",
        begun: createdAt,
        lastUsed: updatedAt,
        expires: expiresAt,
      }));
    },
    end: async (userId, sessionId) => {
      const { numDeletedRows } = await database
        .deleteFrom("session")
        .where("userId", "=", userId)
        .where("id", "=", sessionId)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    endOthers: async (userId, keptId) => {
      let others = database.deleteFrom("session").where("userId", "=", userId);
      if (keptId !== null) others = others.where("id", "!=", keptId);
      await others.execute();
    },
  };
}
