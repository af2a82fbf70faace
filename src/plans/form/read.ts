import type { Component, Plan, PlanAssignmentRule } from "../plan.ts";
import { CREDIT_KINDS, type FormCredit, type FormTier, type PlanForm, type Takes } from "./form.ts";
import { planOf } from "./write.ts";

/**
 * The form of a document, or undefined when the document says anything that the form does not: it fits only when the form
 * gives back the very same document, so that nothing is lost by changing it there.
 */
export function formOf(document: unknown): PlanForm | undefined {
  if (!isPlanLike(document)) return undefined;
  const written = { ...document, set: document.set ?? "default", effective: { ...document.effective, to: document.effective.to ?? null } };
  const form = readForm(written);
  return form && same(planOf(form), written) ? form : undefined;
}

type PlanLike = Omit<Plan, "set"> & { readonly set?: string };

/** Enough of a plan to be read here; all else is told by comparing what is written back. */
function isPlanLike(document: unknown): document is PlanLike {
  const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.every(isRecord);
  if (!isRecord(document)) return false;
  const { effective, assigned, credits, measures, components } = document;
  const texts = ["plan", "version", "name", "currency", "payPeriod"].every((name) => typeof document[name] === "string");
  return texts && isRecord(effective) && [assigned, credits, measures, components].every(isList);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readForm(plan: Plan): PlanForm | undefined {
  const [rule, [measure, another], [component]] = [plan.assigned[0], plan.measures, plan.components];
  const takes = rule && takesOf(rule);
  const credits = plan.credits.flatMap(({ name, kind }): FormCredit[] => (isFormCredit(kind) ? [{ name, kind }] : []));
  const paid = component && scheduleOf(component, measure?.quota !== undefined);
  if (!takes || !measure || another || !component || !paid || credits.length === 0) return undefined;
  if (new Set(credits.map(({ kind }) => kind)).size < credits.length) return undefined;
  const { plan: id, version, name, set, effective, currency, payPeriod, rounding, text } = plan;
  return {
    plan: id,
    version,
    set,
    name,
    from: effective.from,
    to: effective.to,
    currency,
    payPeriod,
    takes,
    credits,
    measure: measure.name,
    of: measure.of,
    window: measure.window,
    quota: measure.quota ?? null,
    component: component.name,
    label: component.label ?? null,
    ...paid,
    ...(rounding !== undefined && { rounding }),
    ...(text !== undefined && { text }),
  };
}

function isFormCredit(kind: string): kind is FormCredit["kind"] {
  return CREDIT_KINDS.some((known) => known === kind);
}

function takesOf({ where, listed, titles, positions }: PlanAssignmentRule): Takes | undefined {
  if (listed === true) return { by: "listed" };
  if (isNames(titles)) return { by: "titles", names: titles };
  if (isNames(positions)) return { by: "seats", names: positions };
  if (where === "TRUE") return { by: "everybody" };
  const roles = typeof where === "string" ? rolesIn(where) : [];
  return roles.length > 0 ? { by: "roles", names: roles } : undefined;
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}

function rolesIn(where: string): string[] {
  return Array.from(where.matchAll(/position\.role = "((?:[^"]|"")*)"/g), ([, role = ""]) => role.replaceAll('""', '"'));
}

type Schedule = Pick<PlanForm, "tiers" | "whole" | "unit">;

/** The rates of a component of one of the four kinds that the form knows. */
function scheduleOf(component: Component, hasQuota: boolean): Schedule | undefined {
  if (component.kind === "flat") {
    const rate = percentIn(component.rate);
    return rate === undefined ? undefined : { unit: "money", whole: false, tiers: [{ from: "0", rate }] };
  }
  if (component.kind === "per-unit") {
    const rate = numberIn(component.amount);
    return rate === undefined ? undefined : { unit: "units", whole: false, tiers: [{ from: "0", rate }] };
  }
  if (component.kind !== "marginal-tiers" && component.kind !== "whole-amount-tiers") return undefined;
  const written: unknown = component.tiers;
  if (!Array.isArray(written) || written.length < 2 || !written.every(isRecord)) return undefined;
  const unit = component.tiers.every(({ rate }) => percentIn(rate) !== undefined) ? "money" : "units";
  const tiers = component.tiers.flatMap(({ from, rate }): FormTier[] => {
    const [edge, paid] = [hasQuota ? percentIn(from) : numberIn(from), unit === "money" ? percentIn(rate) : numberIn(rate)];
    return edge === undefined || paid === undefined ? [] : [{ from: edge, rate: paid }];
  });
  if (tiers.length < component.tiers.length) return undefined;
  return { unit, whole: component.kind === "whole-amount-tiers", tiers };
}

/** "5" of "5%"; a number that is half typed, even none, is one too. */
function percentIn(formula: unknown): string | undefined {
  return typeof formula === "string" && formula.endsWith("%") ? numberIn(formula.slice(0, -1)) : undefined;
}

function numberIn(formula: unknown): string | undefined {
  return typeof formula === "string" && /^\d*\.?\d*$/.test(formula) ? formula : undefined;
}

/** Whether two documents say the same, whatever the order of their fields. A field that is undefined is none. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [fieldsOf(a), fieldsOf(b)];
  return one.size === other.size && [...one].every(([name, value]) => other.has(name) && same(value, other.get(name)));
}

function fieldsOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, field]) => field !== undefined));
}
