import { sql } from "kysely";
import type { SignedIn } from "../../../access/session.ts";
import type { Transaction } from "../../../app/database/store.ts";
import { attainmentRows } from "../list/store.ts";

const EDGES = [0, 50, 80, 100, 120, 150] as const;
/** Bands of attainment in percent, half-open: what returns pushed below zero counts to the first. */
export const BANDS = EDGES.map((from, index) => ({ from, to: EDGES[index + 1] ?? null }));

export type Distribution = { readonly measure: string; readonly counts: number[]; readonly people: number };

/** Of each measure with a quota how many rows of attainment lie in each band. */
export async function attainmentCounts(
  tx: Transaction,
  session: SignedIn,
  { set, period, plan }: { readonly set: string; readonly period: string; readonly plan?: string | undefined },
): Promise<Distribution[]> {
  const band = sql<number>`greatest(width_bucket("attainmentPercent", array[${sql.join(EDGES.map((edge) => sql.lit(edge)))}]::numeric[]), 1)::int`;
  const rows = await tx
    .selectFrom(attainmentRows(tx, session.company.id, session).as("r"))
    .select(["r.measure", band.as("band"), sql<number>`count(*)::int`.as("count")])
    .where("r.set", "=", set)
    .where("r.period", "=", period)
    .where("r.attainmentPercent", "is not", null)
    .$if(plan !== undefined, (query) => query.where("r.plan", "=", plan ?? ""))
    .groupBy(["r.measure", sql`2`])
    .orderBy("r.measure")
    .execute();
  return [...Map.groupBy(rows, ({ measure }) => measure)].map(([measure, found]) => {
    const counts = BANDS.map((_, index) => found.find((row) => row.band === index + 1)?.count ?? 0);
    return { measure, counts, people: counts.reduce((sum, count) => sum + count, 0) };
  });
}
