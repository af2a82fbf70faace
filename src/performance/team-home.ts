import type { z } from "zod";
import { type Day, formatDay } from "../calendar/day.ts";
import { formatRational, parseDecimal, toRational } from "../money/decimal.ts";
import { subtract } from "../money/rational.ts";
import type { OpenOpportunity } from "./opportunity.ts";
import type { PresentCalculation } from "./present.ts";
import type { memberSchema, REASONS, teamHomeSchema } from "./schemas.ts";
import { pacePercent, presentHeads, standingOf } from "./standing.ts";
import { sumsOf } from "./sums.ts";

type Member = z.infer<typeof memberSchema>;
type Reason = (typeof REASONS)[number];

/** Who reports to the manager on the day, with the title of their seat. */
export type Report = { readonly participant: string; readonly name: string; readonly title: string | null };

/** Opportunities of one owner that were closed in the last year. */
export type Closed = { readonly owner: string; readonly won: number; readonly lost: number };

/** Points of attainment behind an even pace from which somebody is said to need their manager. */
const BEHIND_POINTS = 10;

/** The team in its present periods: whoever gives the most reasons to be looked at first, then by how far they are behind pace. */
export function teamHome(
  present: PresentCalculation | undefined,
  reports: readonly Report[],
  opportunities: readonly OpenOpportunity[],
  closed: readonly Closed[],
  day: Day,
): z.infer<typeof teamHomeSchema> {
  const owned = Map.groupBy(opportunities, ({ owner }) => owner);
  const works = new Set(closed.map(({ owner }) => owner));
  const members = reports.map((report) =>
    memberOf(present, report, owned.get(report.participant) ?? [], works.has(report.participant), day),
  );
  members.sort((a, b) => b.reasons.length - a.reasons.length || aheadOf(a) - aheadOf(b) || (a.name < b.name ? -1 : 1));
  const [first] = reports.flatMap(({ participant }) => (present ? presentHeads(present.calculation, participant, day) : []));
  return {
    period: first?.period ?? null,
    pacePercent: present && first ? pacePercent(standingOf(present.calculation, first, day)) : null,
    members,
    closed: { won: closed.reduce((sum, { won }) => sum + won, 0), lost: closed.reduce((sum, { lost }) => sum + lost, 0) },
  };
}

function memberOf(
  present: PresentCalculation | undefined,
  report: Report,
  opportunities: readonly OpenOpportunity[],
  worksPipeline: boolean,
  day: Day,
): Member {
  const [head] = present ? presentHeads(present.calculation, report.participant, day) : [];
  const standing = present && head ? standingOf(present.calculation, head, day) : undefined;
  const measure = standing?.statement.measures.find(({ attainmentPercent }) => attainmentPercent !== null) ?? null;
  const pace = standing ? pacePercent(standing) : null;
  const aheadPoints = pace === null || !measure?.attainmentPercent ? null : differenceOf(measure.attainmentPercent, pace);
  const overdue = opportunities.filter(({ closes }) => closes !== null && closes < formatDay(day)).length;
  const reasons: Reason[] = [];
  if (aheadPoints !== null && Number(aheadPoints) <= -BEHIND_POINTS) reasons.push("behind-pace");
  if (worksPipeline && opportunities.length === 0) reasons.push("no-pipeline");
  if (overdue > 0) reasons.push("overdue");
  if (standing?.statement.findings.some(({ blocking }) => blocking)) reasons.push("findings");
  return {
    ...report,
    period: head?.period ?? null,
    currency: head?.currency ?? null,
    amount: standing?.statement.totals.amount ?? null,
    measure,
    aheadPoints,
    open: opportunities.length,
    openAmounts: sumsOf(opportunities.flatMap(({ amount, currency }) => (amount === null ? [] : [{ amount, currency }]))),
    overdue,
    reasons,
  };
}

function differenceOf(percent: string, pace: string): string | null {
  const [own, even] = [parseDecimal(percent), parseDecimal(pace)];
  return own && even ? formatRational(subtract(toRational(own), toRational(even)), 1) : null;
}

function aheadOf({ aheadPoints }: Member): number {
  return aheadPoints === null ? Number.POSITIVE_INFINITY : Number(aheadPoints);
}
