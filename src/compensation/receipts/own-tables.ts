import { type Day, formatDay, OPEN_END, OPEN_START } from "../../calendar/day.ts";
import { type Interval, overlaps } from "../../calendar/period.ts";
import { formatScaled, trimDecimals } from "../../money/decimal.ts";
import { formatMinor } from "../../money/money.ts";
import { columnTypeOf } from "../../table/attributes.ts";
import type { Column } from "../../table/column.ts";
import { BLANK_DAY } from "../../table/column.ts";
import type { AttributeOwner, TableDefinition, ValueType } from "../../table/definition.ts";
import { formatCell } from "../../table/format-cell.ts";
import { territories } from "../../territories/tables.ts";
import { TRANSACTION_TEXTS } from "../../transactions/columns.ts";
import { customers, products } from "../../transactions/tables.ts";
import { textAt, wideAt } from "../crediting/split-parts.ts";
import type { Assignment, Attributes, AttributeValue, Inputs, Referenced } from "../inputs.ts";
import { hiddenParties } from "./hidden-parties.ts";

/** A row of a company folder's table, cells as they stand in its files. */
type Written = Record<string, string>;

/** What of a company belongs to one statement: whose, in which plan set, on which days, by which plans, with which rows of the transactions. */
export type OwnPart = {
  readonly participant: string;
  readonly set: string;
  readonly stretch: Interval;
  readonly plans: ReadonlySet<string>;
  readonly transactions: readonly number[];
};

/** The participant's own rows, in the tables of a company folder. */
export function ownTables(inputs: Inputs, part: OwnPart): Record<string, Written[]> {
  const { participant } = part;
  const held = new Set(inputs.assignments.filter((each) => each.participant === participant).map(({ position }) => position));
  const assignments = assignmentsAround(inputs, participant, held);
  const isOwn = ({ position }: { readonly position: string }): boolean => held.has(position);
  const touches = (each: Interval): boolean => overlaps(each, part.stretch);
  const known = new Set([...held, ...assignments.map((each) => each.participant)]);
  const sold = soldTables(inputs, part.transactions, known);
  const seats = new Set([...assignments.map(({ position }) => position), ...sold.transactions.flatMap(({ position }) => position ?? [])]);
  return compacted({
    windows: [...inputs.company.calendar.custom].flatMap(([calendar, periods]) =>
      periods.map(({ name, ...period }) => ({ calendar, window: name, ...days(period) })),
    ),
    people: peopleOf(inputs, participant, assignments),
    "participant-attributes": datedRows(inputs, "participant", participant, inputs.participants.get(participant)?.attributes),
    positions: [...seats].sort().flatMap((position) => seatRow(inputs, position, held)),
    "position-attributes": [...held]
      .sort()
      .flatMap((position) => datedRows(inputs, "position", position, inputs.positions.get(position)?.attributes)),
    assignments: assignments.map(({ participant: who, position, share, ...interval }) => ({
      participant: who,
      position,
      ...days(interval),
      share: formatCell("percent", share),
    })),
    quotas: inputs.quotas
      .filter((quota) => isOwn(quota) && touches(quota))
      .map(({ position, measure, amount, currency, ...interval }) => ({
        position,
        measure,
        ...days(interval),
        amount: formatCell("amount", amount),
        currency,
      })),
    "plan-assignments": inputs.planAssignments
      .filter((each) => isOwn(each) && part.plans.has(each.plan))
      .map(({ plan, position, ...interval }) => ({ plan, position, ...days(interval) })),
    adjustments: inputs.adjustments
      .filter(
        (each) =>
          each.participant === participant && each.set === part.set && each.date >= part.stretch.from && each.date < part.stretch.to,
      )
      .map(({ id, set, calendar, date, amountMinor, currency, reason }) => ({
        adjustment: id,
        participant,
        set,
        calendar,
        date: formatDay(date),
        amount: formatMinor(amountMinor, currency),
        currency,
        reason,
      })),
    ...sold,
  });
}

/** Those of the participant, and those of whoever shares a seat with them: what else these hold decides whose a deal is that names them alone. */
function assignmentsAround({ assignments }: Inputs, participant: string, held: ReadonlySet<string>): Assignment[] {
  const beside = new Set(assignments.filter(({ position }) => held.has(position)).map((each) => each.participant));
  return assignments.filter((each) => each.participant === participant || beside.has(each.participant));
}

/** The participant whole; of those who share a seat only the id. */
function peopleOf({ participants }: Inputs, participant: string, assignments: readonly Assignment[]): Written[] {
  const own = participants.get(participant);
  const others = new Set(assignments.map((each) => each.participant).filter((each) => each !== participant));
  return [
    ...(own
      ? [
          {
            participant,
            name: own.name,
            ...(own.hired > OPEN_START && { hired: formatDay(own.hired) }),
            ...(own.left < OPEN_END && { left: formatDay(own.left) }),
            currency: own.currency,
          },
        ]
      : []),
    ...[...others].sort().map((other) => ({ participant: other, name: other })),
  ];
}

function seatRow({ positions }: Inputs, position: string, held: ReadonlySet<string>): Written[] {
  const seat = positions.get(position);
  if (!seat) return [];
  return [held.has(position) ? { position, title: seat.title, role: seat.role } : { position }];
}

