import type { PlanForm } from "./form.ts";
import { planIdOf } from "./plan-id.ts";

/** What is known of the company when a plan is begun: `begins` is the day of its first quota or deal. */
export type Beginning = {
  readonly today: string;
  readonly currency: string;
  /** What the plan and its component are called at first. */
  readonly name: string;
  readonly label: string;
  readonly begins: string | null;
  readonly plans: readonly string[];
  readonly quotas: readonly { readonly name: string; readonly calendar: string | null; readonly titles: readonly string[] }[];
};

/**
 * The form that a new plan begins with: one rate to a quota that there is and a higher one above for the titles of the seats that have
 * quotas, or one rate for every seat where there are none. The first plan of a company is in force from the year of its first quota or
 * deal, so that what was sold is paid; a later one from this year.
 */
export function firstForm({ today, currency, name, label, begins, plans, quotas: [quota] }: Beginning): PlanForm {
  const year = (plans.length === 0 && begins !== null && begins < today ? begins : today).slice(0, 4);
  const window = quota?.calendar ?? "quarter";
  const titles = quota?.titles ?? [];
  return {
    plan: planIdOf(name, plans),
    version: "1",
    set: "default",
    name,
    from: `${year}-01-01`,
    to: null,
    currency,
    payPeriod: window,
    takes: titles.length === 0 ? { by: "everybody" } : { by: "titles", names: titles },
    credits: [{ name: "own", kind: "direct" }],
    measure: "sales",
    of: "amount",
    unit: "money",
    window,
    quota: quota?.name ?? null,
    component: "commission",
    label,
    tiers: quota
      ? [
          { from: "0", rate: "5" },
          { from: "100", rate: "8" },
        ]
      : [{ from: "0", rate: "5" }],
    whole: false,
  };
}
