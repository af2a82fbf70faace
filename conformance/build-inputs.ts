import { OPEN_END, OPEN_START, parseDay, type Day } from "../src/calendar/day.ts";
import type { Period } from "../src/calendar/period.ts";
import type { Attributes, AttributeValue, Inputs, Referenced, SplitColumns, TransactionColumns } from "../src/compensation/inputs.ts";
import { type Decimal, formatScaled, parseDecimal, rescale } from "../src/money/decimal.ts";
import { minorOf } from "../src/money/money.ts";
import type { Plan, Rounding } from "../src/plans/plan.ts";
import { BLANK_DAY, type DateColumn, type NumberColumn, type TextColumn } from "../src/table/column.ts";
import type { AttributeDeclarations, ValueType } from "../src/table/definition.ts";

/** A company in few words, with dates and numbers as text: what the random generator makes and failures print. */
export type SmallCompany = {
  currency: string;
  fiscalYearStartMonth: number;
  rounding: Rounding;
  windows: { calendar: string; window: string; from: string; to?: string }[];
  attributes: AttributeDeclarations;
  people: { id: string; hired?: string; left?: string }[];
  positions: { id: string; title: string; role: string }[];
  /** Undated when without from and to. */
  attributeValues: { owner: "participant" | "position"; id: string; attribute: string; from?: string; to?: string; value: string }[];
  assignments: { participant: string; position: string; from?: string; to?: string; share: string }[];
  reportingLines: { position: string; parent: string; from?: string; to?: string }[];
  products: { id: string; family: string }[];
  customers: { id: string; segment: string }[];
  quotas: { position: string; measure: string; from: string; to: string; amount: string; currency: string }[];
  planAssignments: { plan: string; position: string; from?: string; to?: string }[];
  adjustments: {
    id: string;
    participant: string;
    set: string;
    calendar: string;
    date: string;
    amount: string;
    currency: string;
    reason: string;
  }[];
  plans: Plan[];
  transactions: SmallTransaction[];
};
export type SmallTransaction = {
  id: string;
  line: string;
  kind: string;
  date: string;
  orderDate?: string;
  invoiceDate?: string;
  owner?: string;
  position?: string;
  customer?: string;
  product?: string;
  currency: string;
  amount: string;
  margin?: string;
  quantity?: string;
  /** Values of declared attributes of transactions: numbers ("5%" for a Percent) and texts. */
  attributes?: Record<string, string>;
  splits: { kind: "split" | "overlay"; participant?: string; position?: string; role: string; share: string }[];
};

/** The engine's inputs of a small company. */
export function inputsOf(company: SmallCompany): Inputs {
  const transactions = company.transactions.toSorted((a, b) => text(a.date, b.date) || text(a.id, b.id) || text(a.line, b.line));
  return {
    company: {
      name: "Random",
      currency: company.currency,
      calendar: { fiscalYearStartMonth: company.fiscalYearStartMonth, custom: calendarsOf(company) },
      rounding: company.rounding,
      attributes: company.attributes,
    },
    participants: new Map(
      company.people.map((person) => [
        person.id,
        {
          id: person.id,
          name: person.id,
          ...employment(person),
          currency: company.currency,
          attributes: attributesOf(company, "participant", person.id),
        },
      ]),
    ),
    positions: new Map(
      company.positions.map((position) => [position.id, { ...position, attributes: attributesOf(company, "position", position.id) }]),
    ),
    assignments: company.assignments.map(({ participant, position, share, ...dates }) => ({
      participant,
      position,
      ...interval(dates),
      share: percent(share),
    })),
    reportingLines: company.reportingLines.map(({ position, parent, ...dates }) => ({ position, parent, ...interval(dates) })),
    territoryAssignments: [],
    customers: referenced(company.customers.map(({ id, segment }) => [id, new Map([["segment", segment]])])),
    products: referenced(company.products.map(({ id, family }) => [id, new Map([["family", family]])])),
    territories: new Map(),
    quotas: company.quotas.map(({ amount, from, to, ...quota }) => ({ ...quota, ...interval({ from, to }), amount: decimal(amount) })),
    planAssignments: company.planAssignments.map(({ plan, position, ...dates }) => ({ plan, position, ...interval(dates) })),
    adjustments: company.adjustments.map(({ date, amount, ...adjustment }) => ({
      ...adjustment,
      date: day(date, OPEN_START),
      amountMinor: minorOf(amount, adjustment.currency),
    })),
    plans: company.plans,
    transactions: transactionColumns(transactions, company.attributes),
    splits: splitColumns(transactions),
  };
}

