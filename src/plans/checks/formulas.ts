import { checkFormula, type FormulaCheck } from "../../formula/check.ts";
import type { FormulaError } from "../../formula/error.ts";
import { evaluate } from "../../formula/evaluate.ts";
import type { Rational } from "../../money/rational.ts";
import type { ValueType } from "../../table/definition.ts";
import type { PlanContext } from "../context.ts";
import { type FormulaField, formulaFields } from "../formula-fields.ts";
import { measureNamed, measureUnit } from "../measures.ts";
import type { Plan } from "../plan.ts";
import { error, type PlanProblem } from "../problem.ts";
import { planScope } from "../scope.ts";

/** Names and types of every formula, and what the types of a component's thresholds mean together. */
export function checkFormulas(plan: Plan, context: PlanContext): PlanProblem[] {
  const scopes = { seat: planScope("seat", context.attributes), credit: planScope("credit", context.attributes) };
  const problems: PlanProblem[] = [];
  const thresholds = new Map<number, { type: ValueType; field: FormulaField }>();
  for (const field of formulaFields(plan)) {
    const check = checkFormula(field.text, scopes[field.scope], expectedTypes(plan, field, context));
    problems.push(
      ...(check.ok ? checkValue(plan, field, check) : check.errors.map((mistake) => formulaProblem(field, mistake, scopes.credit.keys()))),
    );
    if (!check.ok || field.role !== "threshold" || isZero(field.text)) continue;
    problems.push(...checkThreshold(plan, field, check.formula.type, thresholds));
  }
  return problems;
}

/** The types a formula may have in its place; the first is what a plain number counts as. */
export function expectedTypes(plan: Plan, field: FormulaField, context: PlanContext): readonly ValueType[] {
  const measure = field.measure === undefined ? undefined : measureNamed(plan, field.measure);
  const units = measure !== undefined && measureUnit(measure, context.attributes) === "units";
  switch (field.role) {
    case "condition":
      return ["Boolean"];
    case "percent":
      return ["Percent"];
    case "money":
      return ["Money"];
    case "number":
      return ["Number"];
    case "threshold":
      return units ? ["Number", "Percent"] : ["Money", "Percent"];
    case "tier-rate":
      return units ? ["Money"] : ["Percent"];
  }
}

/** A plain number such as 0.05 is a legal ratio, but as a rate it is more likely a forgotten percent sign when it is 1 or more. */
function checkValue(plan: Plan, field: FormulaField, check: FormulaCheck & { ok: true }): PlanProblem[] {
  if (check.formula.type !== "Percent" || check.formula.expression.type !== "Number") return [];
  const value = constantOf(field.text);
  if (value === undefined || value.numerator < value.denominator) return [];
  return [
    error(
      field.path,
      `"${field.text}" as a percentage is ${field.text} times the amount.`,
      `Write "${field.text}%", or "${field.text}*100%" if that is meant.`,
    ),
  ];
}

function checkThreshold(
  plan: Plan,
  field: FormulaField,
  type: ValueType,
  seen: Map<number, { type: ValueType; field: FormulaField }>,
): PlanProblem[] {
  const problems: PlanProblem[] = [];
  if (type === "Percent" && measureNamed(plan, field.measure ?? "")?.quota === undefined) {
    problems.push(
      error(
        field.path,
        `"${field.text}" is a percentage of the quota, but the measure "${field.measure}" has none.`,
        "Give the measure a quota, or write an amount.",
      ),
    );
  }
  const component = field.path[1];
  if (typeof component !== "number" || field.path[2] === "gate") return problems;
  const first = seen.get(component);
  if (first === undefined) seen.set(component, { type, field });
  else if (first.type !== type) {
    const kinds = `"${first.field.text}" is ${describe(first.type)} and "${field.text}" is ${describe(type)}`;
    problems.push(
      error(
        field.path,
        `Mixed thresholds: ${kinds}.`,
        "Write all thresholds of a component as percentages of the quota, or all as amounts.",
      ),
    );
  }
  return problems;
}

function describe(type: ValueType): string {
  return type === "Percent" ? "a percentage of the quota" : type === "Money" ? "an amount of money" : "a number of units";
}

function formulaProblem(field: FormulaField, mistake: FormulaError, creditNames: Iterable<string>): PlanProblem {
  const named = field.text.slice(mistake.from, mistake.to);
  const onlyCredits = field.scope === "seat" && new Set(creditNames).has(named);
  const place = `"${field.text}" at character ${mistake.from + 1}: `;
  if (onlyCredits)
    return error(
      field.path,
      `${place}${named} belongs to one credit, but this value is the same for all credits of a unit.`,
      "Use position.* or participant.*, or several components with a where each.",
    );
  return error(field.path, place + mistake.message, mistake.suggestion === undefined ? "" : `Write ${mistake.suggestion}`);
}

/** The value of a formula that reads nothing; undefined when it reads a name, is no number or has no value. */
export function constantOf(text: string): Rational | undefined {
  const check = checkFormula(text, new Map());
  if (!check.ok) return undefined;
  const result = evaluate(check.formula, () => undefined);
  return result.ok && typeof result.value === "object" ? result.value : undefined;
}

/** 0 is an amount and a percentage alike. */
function isZero(text: string): boolean {
  return constantOf(text)?.numerator === 0n;
}
