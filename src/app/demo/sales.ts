import type { Day } from "../../calendar/day.ts";
import { type Customer, type Product, PRODUCTS, productNamed, type Segment } from "./market.ts";
import { DEAL_DOLLARS, type Opportunity, type World } from "./pipeline.ts";
import { Random } from "./random.ts";
import { PATCHES } from "./territories.ts";
import { growth, quarterAt, workday } from "./timeline.ts";
import { TRUTHS } from "./truths.ts";

export type OrderType = "New business" | "Expansion" | "Renewal";
export type OrderLine = { readonly product: string; readonly quantity: number; cents: number; readonly marginShare: number };
/** A party of an order: shares it, or is named on top of it. */
export type Party = { readonly kind: "split" | "overlay"; readonly participant: string; readonly percent: number };
export type Order = {
  readonly source: string;
  readonly type: OrderType;
  readonly date: Day;
  readonly customer: Customer;
  /** The seat that sold, as far as quotas go; null: nobody knows. */
  readonly seat: string | null;
  readonly owner: string | null;
  readonly opportunity: string | null;
  readonly lines: readonly OrderLine[];
  readonly parties: readonly Party[];
};

const MAIN_PRODUCTS: Readonly<Record<Segment, readonly (readonly [string, number])[]>> = {
  Enterprise: [
    ["VISTA-ENTERPRISE", 4],
    ["VISTA-PRO", 3],
    ["TIDE-ARRAY", 3],
    ["DELTA-COMPLIANCE", 1],
  ],
  "Mid-market": [
    ["VISTA-PRO", 4],
    ["TIDE-ARRAY", 2],
    ["TIDE-S2", 2],
    ["DELTA-FORECAST", 1],
  ],
  "Small business": [
    ["VISTA-BASIC", 4],
    ["TIDE-S1", 3],
    ["REEF-GATEWAY", 2],
  ],
};

/** What an opportunity is about and worth: drawn once, so that the order that follows agrees with it. */
export function dealLines({ seed }: World, { opportunity, customer }: Opportunity): readonly OrderLine[] {
  const random = new Random(seed, "deal", opportunity);
  const main = productNamed(random.weighted(MAIN_PRODUCTS[customer.segment]));
  const lines = [lineOf(main, random.logNormal(DEAL_DOLLARS[customer.segment], 0.42) * 100, random)];
  if (random.chance(0.35)) {
    const service = productNamed(random.pick(["INSTALLATION", "TRAINING", "SUPPORT-STANDARD"]));
    lines.push(lineOf(service, random.between(0.06, 0.18) * (lines[0]?.cents ?? 0), random));
  }
  return lines;
}

/** A line of about so many cents: whole units at a discount. */
function lineOf({ product, priceCents, marginShare }: Product, cents: number, random: Random): OrderLine {
  const quantity = Math.max(1, Math.round(cents / priceCents));
  const discount = random.weighted([
    [0, 4],
    [0.05, 3],
    [0.1, 3],
    [0.15, 1],
  ]);
  return {
    product,
    quantity,
    cents: Math.round(quantity * priceCents * (1 - discount)),
    marginShare: marginShare + random.between(-0.05, 0.05),
  };
}

/** The orders that won opportunities brought. */
export function newBusiness(world: World, opportunities: readonly Opportunity[]): readonly Order[] {
  return opportunities
    .filter(({ outcome, closes }) => outcome === "won" && closes >= world.timeline.from)
    .map((won): Order => {
      const random = new Random(world.seed, "order", won.opportunity);
      const lines = dealLines(world, won).map((line) => misspelt(world, won, line));
      return {
        source: "erp",
        type: "New business",
        date: won.closes,
        customer: won.customer,
        seat: won.seat,
        owner: won.owner,
        opportunity: won.opportunity,
        lines,
        parties: [...splitOf(world, won, random), ...overlayOf(world, won, lines, random)],
      };
    });
}

function misspelt({ timeline }: World, { closes }: Opportunity, line: OrderLine): OrderLine {
  const { meant, product, quarter, months } = TRUTHS.misspeltProduct;
  const { from } = quarterAt(timeline, quarter);
  return line.product === meant && from <= closes && closes < from + 30 * months ? { ...line, product } : line;
}

/** One deal in twelve is shared with a colleague of the same team. */
function splitOf({ organisation }: World, won: Opportunity, random: Random): Party[] {
  const others = PATCHES.filter(({ team, seat }) => team === won.patch.team && seat !== won.seat);
  const colleague = others[random.whole(0, others.length - 1)];
  const percent = random.weighted([
    [50, 2],
    [60, 2],
    [70, 1],
  ]);
  const other = colleague && organisation.occupant(colleague.seat, won.closes);
  if (!random.chance(1 / 12) || !other || other.participant === won.owner) return [];
  return [
    { kind: "split", participant: won.owner, percent },
    { kind: "split", participant: other.participant, percent: 100 - percent },
  ];
}

