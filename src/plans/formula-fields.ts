import type { Component, Plan } from "./plan.ts";
import type { PathStep } from "./problem.ts";

/**
 * Where a formula stands decides what it may name (docs/plan-language.md):
 * `seat` reads position.* and participant.*; `credit` also transaction.*, product.*, customer.* and territory.*.
 */
export type FormulaScopeName = "seat" | "credit";

/** What a formula's value is for; its type follows from that and from the measure's unit. */
export type FormulaRole = "condition" | "percent" | "money" | "number" | "threshold" | "tier-rate";

/** One formula of a plan with its place. `measure`: the measure whose unit its type follows. */
export type FormulaField = {
  readonly path: readonly PathStep[];
  readonly text: string;
  readonly scope: FormulaScopeName;
  readonly role: FormulaRole;
  readonly measure?: string;
};

/** Every formula of the plan, in the order of the document. */
export function formulaFields(plan: Plan): FormulaField[] {
  const fields: (FormulaField | undefined)[] = [
    ...plan.assigned.map((rule, index) => field(["assigned", index, "where"], rule.where, "seat", "condition")),
    ...plan.credits.flatMap((rule, index) => [
      field(["credits", index, "where"], rule.where, "credit", "condition"),
      field(["credits", index, "share"], rule.kind === "overlay" ? rule.share : undefined, "credit", "percent"),
    ]),
    ...plan.measures.map((measure, index) => field(["measures", index, "where"], measure.where, "credit", "condition")),
    ...plan.components.flatMap((component, index) => componentFields(component, ["components", index])),
    field(["cap", "amount"], plan.cap?.amount, "seat", "money"),
    field(["floor", "amount"], plan.floor?.amount, "seat", "money"),
  ];
  return fields.filter((found) => found !== undefined);
}

function field(
  path: readonly PathStep[],
  text: string | undefined,
  scope: FormulaScopeName,
  role: FormulaRole,
  measure?: string,
): FormulaField | undefined {
  if (text === undefined) return undefined;
  return measure === undefined ? { path, text, scope, role } : { path, text, scope, role, measure };
}

function componentFields(component: Component, path: readonly PathStep[]): (FormulaField | undefined)[] {
  const { measure, gate } = component;
  const seat = (name: string, text: string | undefined, role: FormulaRole): FormulaField | undefined =>
    field([...path, name], text, "seat", role, measure);
  return [
    field([...path, "where"], component.where, "credit", "condition"),
    field([...path, "gate", "at"], gate?.at, "seat", "threshold", gate?.measure ?? measure),
    ...(["dealCap", "dealFloor", "cap", "floor"] as const).map((bound) => seat(bound, component[bound], "money")),
    ...earningFields(component, seat),
  ];
}

function earningFields(
  component: Component,
  seat: (name: string, text: string | undefined, role: FormulaRole) => FormulaField | undefined,
): (FormulaField | undefined)[] {
  switch (component.kind) {
    case "flat":
      return [seat("rate", component.rate, "percent"), seat("upTo", component.upTo, "threshold")];
    case "per-unit":
      return [seat("amount", component.amount, "money"), seat("upTo", component.upTo, "threshold")];
    case "marginal-tiers":
    case "whole-amount-tiers":
      return component.tiers.flatMap((tier, index) => {
        const at = (name: string, text: string | null, role: FormulaRole): FormulaField | undefined => {
          const found = seat("tiers", text ?? undefined, role);
          return found && { ...found, path: [...found.path, index, name] };
        };
        return [at("from", tier.from, "threshold"), at("to", tier.to, "threshold"), at("rate", tier.rate, "tier-rate")];
      });
    case "accelerator":
      return [
        seat("above", component.above, "threshold"),
        seat("rate", component.rate, "percent"),
        seat("multiplier", component.multiplier, "number"),
      ];
    case "bonus":
      return [seat("at", component.at, "threshold"), seat("amount", component.amount, "money")];
    case "spiff":
      return [seat("amount", component.amount, "money")];
  }
}
