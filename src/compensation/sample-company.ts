import { calendarOf } from "../company/calendar.ts";
import { completeQuota } from "../company/check-quota.ts";
import type { CompanyDocument } from "../company/document.ts";
import { TABLES } from "../company/tables.ts";
import type { Plan } from "../plans/plan.ts";
import { columnsOf } from "../table/attributes.ts";
import { ATTRIBUTE_OWNERS, type AttributeOwner, type ValueType } from "../table/definition.ts";
import { OWN_FORMATS } from "../table/formats.ts";
import { cellReader } from "../table/parse-cell.ts";
import { isRefusal } from "../table/refusal.ts";
import type { Cell, Row, RowsByTable } from "../table/row.ts";
import { assembleInputs } from "./assemble.ts";
import { prepare, type PreparedInputs } from "./prepare.ts";

/** Rows of a company folder's tables, cells as they stand in its files; a table of tables by name. */
export type SampleRows = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
export type SampleCompany = {
  readonly currency?: string;
  readonly rounding?: CompanyDocument["rounding"];
  readonly attributes?: Readonly<Partial<Record<AttributeOwner, Readonly<Record<string, ValueType>>>>>;
  readonly rows: SampleRows;
  readonly plans: readonly Plan[];
};

/** The prepared inputs of a small company, for examples and tests. Throws RangeError for a cell that cannot be read. */
export function sampleInputs({
  currency = "USD",
  rounding = { at: "window", mode: "half-up" },
  attributes = {},
  rows,
  plans,
}: SampleCompany): PreparedInputs {
  const company: CompanyDocument = {
    name: "Sample",
    currency,
    rounding,
    fiscalYearStartMonth: 1,
    amountDigits: 6,
    attributes: new Map(ATTRIBUTE_OWNERS.map((owner) => [owner, new Map(Object.entries(attributes[owner] ?? {}))])),
  };
  return prepare(assembleInputs(company, sampleRows(company, rows), plans).inputs);
}

export function sampleRows(company: CompanyDocument, written: SampleRows): RowsByTable {
  const rows = new Map(
    TABLES.map((table) => {
      const readers = columnsOf(table, company.attributes).map((column) => [column, cellReader(column, OWN_FORMATS, company)] as const);
      return [
        table.name,
        (written[table.name] ?? []).map(
          (cells): Row =>
            new Map(
              readers.flatMap(([column, read]): [string, Cell][] => {
                const cell = read(cells[column.name] ?? "");
                if (isRefusal(cell)) throw new RangeError(`${table.name} ${column.name}: ${cell.reason}`);
                return cell === null ? [] : [[column.name, cell]];
              }),
            ),
        ),
      ] as const;
    }),
  );
  const calendar = calendarOf(company, rows.get("windows") ?? []);
  return new Map([...rows].map(([table, list]) => [table, table === "quotas" ? list.map((row) => quotaRow(row, calendar)) : list]));
}

function quotaRow(row: Row, calendar: ReturnType<typeof calendarOf>): Row {
  const completed = completeQuota(row, calendar);
  if ("refusal" in completed) throw new RangeError(`quotas ${completed.column}: ${completed.refusal.reason}`);
  return completed;
}

/** A plan with one direct rule, one measure of amounts by quarter with the quota "target", paid by the quarter. */
export function samplePlan(plan: Partial<Plan> & Pick<Plan, "components">): Plan {
  return {
    plan: "sample",
    version: "1",
    name: "Sample plan",
    set: "default",
    effective: { from: "2000-01-01", to: null },
    currency: "USD",
    payPeriod: "quarter",
    assigned: [{ where: "TRUE" }],
    credits: [{ name: "own", kind: "direct" }],
    measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter", quota: "target" }],
    ...plan,
  };
}

/** Ann in the seat S1 with a quota of 1,000 for 2026-Q1 and these deals, one a day from 2026-01-01. */
export function annsDeals(amounts: readonly string[]): SampleRows {
  return {
    people: [{ participant: "ann", name: "Ann" }],
    positions: [{ position: "S1" }],
    assignments: [{ participant: "ann", position: "S1" }],
    quotas: [{ position: "S1", measure: "target", from: "2026-01-01", calendar: "quarter", amount: "1000" }],
    transactions: amounts.map((amount, index) => ({
      transaction: `T${index + 1}`,
      date: `2026-01-${String(index + 1).padStart(2, "0")}`,
      owner: "ann",
      amount,
      quantity: amount,
    })),
  };
}
