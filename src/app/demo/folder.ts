import { type Day, formatDay, OPEN_END } from "../../calendar/day.ts";
import { formatScaled } from "../../money/decimal.ts";
import { csvLine } from "../../table/write-csv.ts";
import type { Activity } from "./activities.ts";
import { customerCoverageOf } from "./coverage.ts";
import { PRODUCTS } from "./market.ts";
import { SEATS } from "./organisation.ts";
import type { Opportunity, World } from "./pipeline.ts";
import type { PlanDocument } from "./plans.ts";
import type { DemoQuota } from "./quotas.ts";
import { dealLines } from "./sales.ts";
import { PATCHES, REGIONS, TEAMS } from "./territories.ts";
import { quarterAt } from "./timeline.ts";
import type { DemoTransaction } from "./transactions.ts";
import { TRUTHS } from "./truths.ts";

export const DEMO_COMPANY_NAME = "Calder Moss Instruments";

export type DemoRows = {
  readonly world: World;
  readonly opportunities: readonly Opportunity[];
  readonly transactions: readonly DemoTransaction[];
  readonly quotas: readonly DemoQuota[];
  readonly activities: readonly Activity[];
  readonly plans: readonly PlanDocument[];
};

/** Everything as the files of a company folder, by path. */
export function folderOf(rows: DemoRows): ReadonlyMap<string, string> {
  return new Map<string, string>([
    ["company.json", `${JSON.stringify(COMPANY, null, 2)}\n`],
    ...organisationFiles(rows.world),
    ...marketFiles(rows.world),
    ...quotaFiles(rows),
    transactionsFile(rows.transactions),
    splitsFile(rows.transactions),
    ...pipelineFiles(rows),
    ...rows.plans.map((plan) => [`plans/${plan.plan}-${plan.version}.json`, `${JSON.stringify(plan, null, 2)}\n`] as const),
  ]);
}

const COMPANY = {
  name: DEMO_COMPANY_NAME,
  currency: "USD",
  attributes: {
    position: { overrideRate: "Percent" },
    customer: { industry: "Text", employees: "Number", potential: "Money" },
    transaction: { type: "Text", opportunity: "Text" },
  },
};

type File = readonly [path: string, text: string];

/** A CSV file of rows; columns are those of the heading, separated by blanks. */
function file(name: string, heading: string, rows: readonly (readonly string[])[]): File {
  return [`${name}.csv`, csvLine(heading.split(" ")) + rows.map((cells) => csvLine(cells)).join("")];
}

function day(value: Day | null): string {
  return value === null || value === OPEN_END ? "" : formatDay(value);
}

function money(cents: number): string {
  return formatScaled(BigInt(cents), 2);
}

function organisationFiles({ organisation, timeline, coverage }: World): File[] {
  const { people, spells, lines } = organisation;
  const rates = new Map<string, readonly [string, string]>([
    ["Sales manager", ["0.8%", "0.9%"]],
    ["Regional director", ["0.3%", "0.35%"]],
    ["Chief revenue officer", ["0.15%", "0.15%"]],
  ]);
  return [
    file(
      "people",
      "participant name email hired left",
      people.map(({ participant, name, email, hired, left }) => [participant, name, email, day(hired), day(left)]),
    ),
    file(
      "positions",
      "position title role",
      SEATS.map(({ seat, title }) => [seat, title, title === "Solutions engineer" ? "overlay" : "direct"]),
    ),
    file(
      "position-attributes",
      "position attribute from to value",
      SEATS.flatMap(({ seat, title }) => {
        const [before, after] = rates.get(title) ?? [];
        if (before === undefined || after === undefined) return [];
        return [
          [seat, "overrideRate", day(timeline.from), day(timeline.newPlansFrom), before],
          [seat, "overrideRate", day(timeline.newPlansFrom), "", after],
        ];
      }),
    ),
    file(
      "assignments",
      "participant position from to",
      spells.map(({ participant, seat, from, to }) => [participant, seat, day(from), day(to)]),
    ),
    file(
      "reporting-lines",
      "position parent from to",
      lines.map(({ seat, parent, from, to }) => [seat, parent, day(from), day(to)]),
    ),
    file("territories", "territory name parent", [
      ["world", "World", ""],
      ...REGIONS.map(({ region, name }) => [region, name, "world"]),
      ...TEAMS.map(({ team, name, region }) => [team, name, region]),
      ...PATCHES.map(({ territory, name, team }) => [territory, name, team]),
    ]),
    file(
      "territory-assignments",
      "territory position from to",
      [...coverage, ...customerCoverageOf(timeline)].map(({ territory, seat, from, to }) => [territory, seat, day(from), day(to)]),
    ),
  ];
}