function text(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function day(written: string | undefined, otherwise: Day): Day {
  if (written === undefined) return otherwise;
  const found = parseDay(written);
  if (found === undefined) throw new RangeError(`no day ${written}`);
  return found;
}

function interval({ from, to }: { from?: string; to?: string }): { from: Day; to: Day } {
  return { from: day(from, OPEN_START), to: day(to, OPEN_END) };
}

function employment({ hired, left }: { hired?: string; left?: string }): { hired: Day; left: Day } {
  return { hired: day(hired, OPEN_START), left: day(left, OPEN_END) };
}

function decimal(written: string): Decimal {
  const found = parseDecimal(written);
  if (found === undefined) throw new RangeError(`no number ${written}`);
  return found;
}

/** "33.5%" as 0.335. */
function percent(written: string): Decimal {
  const { unscaled, scale } = decimal(written.replace("%", ""));
  return { unscaled, scale: scale + 2 };
}

function calendarsOf(company: SmallCompany): Map<string, Period[]> {
  const calendars = new Map<string, Period[]>();
  for (const { calendar, window, ...dates } of company.windows)
    calendars.set(calendar, [...(calendars.get(calendar) ?? []), { name: window, ...interval(dates) }]);
  return calendars;
}

function attributesOf(company: SmallCompany, owner: "participant" | "position", id: string): Attributes {
  const attributes = new Map<string, { from: Day; to: Day; value: AttributeValue }[]>();
  for (const row of company.attributeValues) {
    if (row.owner !== owner || row.id !== id) continue;
    const value = row.value.endsWith("%") ? percent(row.value) : decimal(row.value);
    attributes.set(row.attribute, [...(attributes.get(row.attribute) ?? []), { ...interval(row), value }]);
  }
  return attributes;
}

function referenced(rows: [string, Map<string, AttributeValue>][]): Map<string, Referenced> {
  return new Map(rows.map(([id, fields]) => [id, { id, fields }]));
}

function transactionColumns(rows: readonly SmallTransaction[], declared: AttributeDeclarations): TransactionColumns {
  const moneyScale = Math.max(0, ...rows.flatMap(({ amount, margin }) => [amount, margin]).map(decimals));
  const blank = rows.map(() => undefined);
  return {
    count: rows.length,
    source: textColumn(rows.map(() => "files")),
    transaction: textColumn(rows.map((row) => row.id)),
    line: textColumn(rows.map((row) => row.line)),
    kind: textColumn(rows.map((row) => row.kind)),
    order: textColumn(blank),
    original: textColumn(blank),
    date: dateColumn(rows.map((row) => row.date)),
    orderDate: dateColumn(rows.map((row) => row.orderDate)),
    invoiceDate: dateColumn(rows.map((row) => row.invoiceDate)),
    paymentDate: dateColumn(blank),
    customer: textColumn(rows.map((row) => row.customer)),
    product: textColumn(rows.map((row) => row.product)),
    territory: textColumn(blank),
    owner: textColumn(rows.map((row) => row.owner)),
    position: textColumn(rows.map((row) => row.position)),
    currency: textColumn(rows.map((row) => row.currency)),
    amount: numberColumn(
      rows.map((row) => row.amount),
      moneyScale,
    ),
    margin: numberColumn(
      rows.map((row) => row.margin),
      moneyScale,
    ),
    quantity: numberColumn(rows.map((row) => row.quantity)),
    attributes: new Map(
      [...(declared.get("transaction") ?? [])].map(([name, type]) => [
        name,
        attributeColumn(
          rows.map((row) => row.attributes?.[name]),
          type,
        ),
      ]),
    ),
  };
}

function attributeColumn(values: readonly (string | undefined)[], type: ValueType): TextColumn | NumberColumn {
  if (type === "Text") return textColumn(values);
  return numberColumn(values.map((value) => (value?.endsWith("%") ? fractionText(value) : value)));
}

function splitColumns(transactions: readonly SmallTransaction[]): SplitColumns {
  const rows = transactions.flatMap(({ splits }, row) => splits.map((split) => ({ ...split, row })));
  return {
    count: rows.length,
    transaction: Int32Array.from(rows, ({ row }) => row),
    kind: textColumn(rows.map(({ kind }) => kind)),
    participant: textColumn(rows.map(({ participant }) => participant)),
    position: textColumn(rows.map(({ position }) => position)),
    role: textColumn(rows.map(({ role }) => role)),
    share: numberColumn(rows.map(({ share }) => fractionText(share))),
  };
}

/** "33.5%" as "0.335". */
function fractionText(written: string): string {
  const { unscaled, scale } = percent(written);
  return formatScaled(unscaled, scale);
}

function decimals(written: string | undefined): number {
  return written === undefined ? 0 : decimal(written).scale;
}

function textColumn(values: readonly (string | undefined)[]): TextColumn {
  const dictionary = [...new Set(values.filter((value) => value !== undefined))];
  return { type: "text", codes: Int32Array.from(values, (value) => (value === undefined ? -1 : dictionary.indexOf(value))), dictionary };
}

function dateColumn(values: readonly (string | undefined)[]): DateColumn {
  return { type: "date", days: Int32Array.from(values, (value) => day(value, BLANK_DAY)) };
}

function numberColumn(values: readonly (string | undefined)[], scaleMin = 0): NumberColumn {
  const scale = Math.max(scaleMin, ...values.map(decimals));
  const wide = new Map<number, bigint>();
  const column = Float64Array.from(values, (value, row) => {
    if (value === undefined) return Number.NaN;
    const unscaled = rescale(decimal(value), scale);
    if (unscaled <= BigInt(Number.MAX_SAFE_INTEGER) && unscaled >= -BigInt(Number.MAX_SAFE_INTEGER)) return Number(unscaled);
    wide.set(row, unscaled);
    return Number.NaN;
  });
  return wide.size > 0 ? { type: "number", scale, values: column, wide } : { type: "number", scale, values: column };
}
