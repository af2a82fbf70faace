import { formatDay } from "../../calendar/day.ts";
import type { Timeline } from "./timeline.ts";

/** A plan document as plans/*.json holds it (docs/plan-language.md). */
export type PlanDocument = { readonly plan: string; readonly version: string; readonly [field: string]: unknown };

const SOLD = 'OR(transaction.kind = "order", transaction.kind = "return")';

/** The plans of the demo company: the account executives' changes with the fiscal year, the others hold throughout. */
export function plansOf({ from, newPlansFrom }: Timeline): readonly PlanDocument[] {
  const start = formatDay(from);
  const change = formatDay(newPlansFrom);
  const year = Number(change.slice(0, 4));
  return [
    accountExecutive(String(year - 1), start, change),
    accountExecutive(String(year), change, null),
    accountManager(start),
    solutionsEngineer(start),
    salesLeader(start),
  ];
}

/** Marginal tiers with an accelerator above 120 %, nothing below a fifth of the quota; the second version adds a SPIFF for Platform. */
function accountExecutive(version: string, from: string, to: string | null): PlanDocument {
  const renewed = to === null;
  return {
    plan: "account-executive",
    version,
    name: `Account executive ${version}`,
    effective: { from, to },
    currency: "USD",
    payPeriod: "quarter",
    assigned: [{ titles: ["Account executive"] }],
    credits: [
      { name: "own", kind: "direct", where: SOLD },
      { name: "shared", kind: "split", where: SOLD },
    ],
    measures: [{ name: "bookings", credits: ["own", "shared"], of: "amount", window: "quarter", quota: "bookings" }],
    components: [
      {
        name: "commission",
        label: "Commission",
        kind: "marginal-tiers",
        measure: "bookings",
        gate: { at: "20%", pays: "from-first-unit" },
        tiers: [
          { from: "0%", to: "50%", rate: renewed ? "5.5%" : "5%" },
          { from: "50%", to: "100%", rate: "8%" },
          { from: "100%", to: null, rate: "11%" },
        ],
        clause: "1. Commission",
      },
      {
        name: "accelerator",
        label: "Accelerator",
        kind: "accelerator",
        measure: "bookings",
        above: "120%",
        rate: "2%",
        multiplier: "1.5",
        clause: "2. Accelerator",
      },
      ...(renewed
        ? [
            {
              name: "platform",
              label: "Platform SPIFF",
              kind: "spiff",
              measure: "bookings",
              where: 'AND(product.family = "Platform", transaction.amount >= 20000)',
              amount: "400",
              clause: "3. Platform SPIFF",
            },
          ]
        : []),
    ],
    cap: { amount: "250000", window: "year" },
    text: [
      "1. Commission",
      `Bookings are orders less returns. Up to half of the quarter's quota they pay ${renewed ? "5.5" : "5"} percent, up to the whole quota 8 percent, beyond it 11 percent. Below a fifth of the quota nothing is paid.`,
      "2. Accelerator",
      "What lies above 120 percent of the quota pays 3 percent more: 2 percent, one and a half times.",
      ...(renewed ? ["3. Platform SPIFF", "Each order line of the Platform family of 20,000 or more pays 400 on top."] : []),
      "At most 250,000 are paid in a fiscal year.",
    ].join("\n"),
  };
}

/** A commission on the margin of what was invoiced, and a bonus when the renewals reach their quota. */
function accountManager(from: string): PlanDocument {
  return {
    plan: "account-manager",
    version: "1",
    name: "Account manager",
    effective: { from, to: null },
    currency: "USD",
    payPeriod: "quarter",
    assigned: [{ titles: ["Account manager"] }],
    credits: [
      { name: "invoiced", kind: "direct", where: 'OR(transaction.kind = "invoice", transaction.kind = "return")' },
      { name: "renewed", kind: "direct", where: 'AND(transaction.kind = "order", transaction.type = "Renewal")' },
    ],
    measures: [
      { name: "margin", credits: ["invoiced"], of: "margin", window: "quarter", quota: "margin" },
      { name: "renewals", credits: ["renewed"], of: "amount", window: "quarter", quota: "renewals" },
    ],
    components: [
      {
        name: "margin",
        label: "Margin commission",
        kind: "marginal-tiers",
        measure: "margin",
        tiers: [
          { from: "0%", to: "100%", rate: "6%" },
          { from: "100%", to: null, rate: "9%" },
        ],
        clause: "1. Margin commission",
      },
      {
        name: "renewal-bonus",
        label: "Renewal bonus",
        kind: "bonus",
        measure: "renewals",
        at: "100%",
        amount: "4000",
        clause: "2. Renewal bonus",
      },
    ],
    text: "1. Margin commission\nThe margin of what was invoiced to one's customers, less returns, pays 6 percent up to quota and 9 percent beyond.\n2. Renewal bonus\n4,000 in each quarter whose renewals reach their quota.",
  };
}

/** Paid on top of the sellers: one rate for everything, decided by how far the quarter came. */
function solutionsEngineer(from: string): PlanDocument {
  return {
    plan: "solutions-engineer",
    version: "1",
    name: "Solutions engineer",
    effective: { from, to: null },
    currency: "USD",
    payPeriod: "quarter",
    assigned: [{ titles: ["Solutions engineer"] }],
    credits: [{ name: "supported", kind: "overlay", role: "engineer", where: SOLD }],
    measures: [{ name: "supported", credits: ["supported"], of: "amount", window: "quarter", quota: "supported" }],
    components: [
      {
        name: "support",
        label: "Support commission",
        kind: "whole-amount-tiers",
        measure: "supported",
        tiers: [
          { from: "0%", to: "80%", rate: "0.8%" },
          { from: "80%", to: "100%", rate: "1%" },
          { from: "100%", to: null, rate: "1.3%" },
        ],
        clause: "1. Support commission",
      },
    ],
    text: "1. Support commission\nOrders that one supported, less returns, pay one rate for all of them: 0.8 percent, from 80 percent of the quota on 1 percent, from the whole quota on 1.3 percent.",
  };
}

/** An override on everything that the seats below sell, at a rate of the seat. */
function salesLeader(from: string): PlanDocument {
  return {
    plan: "sales-leader",
    version: "1",
    name: "Sales leader",
    effective: { from, to: null },
    currency: "USD",
    payPeriod: "quarter",
    assigned: [{ titles: ["Sales manager", "Regional director", "Chief revenue officer"] }],
    credits: [{ name: "team", kind: "roll-up", where: SOLD }],
    measures: [{ name: "team", credits: ["team"], of: "amount", window: "quarter", quota: "team" }],
    components: [
      {
        name: "override",
        label: "Override",
        kind: "marginal-tiers",
        measure: "team",
        tiers: [
          { from: "0%", to: "100%", rate: "position.overrideRate" },
          { from: "100%", to: null, rate: "position.overrideRate * 1.5" },
        ],
        clause: "1. Override",
      },
    ],
    text: "1. Override\nWhat the team sells, less returns, pays the seat's override rate; beyond the team's quota one and a half times as much.",
  };
}
