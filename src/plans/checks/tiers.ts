import { compare, type Rational } from "../../money/rational.ts";
import type { Tier } from "../plan.ts";
import { error, type PathStep, type PlanProblem } from "../problem.ts";
import { constantOf } from "./formulas.ts";

/** The tiers of one component cover everything from 0 up, without gap or overlap, each edge in one tier only. */
export function checkTiers(tiers: readonly Tier[], path: readonly PathStep[]): PlanProblem[] {
  const problems: PlanProblem[] = [];
  tiers.forEach((tier, index) => {
    const next = tiers[index + 1];
    if (index === 0) problems.push(...checkFirst(tier, [...path, 0, "from"]));
    if (next === undefined && tier.to !== null) {
      problems.push(
        error([...path, index, "to"], `The last tier ends at "${tier.to}", so nothing is said about what lies above.`, "Write null."),
      );
    }
    if (next !== undefined) problems.push(...checkEdge(tier, next, index, path));
    problems.push(...checkRising(tier, [...path, index]));
  });
  return problems;
}

function checkFirst(tier: Tier, path: readonly PathStep[]): PlanProblem[] {
  const from = constantOf(tier.from);
  if (from !== undefined && from.numerator === 0n) return [];
  return [
    error(
      path,
      `The first tier starts at "${tier.from}", so nothing is said about what lies below.`,
      'Write "0" or "0%"; a tier may have the rate "0%".',
    ),
  ];
}

function checkEdge(tier: Tier, next: Tier, index: number, path: readonly PathStep[]): PlanProblem[] {
  const place = [...path, index + 1, "from"];
  if (tier.to === null)
    return [error([...path, index, "to"], `Only the last tier is open, but tiers[${index + 1}] follows.`, `Write "${next.from}".`)];
  if (same(tier.to, next.from)) return [];
  const [end, start] = [constantOf(tier.to), constantOf(next.from)];
  const edges = `tiers[${index}] ends at "${tier.to}" and tiers[${index + 1}] starts at "${next.from}"`;
  if (end === undefined || start === undefined)
    return [error(place, `${edges}, which cannot be seen to be the same.`, "Write the same formula in both places.")];
  const order = compare(end, start);
  if (order === 0) return [];
  return [
    error(
      place,
      `${order < 0 ? "Gap" : "Overlap"}: ${edges}.`,
      `Start tiers[${index + 1}] at "${tier.to}": a tier holds its start and not its end.`,
    ),
  ];
}

function checkRising(tier: Tier, path: readonly PathStep[]): PlanProblem[] {
  const from: Rational | undefined = constantOf(tier.from);
  const to: Rational | undefined = tier.to === null ? undefined : constantOf(tier.to);
  if (from === undefined || to === undefined || compare(from, to) < 0) return [];
  return [error([...path, "to"], `The tier from "${tier.from}" to "${tier.to}" is empty.`, "Its end must be above its start.")];
}

function same(a: string, b: string): boolean {
  return a.replace(/\s+/g, "") === b.replace(/\s+/g, "");
}
