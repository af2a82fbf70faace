import { type Day, OPEN_END, OPEN_START } from "../calendar/day.ts";
import { calendarOf } from "../company/calendar.ts";
import type { CompanyDocument } from "../company/document.ts";
import { minorDigits } from "../money/currency.ts";
import { type Decimal, rescale } from "../money/decimal.ts";
import { measureUnit } from "../plans/measures.ts";
import type { Plan } from "../plans/plan.ts";
import { attributesOf, referencedRows } from "./assemble-attributes.ts";
import { assembleSplits } from "./assemble-splits.ts";
import type { Problem } from "../table/problem.ts";
import type { Row, RowsByTable } from "../table/row.ts";
import { TransactionColumnsBuilder } from "../transactions/columns.ts";
import { gaps } from "./gaps.ts";
import type { Adjustment, Inputs, Participant, Position, Quota, ReportingLine } from "./inputs.ts";

/**
 * Puts together what the engine reads from a company's checked rows (`checkRows` has proven references, intervals and circles;
 * rows that it refused are left out). `problems`: what only the whole shows, such as splits that do not total 100 %.
 */
export function assembleInputs(
  company: CompanyDocument,
  rows: RowsByTable,
  plans: readonly Plan[],
): { readonly inputs: Inputs; readonly problems: readonly Problem[] } {
  const of = (table: string): readonly Row[] => rows.get(table) ?? [];
  const builder = new TransactionColumnsBuilder(company.attributes.get("transaction") ?? new Map());
  for (const row of of("transactions")) builder.add(row.has("currency") ? row : new Map(row).set("currency", company.currency));
  const transactions = builder.build();
  const people = new Set(of("people").map((row) => text(row, "participant")));
  const { splits, problems } = assembleSplits(of("splits"), transactions, people);
  const inputs: Inputs = {
    company: {
      name: company.name,
      currency: company.currency,
      calendar: calendarOf(company, of("windows")),
      rounding: company.rounding,
      attributes: company.attributes,
    },
    participants: new Map(
      participantsOf(company, of("people"), of("participant-attributes")).map((participant) => [participant.id, participant]),
    ),
    positions: new Map(positionsOf(company, of("positions"), of("position-attributes")).map((position) => [position.id, position])),
    assignments: of("assignments").map((row) => ({
      participant: text(row, "participant"),
      position: text(row, "position"),
      ...interval(row),
      share: decimal(row, "share") ?? WHOLE,
    })),
    reportingLines: reportingLinesOf(of("reporting-lines"), of("positions")),
    territoryAssignments: of("territory-assignments").map((row) => ({
      territory: text(row, "territory"),
      position: text(row, "position"),
      ...interval(row),
    })),
    customers: referencedRows("customer", of("customers")),
    products: referencedRows("product", of("products")),
    territories: referencedRows("territory", of("territories")),
    quotas: quotasOf(company, of("quotas"), plans),
    adjustments: of("adjustments").map((row) => adjustmentOf(company, row)),
    planAssignments: of("plan-assignments").map((row) => ({ plan: text(row, "plan"), position: text(row, "position"), ...interval(row) })),
    plans,
    transactions,
    splits,
  };
  return { inputs, problems };
}

const WHOLE: Decimal = { unscaled: 1n, scale: 0 };
const ZERO: Decimal = { unscaled: 0n, scale: 0 };

function text(row: Row, column: string): string {
  const cell = row.get(column);
  return typeof cell === "string" ? cell : "";
}

function day(row: Row, column: string, blank: Day): Day {
  const cell = row.get(column);
  return typeof cell === "number" ? cell : blank;
}

function decimal(row: Row, column: string): Decimal | undefined {
  const cell = row.get(column);
  return typeof cell === "object" ? cell : undefined;
}

function interval(row: Row): { readonly from: Day; readonly to: Day } {
  return { from: day(row, "from", OPEN_START), to: day(row, "to", OPEN_END) };
}

function participantsOf(company: CompanyDocument, people: readonly Row[], dated: readonly Row[]): Participant[] {
  const byOwner = Map.groupBy(dated, (row) => text(row, "participant"));
  return people.map((row) => {
    const id = text(row, "participant");
    const email = text(row, "email");
    return {
      id,
      name: text(row, "name"),
      ...(email !== "" && { email }),
      hired: day(row, "hired", OPEN_START),
      left: day(row, "left", OPEN_END),
      currency: text(row, "currency") || company.currency,
      attributes: attributesOf(company, "participant", row, byOwner.get(id) ?? []),
    };
  });
}

function positionsOf(company: CompanyDocument, positions: readonly Row[], dated: readonly Row[]): Position[] {
  const byOwner = Map.groupBy(dated, (row) => text(row, "position"));
  return positions.map((row) => {
    const id = text(row, "position");
    return {
      id,
      title: text(row, "title"),
      role: text(row, "role"),
      attributes: attributesOf(company, "position", row, byOwner.get(id) ?? []),
    };
  });
}

/** Dated lines, and the undated parent of a seat on the days that no dated line covers. */
function reportingLinesOf(lines: readonly Row[], positions: readonly Row[]): ReportingLine[] {
  const dated = lines.map((row) => ({ position: text(row, "position"), parent: text(row, "parent"), ...interval(row) }));
  const bySeat = Map.groupBy(dated, ({ position }) => position);
  const undated = positions.flatMap((row) => {
    const [position, parent] = [text(row, "position"), text(row, "parent")];
    return parent === "" ? [] : gaps(bySeat.get(position) ?? []).map((gap) => ({ position, parent, ...gap }));
  });
  return [...dated, ...undated];
}

/** Throws RangeError for an amount of more decimals than its currency: `checkRows` has refused it. */
function adjustmentOf(company: CompanyDocument, row: Row): Adjustment {
  const currency = text(row, "currency") || company.currency;
  return {
    id: text(row, "adjustment"),
    participant: text(row, "participant"),
    set: text(row, "set") || "default",
    calendar: text(row, "calendar"),
    date: day(row, "date", OPEN_START),
    amountMinor: rescale(decimal(row, "amount") ?? ZERO, minorDigits(currency)),
    currency,
    reason: text(row, "reason"),
  };
}

/** A quota without currency is in the company's when a plan measures money against it, else in units. */
function quotasOf(company: CompanyDocument, rows: readonly Row[], plans: readonly Plan[]): Quota[] {
  const money = new Set(
    plans.flatMap(({ measures }) =>
      measures.filter((measure) => measureUnit(measure, company.attributes) === "money").map(({ quota }) => quota),
    ),
  );
  return rows.flatMap((row) => {
    const amount = decimal(row, "amount");
    const measure = text(row, "measure");
    const currency = text(row, "currency") || (money.has(measure) ? company.currency : "");
    return amount ? [{ position: text(row, "position"), measure, ...interval(row), amount, currency }] : [];
  });
}
