import { formatDay, OPEN_END, OPEN_START } from "../../calendar/day.ts";
import type { Period } from "../../calendar/period.ts";
import type { Decimal } from "../../money/decimal.ts";
import { minorOf } from "../../money/money.ts";
import type { Rational } from "../../money/rational.ts";
import { divideFloor } from "../../money/round.ts";
import type { MeasureUnit } from "../../plans/measures.ts";
import type { Component, Measure, Plan } from "../../plans/plan.ts";
import type { Cell, Row } from "../../table/row.ts";
import { TransactionColumnsBuilder } from "../../transactions/columns.ts";
import { assembleSplits } from "../assemble-splits.ts";
import { calculate, type Calculation, prepare, toStatement } from "../engine.ts";
import type { Company, Inputs, Participant, Position, Quota } from "../inputs.ts";

/** Whose attributes and quotas a curve reads, and the window that it is drawn for. */
export type CurveSeat = {
  readonly company: Company;
  readonly participant: Participant;
  readonly position: Position;
  /** Of the seat; only rows inside the window count. */
  readonly quotas: readonly Quota[];
};

/** A component alone with its measure, so that the engine can be asked what it pays for one amount of the measure. */
export type CurveCase = {
  readonly plan: Plan;
  readonly component: Component;
  readonly measure: Measure;
  readonly unit: MeasureUnit;
  readonly window: Period;
  /** Decimals of the measure's values on the axis. */
  readonly scale: number;
};

/** What the engine says of one amount of the measure. */
export type CurveSample = { readonly payMinor: bigint; readonly calculation: Calculation };

/**
 * The pay of a component over its whole window when the seat sells `value` (in 10^-scale of the measure), as `deals` equal deals on the
 * window's first day. It is the engine's own calculation, of a company with this one seat: no rule of pay stands here.
 */
export function samplePay(seat: CurveSeat, of: CurveCase, value: bigint, deals: number): CurveSample {
  const calculation = calculate(prepare(sampleInputs(seat, of, value, deals)), { set: SET });
  const payMinor = calculation.statements.reduce(
    (sum, head) => sum + minorOf(toStatement(calculation, head).totals.amount, of.plan.currency),
    0n,
  );
  return { payMinor, calculation };
}

const SET = "curve";

function sampleInputs({ company, participant, position, quotas }: CurveSeat, of: CurveCase, value: bigint, deals: number): Inputs {
  const { window } = of;
  const inside = quotas.filter((quota) => quota.measure === of.measure.quota && quota.from >= window.from && quota.to <= window.to);
  const transactions = new TransactionColumnsBuilder(new Map());
  equalParts(value, deals).forEach((part, index) => transactions.add(dealRow(participant.id, of, index, part)));
  const built = transactions.build();
  return {
    company,
    participants: new Map([[participant.id, { ...participant, hired: OPEN_START, left: OPEN_END }]]),
    positions: new Map([[position.id, position]]),
    assignments: [
      { participant: participant.id, position: position.id, from: OPEN_START, to: OPEN_END, share: { unscaled: 1n, scale: 0 } },
    ],
    reportingLines: [],
    territoryAssignments: [],
    customers: new Map(),
    products: new Map(),
    territories: new Map(),
    quotas: inside.map((quota) => ({ ...quota, position: position.id })),
    planAssignments: [],
    adjustments: [],
    plans: [planAlone(of, position.id)],
    transactions: built,
    splits: assembleSplits([], built, new Set()).splits,
  };
}

/** The plan with this component only, in force in this window only, paying the seat for what it sells itself. */
function planAlone({ plan, component, measure, unit, window }: CurveCase, position: string): Plan {
  const { cap: _cap, floor: _floor, text: _text, ...rest } = plan;
  const { where: _where, gate, ...alone } = component;
  const ownGate = gate?.measure === undefined || gate.measure === measure.name;
  return {
    ...rest,
    set: SET,
    effective: { from: formatDay(window.from), to: window.to >= OPEN_END ? null : formatDay(window.to) },
    assigned: [{ positions: [position] }],
    credits: [{ name: "own", kind: "direct" }],
    measures: [
      {
        name: measure.name,
        credits: ["own"],
        of: unit === "money" ? "amount" : "quantity",
        window: measure.window,
        ...(measure.quota !== undefined && { quota: measure.quota }),
      },
    ],
    components: [gate && ownGate ? { ...alone, gate } : alone],
  };
}

function dealRow(owner: string, { unit, plan, window, scale }: CurveCase, index: number, unscaled: bigint): Row {
  const value: Decimal = { unscaled, scale };
  return new Map<string, Cell>([
    ["source", "curve"],
    ["transaction", `D${index + 1}`],
    ["line", "1"],
    ["kind", "order"],
    ["date", window.from],
    ["owner", owner],
    ["currency", plan.currency],
    ["amount", unit === "money" ? value : { unscaled: 0n, scale: 0 }],
    ["quantity", unit === "money" ? { unscaled: 1n, scale: 0 } : value],
  ]);
}

/** A value in equal parts, the first ones greater by one where it does not divide. */
function equalParts(value: bigint, count: number): bigint[] {
  const each = value / BigInt(count);
  const over = Number(value - each * BigInt(count));
  return Array.from({ length: count }, (_, index) => (index < over ? each + 1n : each));
}

/** The first value of the axis, in 10^-scale, that reaches `value`. */
export function onAxis({ numerator, denominator }: Rational, scale: number): bigint {
  return -divideFloor(-numerator * 10n ** BigInt(scale), denominator);
}
