import type { PlanContext } from "../context.ts";
import { measureNamed, measureUnit } from "../measures.ts";
import type { Component, Plan } from "../plan.ts";
import { error, type PathStep, type PlanProblem } from "../problem.ts";
import { suggestion } from "../suggest.ts";
import { checkCalendar, checkUnique } from "./document.ts";
import { checkTiers } from "./tiers.ts";

const PLAN_BOUND_LINES = ["cap", "floor"];

/** Components: names, measures, gates, tiers and pay periods. */
export function checkComponents(plan: Plan, context: PlanContext): PlanProblem[] {
  const problems = checkUnique(
    plan.components.map((component) => component.name),
    "components",
  );
  plan.components.forEach((component, index) => {
    const path = ["components", index] as const;
    if (PLAN_BOUND_LINES.includes(component.name)) {
      problems.push(
        error(
          [...path, "name"],
          `"${component.name}" is the name of the lines that the plan's own ${component.name} makes.`,
          "Choose another name.",
        ),
      );
    }
    if (component.payPeriod !== undefined) problems.push(...checkCalendar(component.payPeriod, [...path, "payPeriod"], context));
    problems.push(...checkMeasureOf(plan, component.measure, [...path, "measure"]));
    problems.push(...checkUnit(plan, component, path, context), ...checkGate(plan, component, path));
    if (component.kind === "marginal-tiers" || component.kind === "whole-amount-tiers")
      problems.push(...checkTiers(component.tiers, [...path, "tiers"]));
  });
  return problems;
}

function checkMeasureOf(plan: Plan, name: string, path: readonly PathStep[]): PlanProblem[] {
  if (measureNamed(plan, name) !== undefined) return [];
  return [
    error(
      path,
      `There is no measure "${name}".`,
      suggestion(
        name,
        plan.measures.map((measure) => measure.name),
        "",
      ),
    ),
  ];
}

/** A rate in percent needs money to apply to; an amount per unit needs units. */
function checkUnit(plan: Plan, component: Component, path: readonly PathStep[], context: PlanContext): PlanProblem[] {
  const measure = measureNamed(plan, component.measure);
  const unit = measure && measureUnit(measure, context.attributes);
  if (component.kind === "per-unit" && unit === "money") {
    return [
      error(
        [...path, "measure"],
        `"${component.measure}" measures money, but per-unit pays an amount for each unit.`,
        "Use kind flat with a rate, or a measure of quantity, count or customers.",
      ),
    ];
  }
  if ((component.kind === "flat" || component.kind === "accelerator") && unit === "units") {
    return [
      error(
        [...path, "measure"],
        `"${component.measure}" measures units, but ${component.kind} pays a percentage of money.`,
        "Use kind per-unit, or tiers with an amount of money as rate.",
      ),
    ];
  }
  return [];
}

function checkGate(plan: Plan, component: Component, path: readonly PathStep[]): PlanProblem[] {
  const { gate } = component;
  if (gate === undefined) return [];
  const problems: PlanProblem[] = [];
  if ((component.kind === "bonus" || component.kind === "spiff") && gate.pays === "above-gate") {
    problems.push(error([...path, "gate", "pays"], `A ${component.kind} has no part above the gate.`, 'Write "from-first-unit".'));
  }
  if (gate.measure === undefined || gate.measure === component.measure) return problems;
  problems.push(...checkMeasureOf(plan, gate.measure, [...path, "gate", "measure"]));
  const own = measureNamed(plan, component.measure);
  const other = measureNamed(plan, gate.measure);
  if (own !== undefined && other !== undefined && own.window !== other.window) {
    problems.push(
      error(
        [...path, "gate", "measure"],
        `"${gate.measure}" is measured by ${other.window}, but "${component.measure}" by ${own.window}.`,
        "A gate has the window of its component's measure.",
      ),
    );
  }
  if (gate.pays === "above-gate") {
    problems.push(
      error(
        [...path, "gate", "pays"],
        `The gate is on "${gate.measure}", so no part of "${component.measure}" is above it.`,
        'Write "from-first-unit", or put the gate on the component\'s own measure.',
      ),
    );
  }
  return problems;
}
