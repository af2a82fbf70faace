/** Something wrong (error) or doubtful (warning) in a plan document: where, what, and what to do. */
export type PlanProblem = {
  readonly severity: "error" | "warning";
  /** JSON path, such as `components[2].tiers[1].from`; empty for the document itself. */
  readonly path: string;
  readonly message: string;
  readonly fix: string;
};

export type PathStep = string | number;

/** `["components", 2, "tiers"]` as `components[2].tiers`. */
export function formatPath(steps: readonly PathStep[]): string {
  return steps.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}

export function error(path: readonly PathStep[], message: string, fix: string): PlanProblem {
  return { severity: "error", path: formatPath(path), message, fix };
}

export function warning(path: readonly PathStep[], message: string, fix: string): PlanProblem {
  return { severity: "warning", path: formatPath(path), message, fix };
}

/** One line for terminals and logs. */
export function formatProblem(problem: PlanProblem): string {
  return `${problem.path === "" ? "the plan" : problem.path}: ${problem.message} ${problem.fix}`;
}
