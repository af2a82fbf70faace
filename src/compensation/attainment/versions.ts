import { OPEN_END, OPEN_START, parseDay } from "../../calendar/day.ts";
import { type Interval, intersect } from "../../calendar/period.ts";
import type { Plan, PlanAssignmentRule } from "../../plans/plan.ts";
import { compareText, type Directory, stretches, union } from "../crediting/directory.ts";
import type { Inputs } from "../inputs.ts";
import type { SeatFormulas } from "../formulas.ts";

/** One version of a plan, with the days on which it is in force. Versions are ordered by (plan, version). */
export type PlanVersion = { readonly plan: Plan; readonly effective: Interval };

function interval(from: string | undefined, to: string | null | undefined): Interval {
  return { from: (from === undefined ? undefined : parseDay(from)) ?? OPEN_START, to: (to ? parseDay(to) : undefined) ?? OPEN_END };
}

/** The versions of the plans of one set. Where two versions of a plan overlap, the later one is in force. */
export function versionsOf(plans: readonly Plan[], set: string): PlanVersion[] {
  const versions = plans
    .filter((plan) => plan.set === set)
    .map((plan) => ({ plan, effective: interval(plan.effective.from, plan.effective.to) }));
  versions.sort((a, b) => compareText(a.plan.plan, b.plan.plan) || compareText(a.plan.version, b.plan.version));
  return versions.map(({ plan, effective }) => {
    const later = versions.filter(
      (other) =>
        other.plan.plan === plan.plan &&
        (other.effective.from > effective.from || (other.effective.from === effective.from && other.plan.version > plan.version)),
    );
    return { plan, effective: { from: effective.from, to: Math.min(effective.to, ...later.map((other) => other.effective.from)) } };
  });
}

/** Days on which a pair is on a plan, each stretch with the version (index in `versions`) in force on it. */
export type OnPlan = readonly (Interval & { readonly version: number })[];

/**
 * The days of every pair on one plan: those on which the version in force assigns the seat, within assignment and employment.
 * `versions` are all of the calculation, `members` the indexes of this plan's.
 */
export function daysOnPlan(
  inputs: Inputs,
  directory: Directory,
  versions: readonly PlanVersion[],
  members: readonly number[],
  formulas: SeatFormulas,
): OnPlan[] {
  const listed = new Map<string, Interval[]>();
  for (const { plan, position, from, to } of inputs.planAssignments) {
    if (plan !== versions[members[0] ?? -1]?.plan.plan) continue;
    listed.set(position, [...(listed.get(position) ?? []), { from, to }]);
  }
  const always = new Map(members.map((version) => [version, assignedAlways(versions[version]?.plan.assigned ?? [], formulas)]));
  return directory.pairDays.map((days, pair) => {
    const found: (Interval & { readonly version: number })[] = [];
    for (const version of members) {
      const { plan, effective } = versions[version] ?? { plan: undefined, effective: { from: 0, to: 0 } };
      const assigned =
        always.get(version) ?? union((plan?.assigned ?? []).flatMap((rule) => assignedDays(rule, pair, directory, listed, formulas)));
      for (const span of assigned) {
        for (const employed of days) {
          const from = Math.max(employed.from, effective.from, span.from);
          const to = Math.min(employed.to, effective.to, span.to);
          if (from < to) found.push({ from, to, version });
        }
      }
    }
    return found.length > 1 ? found.sort((a, b) => a.from - b.from) : found;
  });
}

/** The days of rules that all seats alike are on by, when every rule is of that sort: conditions that read nothing. */
function assignedAlways(rules: readonly PlanAssignmentRule[], formulas: SeatFormulas): Interval[] | undefined {
  const isAlike = rules.every(({ where }) => where !== undefined && formulas.readsNothing(where));
  return isAlike
    ? union(
        rules
          .flatMap((rule) => (rule.where !== undefined && formulas.holds(rule.where, -1, 0) ? [interval(rule.from, rule.to)] : []))
          .filter(({ from, to }) => from < to),
      )
    : undefined;
}

function assignedDays(
  rule: PlanAssignmentRule,
  pair: number,
  directory: Directory,
  listed: ReadonlyMap<string, readonly Interval[]>,
  formulas: SeatFormulas,
): Interval[] {
  const within = interval(rule.from, rule.to);
  const position = directory.positions[directory.pairPosition[pair] ?? -1];
  const participant = directory.participants[directory.pairParticipant[pair] ?? -1];
  if (!position || !participant || within.from >= within.to) return [];
  if (rule.positions) return rule.positions.includes(position.id) ? [within] : [];
  if (rule.titles) return rule.titles.includes(position.title) ? [within] : [];
  if (rule.listed) return (listed.get(position.id) ?? []).flatMap((days) => intersect(days, within) ?? []);
  const where = rule.where;
  if (where === undefined) return [];
  const dated = [...position.attributes.values(), ...participant.attributes.values()].flat();
  return stretches([within, ...dated.flatMap((days) => intersect(days, within) ?? [])]).filter(({ from }) =>
    formulas.holds(where, pair, from),
  );
}
