import type { Inputs } from "../../src/compensation/inputs.ts";
import type { Plan } from "../../src/plans/plan.ts";
import { type Days, daysWhere, NEVER_ENDS, readDay, type Window, windowsOf, within } from "./days.ts";
import { seatReader, type Transaction, typesOf } from "./facts.ts";
import { Blank, evaluate, NoValue } from "./formula.ts";

/** One participant × one seat × one plan × one window, with the days that count. */
export type Unit = { participant: string; position: string; plan: Plan; calendar: string; window: Window; span: Days };

/** From the first to the day after the last date of a transaction, quota or custom window; open ends do not count. */
export function horizonOf(inputs: Inputs, transactions: readonly Transaction[]): { from: number; to: number } {
  const days = transactions.flatMap((transaction) => [...transaction.days.values()]);
  for (const { from, to } of [...inputs.quotas, ...[...inputs.company.calendar.custom.values()].flat()])
    days.push(from, to >= NEVER_ENDS ? from : to - 1);
  return { from: Math.min(...days), to: Math.max(...days) + 1 };
}

/** Two versions of one plan in one set are one plan. */
export function samePlan(a: Plan, b: Plan): boolean {
  return a.plan === b.plan && a.set === b.set;
}

function inForce(inputs: Inputs, plan: Plan, day: number): Plan | undefined {
  return inputs.plans.find(
    (version) =>
      samePlan(version, plan) &&
      readDay(version.effective.from) <= day &&
      (version.effective.to === null || day < readDay(version.effective.to)),
  );
}

/** Whether the version in force on the day says that the seat, with this occupant, is on the plan. */
function isAssigned(inputs: Inputs, version: Plan, participant: string, position: string, day: number): boolean {
  const seat = inputs.positions.get(position);
  return version.assigned.some((rule) => {
    if (rule.from !== undefined && day < readDay(rule.from)) return false;
    if (rule.to !== undefined && day >= readDay(rule.to)) return false;
    if (rule.positions !== undefined) return rule.positions.includes(position);
    if (rule.titles !== undefined) return seat !== undefined && rule.titles.includes(seat.title);
    if (rule.where !== undefined) return truth(inputs, rule.where, participant, position, day);
    return inputs.planAssignments.some((row) => row.plan === version.plan && row.position === position && row.from <= day && day < row.to);
  });
}

function truth(inputs: Inputs, where: string, participant: string, position: string, day: number): boolean {
  try {
    return evaluate(where, seatReader(inputs, participant, position, day), typesOf(inputs)) === true;
  } catch (caught) {
    if (caught instanceof Blank || caught instanceof NoValue) return false;
    throw caught;
  }
}

/** The days on which the participant is employed, sits in the seat, and the seat is on the plan. */
export function daysOnPlan(inputs: Inputs, plan: Plan, participant: string, position: string): Days {
  const person = inputs.participants.get(participant);
  if (person === undefined) return [];
  const seats = inputs.assignments.filter((row) => row.participant === participant && row.position === position);
  const dated = [person.attributes, inputs.positions.get(position)?.attributes ?? new Map()].flatMap((attributes) =>
    [...attributes.values()].flat(),
  );
  const versions = inputs.plans.filter((version) => samePlan(version, plan));
  const written = versions.flatMap(({ effective, assigned }) => [effective, ...assigned]).flatMap(({ from, to }) => [from, to]);
  const edges = [
    person.hired,
    person.left,
    ...[...seats, ...dated, ...inputs.planAssignments].flatMap(({ from, to }) => [from, to]),
    ...written.filter((date) => date !== null && date !== undefined).map(readDay),
  ];
  return daysWhere(edges, (day) => {
    const version = inForce(inputs, plan, day);
    const seated = seats.some(({ from, to }) => from <= day && day < to) && person.hired <= day && day < person.left;
    return seated && version !== undefined && isAssigned(inputs, version, participant, position, day);
  });
}

/** Every unit of the calculation whose window touches the horizon. */
export function unitsOf(inputs: Inputs, horizon: { from: number; to: number }): Unit[] {
  const units: Unit[] = [];
  for (const { participant, position } of seatings(inputs)) {
    for (const plan of inputs.plans) {
      const days = daysOnPlan(inputs, plan, participant, position);
      for (const calendar of new Set(plan.measures.map((measure) => measure.window))) {
        for (const window of windowsOf(inputs.company.calendar, calendar, horizon.from, horizon.to)) {
          const span = within(days, window);
          if (span[0] !== undefined && inForce(inputs, plan, span[0].from) === plan)
            units.push({ participant, position, plan, calendar, window, span });
        }
      }
    }
  }
  return units;
}

/** Who ever sits where, each pair once. */
function seatings(inputs: Inputs): { participant: string; position: string }[] {
  return inputs.assignments.filter(
    (row, index) =>
      index === inputs.assignments.findIndex((other) => other.participant === row.participant && other.position === row.position),
  );
}

export function lastDay(span: Days): number {
  return (span.at(-1)?.to ?? 0) - 1;
}
