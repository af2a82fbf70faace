import type { Calculated } from "../calculate.ts";
import { payCalendars } from "../statements/heads.ts";
import { entered, type Member } from "./members.ts";

/** Others' credits that one fact stands for, and before how many of the participant's transactions it is placed. */
export type FactGroup = { readonly members: readonly Member[]; readonly place: number };

/**
 * Puts others' credits together: those of one rule that lie in the same windows and pay periods and between the same two credits of the
 * participant. No coarser, as the participant's credits have their places on the curve between them. `placeOf`: how many of the receipt's
 * transactions stand before one of them.
 */
export function factGroups(run: Calculated["run"], list: readonly Member[], placeOf: (transaction: number) => number): FactGroup[] {
  const groups = new Map<string, { readonly members: Member[]; readonly before: Member | undefined; after: Member | undefined }>();
  let own = 0;
  let before: Member | undefined;
  for (const member of list) {
    if (!member.isOthers) {
      for (const group of groups.values()) if (group.before === before) group.after ??= member;
      before = member;
      own += 1;
      continue;
    }
    const key = [own, member.rule, ...periodsOf(run, member)].join(" ");
    entered(groups, key, () => ({ members: [] as Member[], before, after: undefined })).members.push(member);
  }
  return [...groups.values()].map((group) => ({ members: group.members, place: placeIn(group, placeOf) }));
}

/** Windows and pay periods of a credit, in numbers. */
function periodsOf(run: Calculated["run"], { places, day }: Member): number[] {
  return places.flatMap(({ plan, unit }) => [
    unit,
    ...[...payCalendars(plan)].map((calendar) => {
      const { first, index } = run.calendar(calendar);
      return index[day - first] ?? -1;
    }),
  ]);
}

/** Credits of a day stand in the order of the transactions: after the own one before if that is of the day, else before the next. */
function placeIn(
  {
    members,
    before,
    after,
  }: { readonly members: readonly Member[]; readonly before: Member | undefined; readonly after: Member | undefined },
  placeOf: (transaction: number) => number,
): number {
  const day = members.at(-1)?.day;
  if (before?.day === day) return placeOf(before!.transaction) + 1;
  return after?.day === day ? placeOf(after!.transaction) : 0;
}