/** Solutions engineers of a region, by seat. */
const ENGINEERS = { amer: ["se-1", "se-2"], emea: ["se-3", "se-4"], apac: ["se-5"] } as const;

/** An engineer of the region supports what is more than sensors; now and then two share the work. */
function overlayOf({ organisation }: World, won: Opportunity, lines: readonly OrderLine[], random: Random): Party[] {
  const family = PRODUCTS.find(({ product }) => product === lines[0]?.product)?.family;
  const there = ENGINEERS[won.patch.region].flatMap((seat) => organisation.occupant(seat, won.closes) ?? []);
  const first = there[random.whole(0, there.length - 1)];
  if (!first || !random.chance(family === "Sensors" ? 0.25 : 0.8)) return [];
  const second = random.chance(0.1) ? there.find((engineer) => engineer !== first) : undefined;
  if (!second) return [{ kind: "overlay", participant: first.participant, percent: 100 }];
  return [first, second].map(({ participant }) => ({ kind: "overlay" as const, participant, percent: 50 }));
}

const SUBSCRIPTION: Readonly<Record<Segment, { readonly share: number; readonly dollars: number; readonly product: string }>> = {
  Enterprise: { share: 0.75, dollars: 52_000, product: "VISTA-ENTERPRISE" },
  "Mid-market": { share: 0.65, dollars: 24_000, product: "VISTA-PRO" },
  "Small business": { share: 0.45, dollars: 9_000, product: "VISTA-BASIC" },
};

/** Renewals and expansions of customers that subscribe: the account managers' orders. */
export function customerBusiness(world: World): readonly Order[] {
  return world.customers.flatMap((customer) => {
    const random = new Random(world.seed, "subscription", customer.customer);
    const { share, dollars, product } = SUBSCRIPTION[customer.segment];
    if (!random.chance(share)) return [];
    return [...renewals(world, customer, productNamed(product), dollars, random), ...expansions(world, customer, dollars, random)];
  });
}

function renewals(world: World, customer: Customer, product: Product, dollars: number, random: Random): Order[] {
  const orders: Order[] = [];
  let yearly = random.logNormal(dollars, 0.45) * 100;
  for (let due = world.timeline.from + random.whole(0, 364); due <= world.timeline.today; due += 365) {
    if (!random.chance(0.89)) break;
    yearly *= random.between(1, 1.07);
    const order = orderOf(world, customer, "Renewal", workday(due), [lineOf(product, yearly, random)]);
    if (order) orders.push(order);
  }
  return orders;
}

function expansions(world: World, customer: Customer, dollars: number, random: Random): Order[] {
  const { timeline } = world;
  const years = (timeline.today - timeline.from) / 365;
  const dates = Array.from({ length: random.count(0.8 * years) }, () => workday(random.whole(timeline.from, timeline.today)));
  return dates.flatMap((date) => {
    const product = productNamed(random.pick(["DELTA-FORECAST", "DELTA-COMPLIANCE", "SUPPORT-PREMIUM", "TIDE-S2"]));
    const cents = random.logNormal(dollars * 0.5, 0.5) * growth(timeline, date) * 100;
    return orderOf(world, customer, "Expansion", date, [lineOf(product, cents, random)]) ?? [];
  });
}

function orderOf(world: World, customer: Customer, type: OrderType, date: Day, lines: readonly OrderLine[]): Order | undefined {
  const patch = PATCHES.find(({ territory }) => territory === customer.territory);
  const keeper = patch?.accountManager ?? "";
  // While a seat is vacant the team's other account manager keeps its customers.
  const seat = [keeper, keeper.endsWith("1") ? keeper.replace(/1$/, "2") : keeper.replace(/2$/, "1")].find((each) =>
    world.organisation.occupant(each, date),
  );
  const owner = seat === undefined ? undefined : world.organisation.occupant(seat, date);
  if (seat === undefined || !owner || date > world.timeline.today) return undefined;
  return { source: "erp", type, date, customer, seat, owner: owner.participant, opportunity: null, lines, parties: [] };
}

/** Orders of a marketplace that nobody owns yet. */
export function unowned({ seed, timeline, customers }: World): readonly Order[] {
  const { source, orders, daysAgo, days } = TRUTHS.unownedBatch;
  const random = new Random(seed, "unowned");
  const last = timeline.today - daysAgo;
  return Array.from({ length: orders }, (): Order => {
    const customer = customers[random.whole(0, customers.length - 1)];
    if (!customer) throw new RangeError("There are no customers");
    const product = productNamed(random.pick(["TIDE-S1", "TIDE-S2", "REEF-GATEWAY", "SUPPORT-STANDARD"]));
    const lines = [lineOf(product, random.logNormal(900_000, 0.6), random)];
    return {
      source,
      type: "New business",
      date: random.whole(last - days + 1, last),
      customer,
      seat: null,
      owner: null,
      opportunity: null,
      lines,
      parties: [],
    };
  });
}
