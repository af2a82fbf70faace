import type { Interval } from "../../calendar/period.ts";
import { overlaps } from "../../calendar/period.ts";
import type { Calculated } from "../calculate.ts";
import { dayOf, ruleOf } from "../crediting/candidates.ts";
import type { PlanRun } from "../plan-run.ts";
import { unitsOf } from "../statements/heads.ts";

/** Where a credit stands in one unit table: the unit and its place in the credit columns. */
type CreditPlace = { readonly plan: PlanRun; readonly unit: number; readonly credit: number };

/** A credit of the participant in one seat and plan version, in every calendar by which the version measures. */
export type Member = {
  readonly pair: number;
  readonly day: number;
  readonly transaction: number;
  readonly party: number;
  readonly rule: number;
  /** Whether it is a roll-up of what others were credited. */
  readonly isOthers: boolean;
  readonly places: CreditPlace[];
};

/** The participant's credits in windows that touch the stretch: of each plan version and seat, in the order in which they count. */
export function membersOf({ plans }: Calculated, participantCode: number, stretch: Interval): Member[][] {
  const lists = new Map<string, Map<string, Member>>();
  for (const plan of plans) {
    const { units, credits } = plan;
    const { from, to } = unitsOf(plan, participantCode);
    for (let unit = from; unit < to; unit++) {
      const window = units.windows.periods[units.window[unit]!];
      if (!window || !overlaps(window, stretch)) continue;
      const list = entered(lists, `${units.version} ${units.pair[unit]!}`, () => new Map<string, Member>());
      for (let credit = credits.start[unit]!; credit < credits.start[unit + 1]!; credit++) {
        const member = memberAt(plan, unit, credit);
        const { day, transaction, rule, party } = member;
        const key = [day, transaction, rule, party, credits.detail?.[credit] ?? 0].join(" ");
        entered(list, key, () => member).places.push({ plan, unit, credit });
      }
    }
  }
  return [...lists.values()].map((list) => [...list.values()].sort(inOrder));
}

function memberAt({ plan, units, credits }: PlanRun, unit: number, credit: number): Member {
  const rule = ruleOf(credits, credit);
  return {
    pair: units.pair[unit]!,
    day: dayOf(credits, credit),
    transaction: credits.transaction[credit]!,
    party: credits.party?.[credit] ?? 0,
    rule,
    isOthers: plan.credits[rule]?.kind === "roll-up",
    places: [],
  };
}

function inOrder(a: Member, b: Member): number {
  return a.day - b.day || a.transaction - b.transaction || a.rule - b.rule;
}

export function entered<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}
