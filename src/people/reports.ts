import type { Interval } from "../calendar/period.ts";
import { contains } from "../calendar/period.ts";

/** The dated hierarchy of a company, as its tables hold it. */
export type Hierarchy = {
  readonly positions: readonly { readonly position: string; readonly parent: string | null }[];
  readonly reportingLines: readonly ({ readonly position: string; readonly parent: string } & Interval)[];
  readonly assignments: readonly ({ readonly participant: string; readonly position: string } & Interval)[];
};

/** `participant` sits below a seat of `manager` on the days of the interval. */
export type Report = { readonly manager: string; readonly participant: string } & Interval;

/**
 * Who reports to whom, and when: by manager, participant and day; intervals of a pair neither overlap nor touch. Nobody is their own
 * report. A seat's undated parent holds on the days that none of its dated lines covers. The table `reports` is derived the same way in
 * SQL (migration 0008); this one goes from day to day on which anything changes, and is what the tests compare with.
 */
export function reportsOf(hierarchy: Hierarchy): Report[] {
  const dated = [...hierarchy.reportingLines, ...hierarchy.assignments];
  const days = [...new Set(dated.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const open = new Map<string, Report>();
  const reports: Report[] = [];
  for (const [index, from] of days.entries()) {
    const to = days[index + 1];
    if (to === undefined) break;
    for (const [manager, participant] of pairsOn(hierarchy, from)) {
      const pair = JSON.stringify([manager, participant]);
      const before = open.get(pair);
      const joined = before?.to === from;
      const report = { manager, participant, from: joined ? before.from : from, to };
      if (joined) reports[reports.indexOf(before)] = report;
      else reports.push(report);
      open.set(pair, report);
    }
  }
  return reports.sort((a, b) => compare(a.manager, b.manager) || compare(a.participant, b.participant) || a.from - b.from);
}

function pairsOn({ positions, reportingLines, assignments }: Hierarchy, day: number): [string, string][] {
  const lines = reportingLines.filter((line) => contains(line, day));
  const lined = new Set(lines.map(({ position }) => position));
  const undated = positions.flatMap(({ position, parent }) => (parent === null || lined.has(position) ? [] : [{ position, parent }]));
  const parents = Map.groupBy([...lines, ...undated], ({ position }) => position);
  const seated = assignments.filter((assignment) => contains(assignment, day));
  const occupants = Map.groupBy(seated, ({ position }) => position);
  const pairs = new Map<string, [string, string]>();
  for (const { participant, position } of seated)
    for (const above of seatsAbove(position, parents))
      for (const { participant: manager } of occupants.get(above) ?? [])
        if (manager !== participant) pairs.set(JSON.stringify([manager, participant]), [manager, participant]);
  return [...pairs.values()];
}

/** Every seat on the way up; a circle is walked once. */
function seatsAbove(seat: string, parents: ReadonlyMap<string, readonly { readonly parent: string }[]>): Set<string> {
  const above = new Set<string>();
  const next = [seat];
  for (let here = next.pop(); here !== undefined; here = next.pop())
    for (const { parent } of parents.get(here) ?? [])
      if (!above.has(parent)) {
        above.add(parent);
        next.push(parent);
      }
  return above;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
