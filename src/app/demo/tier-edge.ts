import type { Achievements } from "./achievements.ts";
import { type Organisation, SEATS } from "./organisation.ts";
import type { DemoQuota } from "./quotas.ts";
import type { OrderLine } from "./sales.ts";
import { quarterAt, quarterIndex, type Timeline } from "./timeline.ts";
import type { DemoTransaction } from "./transactions.ts";
import { TRUTHS } from "./truths.ts";

const SPOKEN_FOR: readonly string[] = [...TRUTHS.skillGap.seats, TRUTHS.unfairTerritory.seat];
/** An order line is not changed to less than this. */
const LEAST_CENTS = 300_000;

/** The seat that ends a quarter just below its quota, and how one of its order lines must read for that. */
export type TierEdge = { readonly seat: string; readonly participant: string; readonly line: OrderLine; readonly cents: number };

/** Chooses the account executive who came nearest to the wanted distance by themselves. */
export function tierEdgeOf(
  timeline: Timeline,
  organisation: Organisation,
  achieved: Achievements,
  quotas: readonly DemoQuota[],
  transactions: readonly DemoTransaction[],
): TierEdge {
  const { quarter, shortCents } = TRUTHS.tierEdge;
  const { from, to } = quarterAt(timeline, quarter);
  const candidates = SEATS.filter(({ title, seat }) => title === "Account executive" && !SPOKEN_FOR.includes(seat)).flatMap(({ seat }) => {
    const quota = quotas.find((each) => each.seat === seat && each.measure === "bookings" && each.quarter === quarter);
    const held = organisation.spells.find((spell) => spell.seat === seat && spell.from <= timeline.from && timeline.today < spell.to);
    if (!quota || !held) return [];
    const missing = quota.dollars * 100 - shortCents - achieved.of("bookings", seat, quarter);
    const returned = new Set(transactions.flatMap(({ kind, of }) => (kind === "return" ? [of] : [])));
    const line = transactions
      .filter((each) => each.kind === "order" && each.order.type === "New business" && each.order.seat === seat)
      .filter(({ date, parties, of }) => from <= date && date < to && !parties.some(({ kind }) => kind === "split") && !returned.has(of))
      .toSorted((a, b) => b.cents - a.cents)
      .find(({ cents }) => cents + missing >= LEAST_CENTS)?.of;
    return line ? [{ seat, participant: held.participant, line, cents: line.cents + missing, distance: Math.abs(missing) }] : [];
  });
  const nearest = candidates.toSorted((a, b) => a.distance - b.distance)[0];
  if (!nearest || quarterIndex(timeline, from) !== quarter) throw new RangeError("Nobody sold enough to end near a quota");
  return nearest;
}
