import type { Day } from "../../calendar/day.ts";
import { type Coverage, coveringSeat } from "./coverage.ts";
import { type Customer, potentialOf, type Segment } from "./market.ts";
import { type Organisation, ramp } from "./organisation.ts";
import { Random } from "./random.ts";
import { PATCHES, type Patch } from "./territories.ts";
import { growth, monthsBetween, quarterAt, seasonOfMonth, type Timeline, workday } from "./timeline.ts";
import { TRUTHS } from "./truths.ts";

/** The stages a deal passes: the odds to pass as a probability, and how many days it stays at the median. */
export const STAGES = [
  { stage: "Qualification", passes: 0.8, days: 9 },
  { stage: "Discovery", passes: 0.8, days: 14 },
  { stage: "Demonstration", passes: 0.84, days: 12 },
  { stage: "Proposal", passes: 0.76, days: 15 },
  { stage: "Negotiation", passes: 0.85, days: 12 },
] as const;

/** A stage that a deal was in on the days [from, to); null: it still is. */
export type Step = { readonly stage: string; readonly from: Day; readonly to: Day | null };
/** A deal in the pipeline as it stands today. */
export type Opportunity = {
  readonly opportunity: string;
  readonly patch: Patch;
  readonly customer: Customer;
  /** The account executive's seat, and who sits in it; the manager for a seat that is vacant. */
  readonly seat: string;
  readonly owner: string;
  readonly outcome: "open" | "won" | "lost";
  readonly steps: readonly Step[];
  /** Won or lost, or expected to close. */
  readonly closes: Day;
};

/** Dollars of a deal at the median. */
export const DEAL_DOLLARS: Readonly<Record<Segment, number>> = { Enterprise: 64_000, "Mid-market": 44_000, "Small business": 24_000 };
/** Dollars of a deal of an ordinary patch, where larger customers buy more often. */
const ORDINARY_DEAL = 55_000;
/** Opportunities that an account executive of an ordinary patch closes in an average month, won or lost. */
const CLOSED_A_MONTH = 5.7;
/** Open deals are those whose end lies in these days ahead. */
const HORIZON_DAYS = 120;
const SIZE_DAYS: Readonly<Record<Segment, number>> = { Enterprise: 1.5, "Mid-market": 1, "Small business": 0.7 };

export type World = {
  readonly seed: number;
  readonly timeline: Timeline;
  readonly organisation: Organisation;
  readonly customers: readonly Customer[];
  readonly coverage: readonly Coverage[];
};

/** All opportunities that were open on some day of the timeline, in the order of their ids. */
export function opportunitiesOf(world: World): readonly Opportunity[] {
  const { timeline, seed } = world;
  const drafts = PATCHES.flatMap((patch) =>
    monthsBetween(timeline.from, timeline.today + HORIZON_DAYS).flatMap((month) => {
      const random = new Random(seed, "opportunities", patch.territory, month.name);
      return Array.from({ length: closedIn(world, patch, month.from, random) }, () => opportunity(world, patch, month, random));
    }),
  );
  return drafts
    .filter((draft) => draft !== undefined)
    .toSorted((a, b) => (a.steps[0]?.from ?? 0) - (b.steps[0]?.from ?? 0) || (a.customer.customer < b.customer.customer ? -1 : 1))
    .map((draft, index) => ({ ...draft, opportunity: `OP-${String(10_001 + index)}` }));
}

function closedIn({ timeline, organisation, customers, coverage }: World, patch: Patch, month: Day, random: Random): number {
  const seat = coveringSeat(coverage, patch.territory, month);
  // A growth patch is worked in passing until it has a seat of its own.
  const attention = patch.growth && month < quarterAt(timeline, patch.growth.quarter).from ? 0.2 : 1;
  const demand = potentialOf(customers, patch.territory) * (ORDINARY_DEAL / averageDeal(customers, patch.territory));
  const mean =
    CLOSED_A_MONTH * demand * attention * seasonOfMonth(month) * growth(timeline, month) * ramp(timeline, organisation, seat, month);
  return Math.floor(mean) + (random.chance(mean % 1) ? 1 : 0);
}

