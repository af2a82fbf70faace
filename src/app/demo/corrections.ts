import { SEATS } from "./organisation.ts";
import { quarterAt, type Timeline } from "./timeline.ts";
import type { DemoTransaction } from "./transactions.ts";
import { TRUTHS } from "./truths.ts";

/** Order lines as they were first imported, too high, and as they are: published pay was calculated from both. */
export type Corrections = {
  /** Every transaction as first imported. */
  readonly before: readonly DemoTransaction[];
  /** The corrected ones alone. */
  readonly after: readonly DemoTransaction[];
};

/** Of each of a few account executives the largest order line that is neither split nor returned; `spared` keeps theirs. */
export function correctionsOf(timeline: Timeline, transactions: readonly DemoTransaction[], spared: string): Corrections {
  const { quarter, orders, factor } = TRUTHS.correction;
  const { from, to } = quarterAt(timeline, quarter);
  const returned = new Set(transactions.flatMap(({ kind, of }) => (kind === "return" ? [of] : [])));
  const largest = SEATS.filter(({ title, seat }) => title === "Account executive" && seat !== spared).flatMap(({ seat }) => {
    const lines = transactions.filter(
      (each) => each.kind === "order" && each.order.seat === seat && from <= each.date && each.date < to && !returned.has(each.of),
    );
    return lines.filter(({ parties }) => !parties.some(({ kind }) => kind === "split")).toSorted((a, b) => b.cents - a.cents)[0] ?? [];
  });
  const after = largest.toSorted((a, b) => b.cents - a.cents).slice(0, orders);
  const before = transactions.map((each) =>
    after.includes(each)
      ? { ...each, cents: Math.round((each.cents * factor) / 100) * 100, marginCents: Math.round(each.marginCents * factor) }
      : each,
  );
  return { before, after };
}
