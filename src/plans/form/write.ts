import type { Component, Measure, Plan, PlanAssignmentRule } from "../plan.ts";
import type { PlanForm, Takes } from "./form.ts";

/** The plan document that a form says. Its checks (`parsePlan`) tell what is still missing. */
export function planOf(form: PlanForm): Plan {
  const { plan, version, name, set, from, to, currency, payPeriod, credits, measure, of, window, quota, rounding, text } = form;
  const measured: Measure = { name: measure, credits: credits.map((credit) => credit.name), of, window, ...(quota !== null && { quota }) };
  return {
    plan,
    version,
    name,
    set,
    effective: { from, to },
    currency,
    payPeriod,
    assigned: [assignedOf(form.takes)],
    credits: credits.map(({ name: rule, kind }) => ({ name: rule, kind })),
    measures: [measured],
    components: [componentOf(form)],
    ...(rounding && { rounding }),
    ...(text !== undefined && { text }),
  };
}

function assignedOf(takes: Takes): PlanAssignmentRule {
  switch (takes.by) {
    case "everybody":
      return { where: "TRUE" };
    case "listed":
      return { listed: true };
    case "titles":
      return { titles: takes.names };
    case "seats":
      return { positions: takes.names };
    case "roles":
      return { where: rolesFormula(takes.names) };
  }
}

/** `position.role = "hunter"`, or any of several. */
function rolesFormula(roles: readonly string[]): string {
  const each = roles.map((role) => `position.role = "${role.replaceAll('"', '""')}"`);
  return each.length === 1 ? (each[0] ?? "") : `OR(${each.join(", ")})`;
}

function componentOf({ component: name, label, measure, tiers, unit, quota, whole }: PlanForm): Component {
  const common = { name, ...(label !== null && { label }), measure };
  const rate = (typed: string): string => (unit === "money" ? `${typed}%` : typed);
  const edge = (typed: string): string => (quota === null ? typed : `${typed}%`);
  const [only, ...more] = tiers;
  if (more.length === 0) {
    const paid = rate(only?.rate ?? "");
    return unit === "money" ? { ...common, kind: "flat", rate: paid } : { ...common, kind: "per-unit", amount: paid };
  }
  return {
    ...common,
    kind: whole ? "whole-amount-tiers" : "marginal-tiers",
    tiers: tiers.map((tier, index) => {
      const next = tiers[index + 1];
      return { from: edge(tier.from), to: next ? edge(next.from) : null, rate: rate(tier.rate) };
    }),
  };
}
