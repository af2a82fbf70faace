import { dayOf } from "../../src/calendar/day.ts";
import type { Inputs, Quota, SplitColumns, TransactionColumns } from "../../src/compensation/inputs.ts";
import type { Plan } from "../../src/plans/plan.ts";
import { BLANK_DAY, type DateColumn, type NumberColumn, type TextColumn } from "../../src/table/column.ts";
import { CAP_MINOR, DEAL_TYPES, type Deals, PARTICIPANTS, PRODUCTS, REGIONS, TRANSACTIONS, YEAR } from "./data.ts";

const FILTER = 'AND(transaction.product <> "P20", transaction.territory <> "R8", transaction.dealType <> "renewal")';

/** The plan of the design's page on speed, in the plan language. */
export const PLAN: Plan = {
  plan: "bench",
  version: "1",
  name: "Benchmark",
  set: "default",
  effective: { from: `${YEAR}-01-01`, to: null },
  currency: "USD",
  payPeriod: "quarter",
  assigned: [{ where: "TRUE" }],
  credits: [{ name: "share", kind: "split", where: FILTER }],
  measures: [{ name: "revenue", credits: ["share"], of: "amount", window: "quarter", quota: "revenue" }],
  components: [
    {
      name: "tiers",
      kind: "marginal-tiers",
      measure: "revenue",
      tiers: [
        { from: "0%", to: "50%", rate: "4%" },
        { from: "50%", to: "100%", rate: "8%" },
        { from: "100%", to: "150%", rate: "12%" },
        { from: "150%", to: null, rate: "15%" },
      ],
    },
    {
      name: "p7",
      kind: "spiff",
      measure: "revenue",
      amount: "50.00",
      bySplit: false,
      where: 'AND(transaction.product = "P7", transaction.amount > 10000)',
    },
  ],
  cap: { amount: String(CAP_MINOR / 100), window: "quarter" },
  rounding: { at: "line", mode: "half-up" },
};

const day = (year: number, month: number, dayOfMonth: number): number => dayOf(year, month, dayOfMonth) ?? Number.NaN;
const names = (prefix: string, count: number, digits = 1): string[] =>
  Array.from({ length: count }, (_, index) => prefix + String(index + 1).padStart(digits, "0"));
/** S0001 to S5000: in the order of their numbers as texts too. */
const seatNames = names("S", PARTICIPANTS, 4);
const text = (codes: Int32Array, dictionary: readonly string[]): TextColumn => ({ type: "text", codes, dictionary });
const constant = (value: string): TextColumn => text(new Int32Array(TRANSACTIONS), [value]);
const blankText = (count = TRANSACTIONS): TextColumn => text(new Int32Array(count).fill(-1), []);
const blankDate: DateColumn = { type: "date", days: new Int32Array(TRANSACTIONS).fill(BLANK_DAY) };
const blankNumber = (): NumberColumn => ({ type: "number", scale: 0, values: new Float64Array(TRANSACTIONS).fill(Number.NaN) });

function transactionColumns(deals: Deals): TransactionColumns {
  const start = day(YEAR, 1, 1);
  return {
    count: TRANSACTIONS,
    source: constant("bench"),
    // Ids sort as text like their numbers: the columns' order is (date, source, transaction, line).
    transaction: text(
      Int32Array.from({ length: TRANSACTIONS }, (_, index) => index),
      Array.from({ length: TRANSACTIONS }, (_, index) => `T${String(index).padStart(6, "0")}`),
    ),
    line: constant("1"),
    kind: constant("order"),
    order: blankText(),
    original: blankText(),
    date: { type: "date", days: deals.day.map((offset) => start + offset) },
    orderDate: blankDate,
    invoiceDate: blankDate,
    paymentDate: blankDate,
    customer: blankText(),
    product: text(
      deals.product.map((product) => product - 1),
      names("P", PRODUCTS),
    ),
    territory: text(
      deals.region.map((region) => region - 1),
      names("R", REGIONS),
    ),
    owner: blankText(),
    position: blankText(),
    currency: constant("USD"),
    amount: { type: "number", scale: 2, values: deals.amountMinor },
    margin: blankNumber(),
    quantity: blankNumber(),
    attributes: new Map([["dealType", text(deals.dealType, DEAL_TYPES)]]),
  };
}

function splitColumns(deals: Deals): SplitColumns {
  const count = TRANSACTIONS * 2;
  const participant = new Int32Array(count);
  const share = new Float64Array(count);
  for (let index = 0; index < TRANSACTIONS; index += 1) {
    participant[2 * index] = deals.party1[index] ?? 0;
    participant[2 * index + 1] = deals.party2[index] ?? 0;
    share[2 * index] = deals.percent[index] ?? 0;
    share[2 * index + 1] = 100 - (deals.percent[index] ?? 0);
  }
  return {
    count,
    transaction: Int32Array.from({ length: count }, (_, index) => index >> 1),
    kind: text(new Int32Array(count), ["split"]),
    participant: text(participant, seatNames),
    position: blankText(count),
    role: text(new Int32Array(count), [""]),
    share: { type: "number", scale: 2, values: share },
  };
}

/** The benchmark's data as the engine's inputs; participant S0001 sits in seat S0001, and so on. */
export function benchInputs(deals: Deals): Inputs {
  const from = day(YEAR, 1, 1);
  const to = day(YEAR + 1, 1, 1);
  const seats = seatNames;
  const quarters = [1, 4, 7, 10, 13].map((month) => (month === 13 ? to : day(YEAR, month, 1)));
  const quotas: Quota[] = seats.flatMap((position, seat) =>
    [0, 1, 2, 3].map((quarter) => ({
      position,
      measure: "revenue",
      from: quarters[quarter] ?? from,
      to: quarters[quarter + 1] ?? to,
      amount: { unscaled: BigInt(deals.quotaMinor[seat * 4 + quarter] ?? 0), scale: 2 },
      currency: "USD",
    })),
  );
  const none = new Map<string, never>();
  return {
    company: {
      name: "Benchmark",
      currency: "USD",
      calendar: { fiscalYearStartMonth: 1, custom: new Map() },
      rounding: { at: "window", mode: "half-up" },
      attributes: new Map([["transaction", new Map([["dealType", "Text"]])]]),
    },
    participants: new Map(seats.map((id) => [id, { id, name: id, hired: from, left: to, currency: "USD", attributes: new Map() }])),
    positions: new Map(seats.map((id) => [id, { id, title: "", role: "", attributes: new Map() }])),
    assignments: seats.map((id) => ({ participant: id, position: id, from, to, share: { unscaled: 1n, scale: 0 } })),
    reportingLines: [],
    territoryAssignments: [],
    customers: none,
    products: new Map(names("P", PRODUCTS).map((id) => [id, { id, fields: new Map() }])),
    territories: new Map(names("R", REGIONS).map((id) => [id, { id, fields: new Map() }])),
    quotas,
    adjustments: [],
    planAssignments: [],
    plans: [PLAN],
    transactions: transactionColumns(deals),
    splits: splitColumns(deals),
  };
}
