import type { Plan } from "./plan.ts";

/** A draft of the version after one: the same rules under the next name, in force from the first of the month after the day. */
export function nextVersion<P extends Pick<Plan, "version" | "effective">>(plan: P, today: string): P {
  const after = plan.effective.from > today ? plan.effective.from : today;
  return { ...plan, version: nextName(plan.version), effective: { from: firstOfNextMonth(after), to: null } };
}

/** "2026.1" is followed by "2026.2"; a name that ends in no number by itself with one. */
function nextName(version: string): string {
  const [, stem = version, number] = /^(.*?)(\d+)$/s.exec(version) ?? [];
  return number === undefined ? `${version}-2` : `${stem}${String(Number(number) + 1).padStart(number.length, "0")}`;
}

function firstOfNextMonth(day: string): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
}

/**
 * What a first plan begins with, since the beginning of the year: one rate to a quota that there is and a higher one above for the
 * titles of seats with quotas, or one rate for every seat where there are no quotas.
 */
export function firstPlan(today: string, currency: string, quota: string | undefined, titles: readonly string[] = []): Plan {
  const label = "Commission";
  return {
    plan: "new-plan",
    version: "1",
    name: "New plan",
    set: "default",
    effective: { from: `${today.slice(0, 4)}-01-01`, to: null },
    currency,
    payPeriod: "quarter",
    assigned: [titles.length === 0 ? { where: "TRUE" } : { titles }],
    credits: [{ name: "own", kind: "direct" }],
    measures: [{ name: "sales", credits: ["own"], of: "amount", window: "quarter", ...(quota !== undefined && { quota }) }],
    components: [
      quota === undefined
        ? { name: "commission", label, kind: "flat", measure: "sales", rate: "5%" }
        : {
            name: "commission",
            label,
            kind: "marginal-tiers",
            measure: "sales",
            tiers: [
              { from: "0%", to: "100%", rate: "5%" },
              { from: "100%", to: null, rate: "8%" },
            ],
          },
    ],
  };
}
