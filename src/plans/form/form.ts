import type { Rounding } from "../plan.ts";

/**
 * What the form of a plan shows: who it is for, what is paid on, and one schedule of rates. Numbers are as they are typed, in percent
 * where the measure is money. ./write.ts makes the document of it, ./read.ts reads a document that says no more than this.
 */
export type PlanForm = {
  readonly plan: string;
  readonly version: string;
  readonly set: string;
  readonly name: string;
  readonly from: string;
  readonly to: string | null;
  readonly currency: string;
  readonly payPeriod: string;
  readonly takes: Takes;
  /** In the document's order; each kind at most once. */
  readonly credits: readonly FormCredit[];
  readonly measure: string;
  readonly of: string;
  /** Whether rates are percentages of money or amounts for each unit. */
  readonly unit: "money" | "units";
  readonly window: string;
  /** With one the tiers begin at percentages of it, without one at amounts of the measure. */
  readonly quota: string | null;
  readonly component: string;
  readonly label: string | null;
  /** At least one; the first begins at 0. One alone is a flat rate. */
  readonly tiers: readonly FormTier[];
  /** The tier that is reached holds for the whole amount, not for its part alone. Of several tiers only. */
  readonly whole: boolean;
  readonly rounding?: Rounding;
  readonly text?: string;
};

/** Whom a plan takes in: every seat, those of titles or roles, seats by id, or those that are listed on it. */
export type Takes =
  | { readonly by: "everybody" | "listed" }
  | { readonly by: "titles" | "roles" | "seats"; readonly names: readonly string[] };

export const CREDIT_KINDS = ["direct", "split", "roll-up"] as const;
export type CreditKind = (typeof CREDIT_KINDS)[number];
export type FormCredit = { readonly name: string; readonly kind: CreditKind };

export type FormTier = { readonly from: string; readonly rate: string };

/** The kind of credit in or out; the last one stays, as a plan without credits pays nobody. */
export function withCredit(credits: readonly FormCredit[], kind: CreditKind, wanted: boolean): readonly FormCredit[] {
  const others = credits.filter((credit) => credit.kind !== kind);
  if (!wanted) return others.length === 0 ? credits : others;
  return credits.length > others.length ? credits : [...credits, { name: freeName(CREDIT_NAMES[kind], credits), kind }];
}

const CREDIT_NAMES: Readonly<Record<CreditKind, string>> = { direct: "own", split: "shared", "roll-up": "team" };

function freeName(wanted: string, taken: readonly { readonly name: string }[]): string {
  return taken.some(({ name }) => name === wanted) ? freeName(`${wanted}-2`, taken) : wanted;
}

/** One more tier above the last, from 100 % first and 20 points higher from then on, at the last one's rate. */
export function withTier(form: Pick<PlanForm, "tiers" | "quota">): readonly FormTier[] {
  const last = form.tiers.at(-1) ?? { from: "0", rate: "" };
  const from = Number(last.from);
  const next = form.quota === null ? (from > 0 ? from * 2 : 100_000) : from > 0 ? from + 20 : 100;
  return [...form.tiers, { from: Number.isFinite(next) ? String(next) : "", rate: last.rate }];
}

/** Without one tier; the lowest of the others begins at 0. The last one stays. */
export function withoutTier(tiers: readonly FormTier[], index: number): readonly FormTier[] {
  const left = tiers.filter((_, place) => place !== index);
  return left.length === 0 ? tiers : left.map((tier, place) => (place === 0 ? { ...tier, from: "0" } : tier));
}

/** What is typed as a number: digits and one point, a comma being read as one. Anything else is left out. */
export function typedNumber(text: string): string {
  const [whole = "", ...rest] = text
    .replaceAll(",", ".")
    .replaceAll(/[^\d.]/g, "")
    .split(".");
  return rest.length === 0 ? whole : `${whole}.${rest.join("")}`;
}
