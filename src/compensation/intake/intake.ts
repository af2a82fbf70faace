import type { Day } from "../../calendar/day.ts";
import type { Plan } from "../../plans/plan.ts";
import { type SeatOnPlan, seatsOnPlan } from "../curves/seats.ts";
import { heldSeats } from "./held.ts";
import type { PreparedInputs } from "../prepare.ts";

/** Somebody in a seat, with the names of the other plans of the set that take the seat on the day. */
export type TakenSeat = {
  readonly participant: string;
  readonly name: string;
  readonly position: string;
  readonly title: string;
  readonly others: readonly string[];
};

/** Whom a plan takes in on a day, and who is on no plan of its set then. Both in the order of participants and seats. */
export type Intake = { readonly taken: readonly TakenSeat[]; readonly none: readonly TakenSeat[] };

/** The intake of a plan, published or not: it stands in place of the version of its name, and its other versions end where it begins. */
export function intakeOf(present: PreparedInputs, plan: Plan, day: Day): Intake {
  const others = present.inputs.plans.filter((each) => each.set === plan.set && each.plan !== plan.plan);
  const own = present.inputs.plans.filter((each) => each.set === plan.set && each.plan === plan.plan && each.version !== plan.version);
  const drafted = { ...present, inputs: { ...present.inputs, plans: [...others, ...own, plan] } };
  const onDay = (id: string): readonly SeatOnPlan[] => seatsOnPlan(drafted, plan.set, id).filter(({ from, to }) => from <= day && day < to);
  const names = new Map(others.map((each) => [each.plan, each.name]));
  const byOthers = new Map<string, string[]>();
  for (const [id, name] of names) for (const seat of onDay(id)) byOthers.set(keyOf(seat), [...(byOthers.get(keyOf(seat)) ?? []), name]);
  const mine = onDay(plan.plan);
  const taken = new Set(mine.map(keyOf));
  const seated = heldSeats(present, day);
  return {
    taken: mine.map((seat) => shown(seat, byOthers.get(keyOf(seat)) ?? [])),
    none: seated.filter((seat) => !taken.has(keyOf(seat)) && !byOthers.has(keyOf(seat))).map((seat) => shown(seat, [])),
  };
}

type Seat = Pick<SeatOnPlan, "participant" | "name" | "position" | "title">;

function keyOf({ participant, position }: Seat): string {
  return JSON.stringify([participant, position]);
}

function shown({ participant, name, position, title }: Seat, others: readonly string[]): TakenSeat {
  return { participant, name, position, title, others };
}