function marketFiles({ customers }: World): File[] {
  const { product, name } = TRUTHS.misspeltProduct;
  return [
    file(
      "customers",
      "customer name segment territory attributes.industry attributes.employees attributes.potential",
      customers.map((each) => [
        each.customer,
        each.name,
        each.segment,
        each.territory,
        each.industry,
        String(each.employees),
        money(each.potential * 100),
      ]),
    ),
    file("products", "product name family price", [
      ...PRODUCTS.map((each) => [each.product, each.name, each.family, money(each.priceCents)]),
      [product, name, "", ""],
    ]),
  ];
}

function quotaFiles({ quotas, world }: DemoRows): File[] {
  return [
    file(
      "quotas",
      "position measure from calendar amount currency",
      quotas.map(({ seat, measure, quarter, dollars }) => [
        seat,
        measure,
        day(quarterAt(world.timeline, quarter).from),
        "quarter",
        money(dollars * 100),
        "USD",
      ]),
    ),
  ];
}

export function transactionsFile(transactions: readonly DemoTransaction[]): File {
  return file(
    "transactions",
    "source transaction line kind order original date orderDate invoiceDate paymentDate customer product territory owner amount margin quantity attributes.type attributes.opportunity",
    transactions.map(({ order, of, ...each }) => [
      order.source,
      each.transaction,
      each.line,
      each.kind,
      each.orderId,
      each.original ?? "",
      day(each.date),
      day(order.date),
      day(each.invoiceDate),
      day(each.paymentDate),
      order.customer.customer,
      of.product,
      order.customer.territory,
      each.owner ?? "",
      money(each.cents),
      money(each.marginCents),
      String(each.quantity),
      order.type,
      order.opportunity ?? "",
    ]),
  );
}

function splitsFile(transactions: readonly DemoTransaction[]): File {
  return file(
    "splits",
    "source transaction line kind party role share",
    transactions.flatMap(({ order, transaction, line, parties }) =>
      parties.map(({ kind, participant, percent }) => [
        order.source,
        transaction,
        line,
        kind,
        participant,
        kind === "overlay" ? "engineer" : "",
        `${percent}%`,
      ]),
    ),
  );
}

function pipelineFiles({ world, opportunities, activities }: DemoRows): File[] {
  return [
    file(
      "opportunities",
      "opportunity name customer product owner stage outcome amount opened closed",
      opportunities.map((each) => {
        const lines = dealLines(world, each);
        const [main] = lines;
        const cents = lines.reduce((sum, line) => sum + line.cents, 0);
        return [
          each.opportunity,
          `${each.customer.name}: ${PRODUCTS.find(({ product }) => product === main?.product)?.name ?? ""}`,
          each.customer.customer,
          main?.product ?? "",
          each.owner,
          each.steps.at(-1)?.stage ?? "",
          each.outcome,
          money(cents),
          day(each.steps[0]?.from ?? null),
          day(each.closes),
        ];
      }),
    ),
    file(
      "stage-history",
      "opportunity stage from to",
      opportunities.flatMap(({ opportunity, steps }) => steps.map(({ stage, from, to }) => [opportunity, stage, day(from), day(to)])),
    ),
    file(
      "activities",
      "activity kind date owner customer opportunity minutes",
      activities.map((each) => [
        each.activity,
        each.kind,
        day(each.date),
        each.owner,
        each.customer,
        each.opportunity,
        String(each.minutes),
      ]),
    ),
  ];
}
