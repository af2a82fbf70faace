import type { TraceNode } from "../trace.ts";
import { formatExact, parseDecimal, toRational } from "../../../money/decimal.ts";
import { compare, type Rational, subtract } from "../../../money/rational.ts";

/** The nearest tier above of one component. Amounts are plain decimals in the measure's unit, rates as they are shown. */
export type NextTier = {
  /** The component's node of the explanation, such as `base@W01`. */
  readonly node: string;
  readonly label: string;
  readonly reached: string;
  readonly edge: string;
  readonly missing: string;
  readonly rateNow: string;
  readonly rateThen: string;
};

/** The next tier of each component of an explained statement that has one in front of it; the nearest first. */
export function nextTiers(explained: TraceNode): NextTier[] {
  const found = explained.children.flatMap((node) => {
    const reached = reachedOf(node);
    const step = reached && nextStep(node, reached);
    return reached && step ? [{ node, reached, ...step, missing: subtract(step.edge, reached) }] : [];
  });
  return found
    .sort((a, b) => compare(a.missing, b.missing))
    .map(({ node, reached, edge, missing, rateNow, rateThen }) => ({
      node: node.id,
      label: node.label,
      reached: formatExact(reached),
      edge: formatExact(edge),
      missing: formatExact(missing),
      rateNow,
      rateThen,
    }));
}

/** What the component's measure has come to, as its explanation says. */
function reachedOf({ basis = [] }: TraceNode): Rational | undefined {
  for (const node of basis) {
    const measure =
      node.kind === "measure" ? node : node.kind === "attainment" ? node.children.find(({ kind }) => kind === "measure") : undefined;
    if (measure?.exact !== undefined) return exactOf(measure.exact);
  }
  return undefined;
}

/** The first edge above what is reached at which the rate changes. */
function nextStep({ bands = [] }: TraceNode, reached: Rational) {
  for (const [index, band] of bands.entries()) {
    const then = bands[index + 1];
    const edge = band.to === null ? undefined : exactOf(band.to);
    if (edge && then && then.rate !== band.rate && compare(edge, reached) > 0) return { edge, rateNow: band.rate, rateThen: then.rate };
  }
  return undefined;
}

/** An explanation's figure; one that it could only round is given up rather than taken for exact. */
function exactOf(text: string): Rational | undefined {
  const decimal = parseDecimal(text);
  return decimal && toRational(decimal);
}
