import { z } from "zod";
import { DISPUTE_STATES } from "../compensation/disputes/dispute.ts";
import { nextTierSchema } from "../compensation/explain/changes/schemas.ts";
import { findingSchema, measureSchema } from "../compensation/statements/schemas.ts";

/** What the home of each role shows. Money and sold amounts are decimal strings, days are 2026-11-23, percents "57.6". */
const nullableText = z.string().nullable();

export const openOpportunitySchema = z.object({
  opportunity: z.string(),
  name: nullableText,
  customerName: nullableText,
  owner: z.string(),
  ownerName: z.string(),
  stage: z.string(),
  amount: nullableText,
  currency: z.string(),
  closes: nullableText,
});

const daysSchema = z.object({ passed: z.number().int(), all: z.number().int() }).nullable();

/** One pay period of the signed-in participant, calculated on what is known now. */
export const ownPeriodSchema = z.object({
  set: z.string(),
  period: z.string(),
  from: z.string(),
  to: nullableText,
  currency: z.string(),
  days: daysSchema,
  pacePercent: nullableText,
  amount: z.string(),
  components: z.array(z.object({ component: z.string(), label: z.string(), amount: z.string() })),
  measures: z.array(measureSchema).readonly(),
  findings: z.array(findingSchema).readonly(),
  next: z.array(nextTierSchema),
});

export const paidPeriodSchema = z.object({
  set: z.string(),
  period: z.string(),
  from: z.string(),
  to: nullableText,
  currency: z.string(),
  amount: z.string(),
});

export const ownHomeSchema = z.object({
  participant: z.string(),
  periods: z.array(ownPeriodSchema),
  /** Published statements, the latest first. */
  published: z.array(paidPeriodSchema),
  opportunities: z.array(
    openOpportunitySchema.extend({
      /** What it would add to pay if it were won today; null: the plans credit nothing of what it says, or it was not worked out. */
      payIfWon: z.array(z.object({ currency: z.string(), amount: z.string() })).nullable(),
    }),
  ),
  opportunitiesOpen: z.number().int(),
  /** What was asked about the own statements and is not over, the latest first. */
  disputes: z.array(
    z.object({ dispute: z.string(), period: z.string(), question: z.string(), state: z.enum(DISPUTE_STATES), latest: z.string() }),
  ),
});

export const REASONS = ["behind-pace", "no-pipeline", "overdue", "findings"] as const;

export const memberSchema = z.object({
  participant: z.string(),
  name: z.string(),
  title: nullableText,
  period: nullableText,
  currency: nullableText,
  amount: nullableText,
  /** The first measure with a quota. */
  measure: measureSchema.nullable(),
  /** Attainment less even pace, in points with one decimal and a sign: "-12.3". */
  aheadPoints: nullableText,
  open: z.number().int(),
  openAmounts: z.array(z.object({ currency: z.string(), amount: z.string() })),
  overdue: z.number().int(),
  reasons: z.array(z.enum(REASONS)),
});

export const teamHomeSchema = z.object({
  pacePercent: nullableText,
  period: nullableText,
  /** Everybody who reports to the manager today, and how many of them give a reason to be looked at. */
  people: z.number().int(),
  needing: z.number().int(),
  /** Those who come first, a hundred at most. */
  members: z.array(memberSchema),
  /** Opportunities closed in the 365 days before today. */
  closed: z.object({ won: z.number().int(), lost: z.number().int() }),
});

export const companyHomeSchema = z.object({
  period: nullableText,
  pacePercent: nullableText,
  /** By plan, measure and pay currency; roll-ups count again what stands below them. */
  measures: z.array(
    z.object({
      plan: z.string(),
      measure: z.string(),
      amount: z.string(),
      quota: z.string(),
      attainmentPercent: nullableText,
      people: z.number().int(),
      reached: z.number().int(),
    }),
  ),
  pay: z.array(z.object({ currency: z.string(), amount: z.string(), people: z.number().int() })),
});

export const boardPeriodSchema = z.object({
  set: z.string(),
  period: z.string(),
  from: z.string(),
  to: nullableText,
  calculation: z.number().int(),
  state: z.enum(["draft", "published"]),
  calculatedAt: z.string(),
  inputChange: z.number().int(),
  /** Changes of inputs since then: the calculation does not know them. */
  changesSince: z.number().int(),
  statements: z.number().int(),
  blocking: z.number().int(),
  notes: z.number().int(),
  transactions: z.number().int(),
  withoutOwner: z.number().int(),
  /** Questions about its statements that wait for an answer. */
  disputes: z.number().int(),
  totals: z.array(z.object({ currency: z.string(), amount: z.string() })),
});

/** What nobody stands for: transactions of the last 365 days without an owner or seat, territories once covered but not today, seats with a quota but nobody in them. */
export const coverageSchema = z.object({
  unowned: z.number().int(),
  transactions: z.array(
    z.object({
      source: z.string(),
      transaction: z.string(),
      line: z.string(),
      kind: z.string(),
      date: z.string(),
      customer: nullableText,
      amount: z.string(),
      currency: nullableText,
    }),
  ),
  territories: z.array(z.string()),
  seats: z.array(z.string()),
});

export const administrationSchema = z.object({
  roles: z.array(z.object({ role: z.string(), people: z.number().int() })),
  invitations: z.number().int(),
  signInsFailed: z.number().int(),
  imports: z.array(
    z.object({ import: z.number().int(), state: z.string(), files: z.array(z.string()), at: z.string(), rejected: z.number().int() }),
  ),
  changes: z.array(z.object({ change: z.number().int(), kind: z.string(), reason: z.string(), actor: z.string(), at: z.string() })),
  health: z.object({ engine: z.string(), migration: z.string() }),
});

export const homeSchema = z.object({
  day: z.string(),
  /**
   * What the figures of `own`, `team` and `company` know: everything; what was known before the last change, while that is calculated; nothing
   * yet, while it is calculated for the first time: ask again; or nothing, since there is no plan or nobody whose figures are shown.
   */
  figures: z.enum(["latest", "earlier", "calculating", "none"]),
  own: ownHomeSchema.nullable(),
  team: teamHomeSchema.nullable(),
  company: companyHomeSchema.nullable(),
  coverage: coverageSchema.nullable(),
  board: z.array(boardPeriodSchema).nullable(),
  administration: administrationSchema.nullable(),
});
