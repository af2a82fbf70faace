import type { Day } from "../../calendar/day.ts";
import { Achievements } from "./achievements.ts";
import { activitiesOf } from "./activities.ts";
import { coverageOf } from "./coverage.ts";
import { type Entrant, entrantsOf } from "./entrants.ts";
import { correctionsOf } from "./corrections.ts";
import { folderOf, transactionsFile } from "./folder.ts";
import { customersOf } from "./market.ts";
import { Organisation } from "./organisation.ts";
import { opportunitiesOf, type World } from "./pipeline.ts";
import { plansOf } from "./plans.ts";
import { quotasOf } from "./quotas.ts";
import { customerBusiness, newBusiness, unowned } from "./sales.ts";
import { tierEdgeOf } from "./tier-edge.ts";
import { type Timeline, timelineOf } from "./timeline.ts";
import { transactionsOf } from "./transactions.ts";

/** The seed of the demo company that the product shows. */
export const DEMO_SEED = 2611;

export type DemoCompany = {
  readonly timeline: Timeline;
  /** The files of a company folder (docs/company-folder.md) by their paths in it, as everything stands today. */
  readonly files: ReadonlyMap<string, string>;
  /** `transactions.csv` as it was first imported, and the file that corrected it after pay was published. */
  readonly correction: { readonly first: string; readonly corrected: string };
  /** Who can be entered as. */
  readonly entrants: readonly Entrant[];
  /** The account executive who is paid just below a tier's edge. */
  readonly tierEdge: { readonly participant: string; readonly seat: string };
};

/**
 * An invented company as of a day: sixty people, customers, products, two years of deals and what is paid for them
 * (docs/demo-company.md). The same seed and day give the same bytes.
 */
export function generate(seed: number, today: Day): DemoCompany {
  const timeline = timelineOf(today);
  const organisation = new Organisation(seed, timeline);
  const customers = customersOf(seed);
  const world: World = { seed, timeline, organisation, customers, coverage: coverageOf(timeline) };
  const opportunities = opportunitiesOf(world);
  const orders = [...newBusiness(world, opportunities), ...customerBusiness(world), ...unowned(world)];
  const drawn = transactionsOf(world, orders);
  const achieved = new Achievements(timeline, organisation, drawn);
  const quotas = quotasOf(timeline, organisation, achieved);
  const tierEdge = tierEdgeOf(timeline, organisation, achieved, quotas, drawn);
  tierEdge.line.cents = tierEdge.cents;
  const transactions = transactionsOf(world, orders);
  const files = folderOf({
    world,
    opportunities,
    transactions,
    quotas,
    activities: activitiesOf(world, opportunities),
    plans: plansOf(timeline),
  });
  const { participant, seat } = tierEdge;
  const { before, after } = correctionsOf(timeline, transactions, seat);
  const correction = { first: transactionsFile(before)[1], corrected: transactionsFile(after)[1] };
  return { timeline, files, correction, entrants: entrantsOf(organisation, tierEdge, today), tierEdge: { participant, seat } };
}
