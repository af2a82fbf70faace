import type { Day } from "../../calendar/day.ts";
import type { Opportunity, World } from "./pipeline.ts";
import { Random } from "./random.ts";
import { workday } from "./timeline.ts";

export type ActivityKind = "call" | "meeting" | "demo" | "email";
/** What was done for a deal. */
export type Activity = {
  readonly activity: string;
  readonly kind: ActivityKind;
  readonly date: Day;
  readonly owner: string;
  readonly customer: string;
  readonly opportunity: string;
  readonly minutes: number;
};

/** What is done in a stage, by weight. */
const KINDS: ReadonlyMap<string, readonly (readonly [ActivityKind, number])[]> = new Map([
  [
    "Qualification",
    [
      ["call", 3],
      ["email", 3],
    ] as const,
  ],
  [
    "Discovery",
    [
      ["meeting", 3],
      ["call", 2],
      ["email", 1],
    ] as const,
  ],
  [
    "Demonstration",
    [
      ["demo", 4],
      ["meeting", 1],
      ["email", 1],
    ] as const,
  ],
  [
    "Proposal",
    [
      ["email", 3],
      ["meeting", 2],
      ["call", 1],
    ] as const,
  ],
  [
    "Negotiation",
    [
      ["call", 3],
      ["email", 2],
      ["meeting", 1],
    ] as const,
  ],
]);
const MINUTES: Readonly<Record<ActivityKind, number>> = { call: 20, meeting: 50, demo: 60, email: 5 };
/** So many days of a stage bring one activity on average. */
const DAYS_EACH = 18;

/** Calls, meetings, demos and e-mails of every deal, by day. */
export function activitiesOf({ seed, timeline }: World, opportunities: readonly Opportunity[]): readonly Activity[] {
  const activities = opportunities.flatMap(({ opportunity, owner, customer, steps }) => {
    const random = new Random(seed, "activities", opportunity);
    return steps.flatMap(({ stage, from, to }) => {
      const kinds = KINDS.get(stage) ?? [];
      const end = to ?? timeline.today + 1;
      return Array.from({ length: Math.max(1, random.count((end - from) / DAYS_EACH)) }, () => {
        const kind = random.weighted(kinds);
        const minutes = kind === "email" ? MINUTES.email : Math.max(5, Math.round(random.logNormal(MINUTES[kind], 0.4) / 5) * 5);
        return { kind, date: workday(random.whole(from, end - 1)), owner, customer: customer.customer, opportunity, minutes };
      });
    });
  });
  return activities
    .filter(({ date }) => date <= timeline.today)
    .toSorted((a, b) => a.date - b.date || (a.opportunity < b.opportunity ? -1 : 1))
    .map((each, index) => ({ activity: `AC-${String(index + 1).padStart(6, "0")}`, ...each }));
}
