import { calendarNames, type PlanContext } from "../context.ts";
import { measurable, measureUnit } from "../measures.ts";
import type { Plan } from "../plan.ts";
import { error, type PlanProblem } from "../problem.ts";
import { suggestion } from "../suggest.ts";
import { checkUnique } from "./document.ts";

/** Measures: names, the rules, values, windows and quotas they refer to. */
export function checkMeasures(plan: Plan, context: PlanContext): PlanProblem[] {
  const rules = plan.credits.map((rule) => rule.name);
  const windows = [...calendarNames(context), "life"];
  const problems = checkUnique(
    plan.measures.map((measure) => measure.name),
    "measures",
  );
  plan.measures.forEach((measure, index) => {
    measure.credits.forEach((name, place) => {
      if (!rules.includes(name))
        problems.push(error(["measures", index, "credits", place], `There is no credit rule "${name}".`, suggestion(name, rules, "")));
      if (measure.credits.indexOf(name) !== place)
        problems.push(error(["measures", index, "credits", place], `"${name}" stands here twice.`, "Remove one."));
    });
    if (measureUnit(measure, context.attributes) === undefined) {
      problems.push(
        error(
          ["measures", index, "of"],
          `"${measure.of}" is nothing that can be measured.`,
          suggestion(measure.of, measurable(context.attributes), ""),
        ),
      );
    }
    if (!windows.includes(measure.window))
      problems.push(
        error(
          ["measures", index, "window"],
          `"${measure.window}" is not a calendar of the company.`,
          suggestion(measure.window, windows, ""),
        ),
      );
    if (measure.quota !== undefined && measure.window === "life") {
      problems.push(
        error(
          ["measures", index, "quota"],
          "A measure over life has no end, so no quota can cover it.",
          "Choose a window, or remove the quota.",
        ),
      );
    }
    if (measure.quota !== undefined && context.quotas !== undefined && !context.quotas.has(measure.quota)) {
      problems.push(
        error(
          ["measures", index, "quota"],
          `There are no quotas named "${measure.quota}".`,
          suggestion(measure.quota, context.quotas, "Import quotas first."),
        ),
      );
    }
  });
  return problems;
}
