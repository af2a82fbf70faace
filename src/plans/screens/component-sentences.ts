import { text } from "../../app/web/kit/text.ts";
import type { FormulaTexts } from "./formula-text.ts";
import type { Component, Plan } from "./queries.ts";

/** A tier as it is read: from where on it pays which rate. */
export type ReadTier = { readonly from: string; readonly to: string | null; readonly rate: string };

/** What a component says, in sentences, and its tiers. Nothing that changes pay is left out. */
export type ReadComponent = { readonly sentences: readonly string[]; readonly tiers: readonly ReadTier[] };

/** Puts a component into sentences. `path`: its place in the document, such as components[0]. */
export function readComponent(plan: Plan, component: Component, path: string, formulas: FormulaTexts): ReadComponent {
  const words = text.plan.says;
  const { measure, gate } = component;
  const measured = plan.measures.find(({ name }) => name === measure);
  const isMoney = measured?.of === "amount" || measured?.of === "margin";
  const money = (field: string, formula: string): string => formulas.money(`${path}.${field}`, formula);
  const point = (field: string, formula: string): string => {
    const said = formulas.plain(`${path}.${field}`, formula);
    if (formula.trim().endsWith("%")) return words.ofQuota(said);
    return isMoney ? money(field, formula) : said;
  };
  const optional = <T>(value: T | undefined, sentence: (value: T) => string): string[] => (value === undefined ? [] : [sentence(value)]);
  const window = words.calendar(measured?.window ?? "");
  return {
    tiers:
      component.kind === "marginal-tiers" || component.kind === "whole-amount-tiers"
        ? component.tiers.map(({ from, to, rate }, index) => ({
            from: point(`tiers[${index}].from`, from),
            to: to === null ? null : point(`tiers[${index}].to`, to),
            rate: isMoney ? formulas.plain(`${path}.tiers[${index}].rate`, rate) : words.eachUnit(money(`tiers[${index}].rate`, rate)),
          }))
        : [],
    sentences: [
      earningSentence(component, { measure, money, point, plain: (field, formula) => formulas.plain(`${path}.${field}`, formula) }),
      ...optional(component.where, (where) => words.where(formulas.plain(`${path}.where`, where))),
      ...optional(gate, ({ at, pays, measure: other }) => {
        const reached = other === undefined || other === measure ? point("gate.at", at) : words.ofMeasure(point("gate.at", at), other);
        return pays === "above-gate" ? words.gateAbove(reached) : words.gate(reached);
      }),
      ...optional(component.dealCap, (bound) => words.dealCap(money("dealCap", bound))),
      ...optional(component.dealFloor, (bound) => words.dealFloor(money("dealFloor", bound))),
      ...optional(component.cap, (bound) => words.cap(money("cap", bound), window)),
      ...optional(component.floor, (bound) => words.floor(money("floor", bound), window)),
      ...optional(component.payPeriod, (period) => words.payPeriod(words.calendar(period))),
      ...optional(component.rounding, ({ at, mode }) => words.rounding(text.plan.roundingPlaces[at], text.plan.roundingModes[mode])),
      ...optional(component.clause, (clause) => text.plan.clauseOf(clause)),
    ],
  };
}

type Told = {
  readonly measure: string;
  readonly plain: (field: string, formula: string) => string;
  readonly money: (field: string, formula: string) => string;
  readonly point: (field: string, formula: string) => string;
};

function earningSentence(component: Component, { measure, plain, money, point }: Told): string {
  const words = text.plan.says;
  switch (component.kind) {
    case "flat": {
      const rate = plain("rate", component.rate);
      return component.upTo === undefined ? words.flat(rate, measure) : words.flatUpTo(rate, measure, point("upTo", component.upTo));
    }
    case "per-unit": {
      const amount = money("amount", component.amount);
      return component.upTo === undefined
        ? words.perUnit(amount, measure)
        : words.perUnitUpTo(amount, measure, point("upTo", component.upTo));
    }
    case "marginal-tiers":
      return words.marginalTiers(measure);
    case "whole-amount-tiers":
      return words.wholeAmountTiers(measure);
    case "accelerator":
      return words.accelerator(
        plain("rate", component.rate),
        plain("multiplier", component.multiplier),
        measure,
        point("above", component.above),
      );
    case "bonus":
      return words.bonus(money("amount", component.amount), measure, point("at", component.at));
    case "spiff":
      return component.bySplit === false
        ? words.spiffWhole(money("amount", component.amount))
        : words.spiff(money("amount", component.amount));
  }
}
