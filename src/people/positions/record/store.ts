import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { Known } from "../../../app/database/as-of.ts";
import type { Transaction } from "../../../app/database/store.ts";
import type { seatSchema } from "../../schemas.ts";

type Seat = Pick<z.infer<typeof seatSchema>, "holders" | "lines" | "below">;

/** Days without end are null in JSON, as everywhere in the API. */
const ended = (bound: RawBuilder<unknown>) => sql<string | null>`case when isfinite(${bound}) then (${bound})::text end`;

/** Who held the seat and when, what it reported to, and the seats below it on a day. Row security leaves what the session may see. */
export async function readSeat(tx: Transaction, known: Known, position: string, on: string): Promise<Seat> {
  const holders = await tx
    .selectFrom(known("assignments").as("a"))
    .leftJoin(known("people_personal").as("n"), "n.participant", "a.participant")
    .select(["a.participant", "n.name", "a.share"])
    .select([ended(sql.ref("a.from")).as("from"), ended(sql.ref("a.to")).as("to")])
    .where("a.position", "=", position)
    .orderBy("a.from")
    .orderBy("a.participant")
    .execute();
  const lines = await tx
    .selectFrom(known("reporting_lines").as("l"))
    .leftJoin(known("positions").as("p"), "p.position", "l.parent")
    .select(["l.parent", "p.title"])
    .select([ended(sql.ref("l.from")).as("from"), ended(sql.ref("l.to")).as("to")])
    .where("l.position", "=", position)
    .orderBy("l.from")
    .execute();
  const below = await tx
    .selectFrom(known("positions").as("p"))
    .leftJoin(known("reporting_lines").as("l"), (join) =>
      join.onRef("l.position", "=", "p.position").on("l.from", "<=", on).on("l.to", ">", on),
    )
    .select(["p.position", "p.title"])
    .where(sql<string>`coalesce(l.parent, p.parent)`, "=", position)
    .orderBy("p.position")
    .execute();
  return { holders: holders.map(({ name, ...row }) => ({ ...row, name: name ?? row.participant })), lines, below };
}
