import { parseDay, OPEN_END } from "../../calendar/day.ts";
import { isCurrency } from "../../money/currency.ts";
import { calendarNames, type PlanContext } from "../context.ts";
import type { Plan, PlanAssignmentRule } from "../plan.ts";
import { error, type PathStep, type PlanProblem, warning } from "../problem.ts";
import { suggestion } from "../suggest.ts";

/** Currency, dates, calendars and assignment of the document itself, and other versions in force at the same time. */
export function checkDocument(plan: Plan, context: PlanContext): PlanProblem[] {
  return [
    ...(isCurrency(plan.currency)
      ? []
      : [error(["currency"], `"${plan.currency}" is not a currency of ISO 4217.`, "Write the code people are paid in, such as USD.")]),
    ...checkInterval(plan.effective.from, plan.effective.to ?? undefined, ["effective"]),
    ...checkCalendar(plan.payPeriod, ["payPeriod"], context),
    ...plan.assigned.flatMap((rule, index) => checkAssigned(rule, ["assigned", index], context)),
    ...(["cap", "floor"] as const).flatMap((bound) => {
      const window = plan[bound]?.window;
      return window === undefined || window === "life" ? [] : checkCalendar(window, [bound, "window"], context);
    }),
    ...checkVersions(plan, context.others ?? []),
  ];
}

/** A calendar that has periods one after the other, which `life` does not. */
export function checkCalendar(name: string, path: readonly PathStep[], context: PlanContext): PlanProblem[] {
  const names = calendarNames(context);
  if (names.includes(name)) return [];
  return [error(path, `"${name}" is not a calendar of the company.`, suggestion(name, names, ""))];
}

function checkInterval(from: string | undefined, to: string | undefined, path: readonly PathStep[]): PlanProblem[] {
  if (from === undefined || to === undefined || from < to) return [];
  return [error([...path, "to"], `"${to}" is not after "${from}".`, "The end is the day after the last; leave it out when it is open.")];
}

function checkAssigned(rule: PlanAssignmentRule, path: readonly PathStep[], context: PlanContext): PlanProblem[] {
  const ways = (["positions", "titles", "where", "listed"] as const).filter((way) => rule[way] !== undefined);
  const problems = checkInterval(rule.from, rule.to, path);
  if (ways.length !== 1) {
    const found = ways.length === 0 ? "says nothing" : `says ${ways.join(" and ")}`;
    problems.push(
      error(
        path,
        `An entry names its seats in one way, but this one ${found}.`,
        "Write one of positions, titles, where or listed; several ways are several entries.",
      ),
    );
  }
  const known = context.positions;
  if (known !== undefined) problems.push(...unknownPositions(rule.positions ?? [], [...path, "positions"], known));
  const { titles } = context;
  if (titles !== undefined) problems.push(...unknownTitles(rule.titles ?? [], [...path, "titles"], titles));
  return problems;
}

/** Titles that no position has: such an entry would put nobody on the plan. */
function unknownTitles(titles: readonly string[], path: readonly PathStep[], known: ReadonlySet<string>): PlanProblem[] {
  return titles.flatMap((title, index) =>
    known.has(title)
      ? []
      : [error([...path, index], `No position has the title "${title}".`, suggestion(title, known, "The company has no titles yet."))],
  );
}

/** Position ids that the company does not have. */
export function unknownPositions(ids: readonly string[], path: readonly PathStep[], known: ReadonlySet<string>): PlanProblem[] {
  return ids.flatMap((id, index) =>
    known.has(id)
      ? []
      : [error([...path, index], `There is no position "${id}".`, suggestion(id, known, "The company has no positions yet."))],
  );
}

function checkVersions(plan: Plan, others: readonly Plan[]): PlanProblem[] {
  const versions = others.filter((other) => other.plan === plan.plan && other.set === plan.set);
  const span = (of: Plan): [number, number] => [
    parseDay(of.effective.from) ?? 0,
    of.effective.to === null ? OPEN_END : (parseDay(of.effective.to) ?? OPEN_END),
  ];
  const [from, to] = span(plan);
  return versions.flatMap((other) => {
    if (other.version === plan.version)
      return [
        error(["version"], `There is already a version "${plan.version}" of the plan "${plan.plan}".`, "Give this one another version."),
      ];
    const [otherFrom, otherTo] = span(other);
    if (from >= otherTo || otherFrom >= to) return [];
    const until = other.effective.to === null ? "for ever" : `until ${other.effective.to}`;
    return [
      error(
        ["effective"],
        `Version "${other.version}" of this plan is in force from ${other.effective.from} ${until}, at the same time.`,
        "End one version on the day the other starts, or give one of them another set.",
      ),
    ];
  });
}

/** Names that stand twice in a list. */
export function checkUnique(names: readonly string[], list: string): PlanProblem[] {
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    return first === index
      ? []
      : [error([list, index, "name"], `"${name}" is already the name of ${list}[${first}].`, "Give each its own name.")];
  });
}

/** A clause that the plan's text does not contain points nowhere. */
export function checkClauses(plan: Plan): PlanProblem[] {
  const text = plan.text;
  return plan.components.flatMap((component, index) => {
    if (component.clause === undefined || (text !== undefined && text.includes(component.clause))) return [];
    const why = text === undefined ? "the plan has no text" : "the plan's text does not contain it";
    return [
      warning(
        ["components", index, "clause"],
        `"${component.clause}" points nowhere: ${why}.`,
        "Write the clause's heading as it stands in the text.",
      ),
    ];
  });
}
