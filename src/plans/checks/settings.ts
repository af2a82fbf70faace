import { compare } from "../../money/rational.ts";
import type { Component, Plan } from "../plan.ts";
import { error, type PathStep, type PlanProblem } from "../problem.ts";
import { constantOf } from "./formulas.ts";

/** Settings that would change nothing or contradict each other. */
export function checkSettings(plan: Plan): PlanProblem[] {
  return [
    ...plan.components.flatMap((component, index) => [
      ...checkBonus(component, ["components", index]),
      ...checkOrder(component.floor, component.cap, ["components", index], "floor"),
      ...checkOrder(component.dealFloor, component.dealCap, ["components", index], "dealFloor"),
    ]),
    ...checkOrder(plan.floor?.amount, plan.cap?.amount, [], "floor"),
    ...checkStatementRounding(plan),
  ];
}

function checkBonus(component: Component, path: readonly PathStep[]): PlanProblem[] {
  if (component.kind !== "bonus") return [];
  const useless = (["where", "dealCap", "dealFloor"] as const).filter((name) => component[name] !== undefined);
  return useless.map((name) =>
    error(
      [...path, name],
      `A bonus is paid for the total, not for single credits, so ${name} would change nothing.`,
      "Remove it, or put a where on the measure.",
    ),
  );
}

function checkOrder(floor: string | undefined, cap: string | undefined, path: readonly PathStep[], name: string): PlanProblem[] {
  const [low, high] = [floor, cap].map((text) => (text === undefined ? undefined : constantOf(text)));
  if (low === undefined || high === undefined || compare(low, high) <= 0) return [];
  return [error([...path, name], `The floor "${floor}" is above the cap "${cap}".`, "Lower the floor or raise the cap.")];
}

/** All that is rounded together on a statement is rounded in one way. */
function checkStatementRounding(plan: Plan): PlanProblem[] {
  const modes = plan.components.map((component) => component.rounding ?? plan.rounding);
  const first = modes.findIndex((rounding) => rounding?.at === "statement");
  return modes.flatMap((rounding, index) => {
    if (rounding?.at !== "statement" || rounding.mode === modes[first]?.mode) return [];
    const other = plan.components[first]?.name;
    return [
      error(
        ["components", index, "rounding", "mode"],
        `"${rounding.mode}" differs from components[${first}] ("${other}"), and both are rounded together on the statement.`,
        `Write "${modes[first]?.mode}".`,
      ),
    ];
  });
}
