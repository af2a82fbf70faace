import type { Organisation } from "./organisation.ts";
import { quarterIndex, type Timeline } from "./timeline.ts";
import type { DemoTransaction } from "./transactions.ts";

export type QuotaMeasure = "bookings" | "margin" | "renewals" | "supported" | "team";

/** What seats achieved, by measure, seat and quarter of the timeline, in cents: the plans' measures in short, to set quotas by. */
export class Achievements {
  readonly #cents = new Map<string, number>();

  constructor(timeline: Timeline, organisation: Organisation, transactions: readonly DemoTransaction[]) {
    for (const each of transactions) {
      const quarter = quarterIndex(timeline, each.date);
      for (const [measure, seat, cents] of counted(organisation, each)) {
        const key = keyOf(measure, seat, quarter);
        this.#cents.set(key, (this.#cents.get(key) ?? 0) + cents);
      }
    }
  }

  of(measure: QuotaMeasure, seat: string, quarter: number): number {
    return this.#cents.get(keyOf(measure, seat, quarter)) ?? 0;
  }
}

function keyOf(measure: string, seat: string, quarter: number): string {
  return `${measure} ${seat} ${quarter}`;
}

type Counted = readonly [measure: QuotaMeasure, seat: string, cents: number];

/** What a transaction counts for, as the plans have it: see plans.ts. */
function counted(organisation: Organisation, { kind, order, cents, marginCents, parties, date }: DemoTransaction): Counted[] {
  if (order.seat === null || kind === "payment") return [];
  const kept = order.type !== "New business";
  if (kind === "invoice") return kept ? [["margin", order.seat, marginCents]] : [];
  if (kept) {
    const counts: Counted[] = [["team", order.seat, cents]];
    if (kind === "return") counts.push(["margin", order.seat, marginCents]);
    if (order.type === "Renewal") counts.push(["renewals", order.seat, cents]);
    return counts;
  }
  const seatOf = (participant: string): string =>
    organisation.spells.find((held) => held.participant === participant && held.from <= date && date < held.to)?.seat ?? "";
  const splits = parties.filter((party) => party.kind === "split");
  return [
    ...(splits.length === 0
      ? [["bookings", order.seat, cents] as const]
      : splits.map((party): Counted => ["bookings", seatOf(party.participant), Math.round((cents * party.percent) / 100)])),
    ...parties
      .filter((party) => party.kind === "overlay")
      .map((party): Counted => ["supported", seatOf(party.participant), Math.round((cents * party.percent) / 100)]),
  ];
}
