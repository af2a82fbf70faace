import type { z } from "zod";
import { formatRational, parseDecimal, toRational } from "../money/decimal.ts";
import { subtract } from "../money/rational.ts";
import type { memberSchema, REASONS, teamHomeSchema } from "./schemas.ts";
import type { MemberStanding } from "./standing.ts";

type Member = z.infer<typeof memberSchema>;
type Reason = (typeof REASONS)[number];

/** Who reports to the manager on the day. */
export type Report = { readonly participant: string; readonly name: string };

/** The pipeline of one owner: open opportunities with their worth by currency, those past their closing day, and those closed in the last year. */
export type Pipeline = {
  readonly owner: string;
  readonly open: number;
  readonly overdue: number;
  readonly amounts: readonly { readonly currency: string; readonly amount: string }[];
  readonly won: number;
  readonly lost: number;
};

/** Points of attainment behind an even pace from which somebody is said to need their manager. */
const BEHIND_POINTS = 10;

/** People that a home lists. */
const MEMBERS_MAX = 100;

/**
 * The team in its present periods: whoever gives the most reasons to be looked at first, then by how far they are behind pace. `standings` are
 * in the order of the reports, null where the calculation has none; seats are told of those who are listed.
 */
export function teamHome(
  reports: readonly Report[],
  standings: readonly (MemberStanding | null)[],
  pipelines: readonly Pipeline[],
): Omit<z.infer<typeof teamHomeSchema>, "members"> & { readonly members: Omit<Member, "title">[] } {
  const owned = new Map(pipelines.map((pipeline) => [pipeline.owner, pipeline]));
  const members = reports.map((report, index) => memberOf(report, standings[index] ?? null, owned.get(report.participant)));
  members.sort((a, b) => b.reasons.length - a.reasons.length || aheadOf(a) - aheadOf(b) || (a.name < b.name ? -1 : 1));
  const first = standings.find((standing) => standing !== null);
  return {
    period: first?.period ?? null,
    pacePercent: first?.pacePercent ?? null,
    people: members.length,
    needing: members.filter(({ reasons }) => reasons.length > 0).length,
    members: members.slice(0, MEMBERS_MAX),
    closed: { won: pipelines.reduce((sum, { won }) => sum + won, 0), lost: pipelines.reduce((sum, { lost }) => sum + lost, 0) },
  };
}

function memberOf(report: Report, standing: MemberStanding | null, pipeline: Pipeline | undefined): Omit<Member, "title"> {
  const pace = standing?.pacePercent ?? null;
  const measure = standing?.measure ?? null;
  const aheadPoints = pace === null || !measure?.attainmentPercent ? null : differenceOf(measure.attainmentPercent, pace);
  const { open = 0, overdue = 0, amounts = [], won = 0, lost = 0 } = pipeline ?? {};
  const reasons: Reason[] = [];
  if (aheadPoints !== null && Number(aheadPoints) <= -BEHIND_POINTS) reasons.push("behind-pace");
  if (won + lost > 0 && open === 0) reasons.push("no-pipeline");
  if (overdue > 0) reasons.push("overdue");
  if (standing?.isBlocked === true) reasons.push("findings");
  return {
    ...report,
    period: standing?.period ?? null,
    currency: standing?.currency ?? null,
    amount: standing?.amount ?? null,
    measure,
    aheadPoints,
    open,
    openAmounts: [...amounts],
    overdue,
    reasons,
  };
}

function differenceOf(percent: string, pace: string): string | null {
  const [own, even] = [parseDecimal(percent), parseDecimal(pace)];
  return own && even ? formatRational(subtract(toRational(own), toRational(even)), 1) : null;
}

function aheadOf({ aheadPoints }: Pick<Member, "aheadPoints">): number {
  return aheadPoints === null ? Number.POSITIVE_INFINITY : Number(aheadPoints);
}