/** Where customers are small, deals are small and many. */
function averageDeal(customers: readonly Customer[], territory: string): number {
  const here = customers.filter((each) => each.territory === territory);
  const weight = here.reduce((sum, { potential }) => sum + potential, 0);
  return here.reduce((sum, { segment, potential }) => sum + DEAL_DOLLARS[segment] * potential, 0) / weight;
}

function opportunity(world: World, patch: Patch, month: { readonly from: Day; readonly to: Day }, random: Random): Opportunity | undefined {
  const { timeline, organisation, customers, coverage } = world;
  // More deals close towards the end of a month.
  const close = workday(month.from + Math.floor((month.to - month.from) * Math.sqrt(random.number())));
  const seat = coveringSeat(coverage, patch.territory, close);
  const inPatch = customers.filter(({ territory }) => territory === patch.territory);
  const customer = random.weighted(inPatch.map((each) => [each, each.potential] as const));
  const passed = stagesPassed(world.seed, seat, organisation.occupant(seat, close)?.participant ?? seat, random);
  const steps = stepsBack(world, patch, customer, close, Math.min(passed + 1, STAGES.length), random);
  const ends = steps.at(-1)?.to ?? close;
  const opened = steps[0]?.from ?? close;
  if (opened > timeline.today) return undefined;
  const open = ends > timeline.today;
  const owner = organisation.occupant(seat, Math.min(ends, timeline.today));
  if (!open && !owner) return undefined;
  return {
    opportunity: "",
    patch,
    customer,
    seat,
    owner: (owner ?? organisation.occupant(`mgr-${patch.team}`, timeline.today))?.participant ?? "",
    outcome: open ? "open" : passed === STAGES.length ? "won" : "lost",
    steps: steps
      .filter(({ from }) => from <= timeline.today)
      .map((step) => (step.to !== null && step.to > timeline.today ? { ...step, to: null } : step)),
    closes: open ? Math.max(timeline.today + 1, workday(ends + random.whole(-8, 14))) : ends,
  };
}

/** How good a person is: shifts the log-odds of every stage. */
function skillOf(seed: number, seat: string, participant: string): number {
  if (seat === TRUTHS.unfairTerritory.seat) return TRUTHS.unfairTerritory.skill;
  if (TRUTHS.skillGap.seats.some((gap) => gap === seat)) return 0;
  return 0.12 * new Random(seed, "skill", participant).normal();
}

/** How many stages the deal passes before it is lost; all of them: it is won. */
function stagesPassed(seed: number, seat: string, participant: string, random: Random): number {
  const skill = skillOf(seed, seat, participant);
  const gap = TRUTHS.skillGap.seats.some((each) => each === seat);
  const lostAt = STAGES.findIndex(({ stage, passes }) => {
    const odds = (passes / (1 - passes)) * Math.exp(skill) * (gap && stage === TRUTHS.skillGap.stage ? TRUTHS.skillGap.oddsFactor : 1);
    return !random.chance(odds / (1 + odds));
  });
  return lostAt < 0 ? STAGES.length : lostAt;
}

/** The first `count` stages, laid backwards from the end; the bottleneck quarter pushes what follows it later. */
function stepsBack({ timeline }: World, { region }: Patch, { segment }: Customer, close: Day, count: number, random: Random): Step[] {
  const { stuckStage, bottleneck } = TRUTHS;
  const steps: { stage: string; from: Day; to: Day }[] = [];
  let to = close;
  for (const { stage, days } of STAGES.slice(0, count).toReversed()) {
    const sticks =
      stage === stuckStage.stage && region === stuckStage.region && close >= quarterAt(timeline, stuckStage.fromQuarter).from
        ? stuckStage.factor
        : 1;
    const from = to - Math.max(1, Math.round(random.logNormal(days * SIZE_DAYS[segment] * sticks, 0.55)));
    steps.unshift({ stage, from, to });
    to = from;
  }
  const slow = quarterAt(timeline, bottleneck.quarter);
  const at = steps.findIndex(({ stage, from }) => stage === bottleneck.stage && slow.from <= from && from < slow.to);
  const held = steps[at];
  if (!held) return steps;
  const delay = workday(close + Math.round((held.to - held.from) * (bottleneck.factor - 1))) - close;
  return steps.map((step, index) => ({ ...step, from: step.from + (index > at ? delay : 0), to: step.to + (index >= at ? delay : 0) }));
}
