import { BLANK_DAY } from "../../table/column.ts";
import { NO_VALUE, TRUE } from "../../formula/vector/result.ts";
import type { CreditRule, Plan } from "../../plans/plan.ts";
import { type UnitTable, unitAt } from "../attainment/units.ts";
import type { Calculated } from "../calculate.ts";
import { type DateKind, NO_OWNER, ownerSeat } from "../crediting/ownership.ts";
import { codeOf, type UnpaidReason } from "./reasons.ts";

/** A participant in a seat that a transaction belongs to on a day, with the plans they are on then. */
type Party = { readonly pair: number; readonly day: number; readonly isSplit: boolean; readonly on: readonly UnitTable[] };

/** Writes the reason of every transaction that has no owner or that nobody is credited for. */
export function uncreditedReasons(calculated: Calculated, credited: Uint8Array, reasons: Uint8Array): void {
  const parties = partiesOf(calculated, credited);
  const seats = seatProblems(calculated);
  for (let row = 0; row < credited.length; row++) {
    if (credited[row] === 1 && !isWithoutOwner(calculated, row)) continue;
    reasons[row] = codeOf(reasonOfRow(calculated, row, parties.get(row) ?? [], seats));
  }
}

function isWithoutOwner({ run: { context } }: Calculated, row: number): boolean {
  const { slots, transactions } = context;
  const hasSplits = slots !== undefined && slots.splitStart[row]! < slots.start[row + 1]!;
  return !hasSplits && transactions.owner.codes[row]! < 0 && transactions.position.codes[row]! < 0;
}

/** The dates by which direct and split rules count. */
function datesOf({ versions }: Calculated): DateKind[] {
  const dates = versions.flatMap(({ plan }) =>
    plan.credits.flatMap(({ kind, date }) => (kind === "direct" || kind === "split" ? [date ?? "date"] : [])),
  );
  return [...new Set<DateKind>(dates)];
}

/** Whose each uncredited transaction is, by each of the dates that rules read. */
function partiesOf(calculated: Calculated, credited: Uint8Array): Map<number, Party[]> {
  const found = new Map<number, Party[]>();
  const tables = calculated.plans.map(({ units }) => units);
  for (const date of datesOf(calculated)) {
    const { rows } = calculated.owned.by(date);
    for (let pair = 0; pair + 1 < rows.start.length; pair++) {
      for (let own = rows.start[pair]!; own < rows.start[pair + 1]!; own++) {
        const row = rows.transaction[own]!;
        if (credited[row] === 1) continue;
        const day = rows.day[own]!;
        const on = tables.filter((units) => readsDate(calculated, units, date) && unitAt(units, pair, day) >= 0);
        const party = { pair, day, isSplit: (rows.party?.[own] ?? 0) > 0, on };
        const known = found.get(row);
        if (known) known.push(party);
        else found.set(row, [party]);
      }
    }
  }
  return found;
}

function readsDate({ versions }: Calculated, { version }: UnitTable, date: DateKind): boolean {
  return (versions[version]?.plan.credits ?? []).some((rule) => isOwning(rule) && (rule.date ?? "date") === date);
}

function isOwning({ kind }: CreditRule): boolean {
  return kind === "direct" || kind === "split";
}

type SeatCode = "owner-without-seat" | "ambiguous-seat";

/** Transactions whose owner or party has no one seat on the day, by any date that rules read. */
function seatProblems(calculated: Calculated): Map<number, SeatCode> {
  const found = new Map<number, SeatCode>();
  for (const date of datesOf(calculated))
    for (const { transaction, code } of calculated.owned.by(date).problems) if (!found.has(transaction)) found.set(transaction, code);
  return found;
}

function reasonOfRow(calculated: Calculated, row: number, parties: readonly Party[], seats: ReadonlyMap<number, SeatCode>): UnpaidReason {
  const { context, inputs } = calculated.run;
  if (context.slots?.unbalanced.has(row)) return "split-total";
  if (isWithoutOwner(calculated, row)) return "without-owner";
  const onPlan = parties.filter(({ on }) => on.length > 0);
  if (onPlan.length > 0) return reasonOfRules(calculated, row, onPlan);
  if (parties.length > 0) return "without-plan";
  const dates = datesOf(calculated);
  if (dates.length > 0 && dates.every((date) => inputs.transactions[date].days[row] === BLANK_DAY)) return "date-missing";
  const problem = seats.get(row);
  if (problem) return problem;
  const day = inputs.transactions.date.days[row]!;
  return ownerSeat(context, row, day) === NO_OWNER ? "owner-unknown" : "seat-vacant";
}

/** Somebody who owns it is on a plan: which of the plan's rules fails it. The party that comes nearest counts. */
function reasonOfRules(calculated: Calculated, row: number, parties: readonly Party[]): UnpaidReason {
  const found = new Set(
    parties.flatMap((party) =>
      party.on.flatMap(({ version }) => {
        const plan = calculated.versions[version]?.plan;
        return plan ? [reasonOfPlan(calculated, plan, row, party)] : [];
      }),
    ),
  );
  const order = ["split-without-rule", "ambiguous-credit-rule", "attribute-missing"] as const;
  return order.find((reason) => found.has(reason)) ?? unknownReference(calculated, row, parties) ?? "no-rule-holds";
}

function reasonOfPlan({ run: { conditions } }: Calculated, plan: Plan, row: number, { pair, day, isSplit }: Party): UnpaidReason {
  const rules = plan.credits.filter(({ kind }) => kind === (isSplit ? "split" : "direct"));
  if (isSplit && rules.length === 0) return "split-without-rule";
  const results = rules.map(({ where }) => {
    const test = conditions.test(where);
    return test ? (test.values ? test.values[row]! : test.at(row, pair, day)) : TRUE;
  });
  if (results.filter((result) => result === TRUE).length > 1) return "ambiguous-credit-rule";
  return results.includes(NO_VALUE) ? "attribute-missing" : "no-rule-holds";
}

/** Where no rule holds and rules ask about the product or customer, but the transaction names none that is known: that is why. */
function unknownReference({ run: { inputs }, versions }: Calculated, row: number, parties: readonly Party[]): UnpaidReason | undefined {
  const asked = new Set(parties.flatMap(({ on }) => on.map(({ version }) => version)));
  const wheres = [...asked].flatMap((version) => versions[version]?.plan.credits.map(({ where }) => where ?? "") ?? []);
  const isMissing = (name: "product" | "customer", known: ReadonlyMap<string, unknown>): boolean => {
    if (!wheres.some((where) => new RegExp(`\\b${name}\\b`).test(where))) return false;
    const { codes, dictionary } = inputs.transactions[name];
    return !known.has(dictionary[codes[row]!] ?? "");
  };
  if (isMissing("product", inputs.products)) return "product-unknown";
  return isMissing("customer", inputs.customers) ? "customer-unknown" : undefined;
}