function days({ from, to }: { readonly from: Day; readonly to: Day }): Written {
  return { ...(from > OPEN_START && { from: formatDay(from) }), ...(to < OPEN_END && { to: formatDay(to) }) };
}

function datedRows(inputs: Inputs, owner: "participant" | "position", id: string, attributes?: Attributes): Written[] {
  return [...(attributes ?? [])].flatMap(([attribute, values]) =>
    values.map(({ value, ...interval }) => ({
      [owner]: id,
      attribute,
      ...days(interval),
      value: valueText(inputs.company.attributes.get(owner)?.get(attribute), value),
    })),
  );
}

function valueText(type: ValueType | undefined, value: AttributeValue): string {
  return formatCell(type === undefined ? "text" : columnTypeOf(type), value);
}

type Sold = { readonly [table in "transactions" | "splits" | "customers" | "products" | "territories"]: Written[] };

/** The transactions with the rows that they refer to. */
function soldTables(inputs: Inputs, rows: readonly number[], known: ReadonlySet<string>): Sold {
  const { transactions } = inputs;
  const referred = (column: "customer" | "product" | "territory"): string[] =>
    [...new Set(rows.map((row) => textAt(transactions[column], row)))].sort();
  const rowsOf = (owner: "customer" | "product" | "territory", table: TableDefinition, rowsById: Inputs["customers"]): Written[] =>
    referred(owner).flatMap((id) => {
      const found = rowsById.get(id);
      return found ? [{ [owner]: id, ...fieldsOf(inputs, table, owner, found) }] : [];
    });
  return {
    customers: rowsOf("customer", customers, inputs.customers),
    products: rowsOf("product", products, inputs.products),
    territories: rowsOf("territory", territories, inputs.territories),
    transactions: rows.map((row) => transactionRow(inputs, row)),
    splits: splitRows(inputs, rows, known),
  };
}

function fieldsOf(inputs: Inputs, table: TableDefinition, owner: AttributeOwner, { fields }: Referenced): Written {
  return Object.fromEntries(
    [...fields].map(([name, value]) => {
      const column = table.columns.find((each) => each.name === name);
      if (column) return [name, formatCell(column.type, value)];
      return [`attributes.${name}`, valueText(inputs.company.attributes.get(owner)?.get(name), value)];
    }),
  );
}

const DATES = ["date", "orderDate", "invoiceDate", "paymentDate"] as const;
const NUMBERS = ["amount", "margin", "quantity"] as const;

function transactionRow({ transactions, company }: Inputs, row: number): Written {
  const cells: [string, string][] = [...TRANSACTION_TEXTS, ...DATES, ...NUMBERS].map((name) => [name, cellText(transactions[name], row)]);
  for (const [name, column] of transactions.attributes)
    cells.push([`attributes.${name}`, cellText(column, row, company.attributes.get("transaction")?.get(name))]);
  return Object.fromEntries(cells);
}

/** A cell of a column in a company folder's form; blank is "". */
function cellText(column: Column, row: number, type?: ValueType): string {
  if (column.type === "text") return textAt(column, row);
  if (column.type === "date") return column.days[row] === BLANK_DAY ? "" : formatDay(column.days[row]!);
  if (column.type === "boolean") return column.values[row] === 2 ? "" : column.values[row] === 1 ? "true" : "false";
  const unscaled = wideAt(column, row);
  if (unscaled === undefined) return "";
  return type === "Percent" ? formatCell("percent", { unscaled, scale: column.scale }) : trimDecimals(formatScaled(unscaled, column.scale));
}

/** The parties of the transactions. Others' overlays are left out; others who share keep their shares without their names. */
function splitRows({ splits, transactions }: Inputs, rows: readonly number[], known: ReadonlySet<string>): Written[] {
  const wanted = new Set(rows);
  const found = Array.from({ length: splits.count }, (_, split) => split).filter((split) => wanted.has(splits.transaction[split]!));
  const partyOf = (split: number): string => textAt(splits.participant, split) || textAt(splits.position, split);
  return [...Map.groupBy(found, (split) => splits.transaction[split]!)].flatMap(([row, own]) => {
    const hidden = hiddenParties(own.map(partyOf), known);
    return own
      .filter((split) => known.has(partyOf(split)) || textAt(splits.kind, split) === "split")
      .map((split) => ({
        source: textAt(transactions.source, row),
        transaction: textAt(transactions.transaction, row),
        line: textAt(transactions.line, row),
        kind: textAt(splits.kind, split),
        party: hidden.get(partyOf(split)) ?? partyOf(split),
        role: textAt(splits.role, split),
        share: formatCell("percent", { unscaled: wideAt(splits.share, split) ?? 0n, scale: splits.share.scale }),
      }));
  });
}

/** Without blank cells and empty tables. */
function compacted(tables: Readonly<Record<string, readonly Written[]>>): Record<string, Written[]> {
  return Object.fromEntries(
    Object.entries(tables)
      .filter(([, rows]) => rows.length > 0)
      .map(([name, rows]) => [name, rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== "")))]),
  );
}
