import { formatMinor } from "../../money/money.ts";
import { minorDigits } from "../../money/currency.ts";
import { rational } from "../../money/rational.ts";
import type { Told } from "../earning/schedule.ts";
import { sentenceOf } from "../earning/kinds.ts";
import type { SettledComponent } from "../settlement/settle-component.ts";
import type { UnitJob } from "../settlement/unit-job.ts";
import { linesOf } from "../statements/build.ts";
import type { StatementHead } from "../statements/heads.ts";
import { bandsOf, rateText, slicesOf } from "./bands.ts";
import { basisOf, pointText } from "./basis.ts";
import { exactMoneyText, moneyText, percentText } from "./figures.ts";
import { lineNodes } from "./line-nodes.ts";
import type { TraceBand, TraceNode } from "./trace.ts";
import { measureSentence, type MeasureView, measureView, planReference } from "./unit-view.ts";

/** One component in one unit on a statement: its lines sum to it. */
export function componentNode(settled: SettledComponent, unit: number, id: string, head: StatementHead): TraceNode {
  const {
    plan: { plan, units, run },
    component,
    lines,
    measure,
    gateMeasure,
  } = settled;
  const job = settled.jobOf(unit);
  const window = units.windows.periods[units.window[unit]!]?.name ?? "";
  const own = measureView(settled, measure, unit, head);
  const label = `${component.label ?? component.name}, ${window}`;
  const references = [planReference(settled)];
  const paid = linesOf(settled, head).filter((line) => lines.unitOf(line) === unit);
  const amountMinor = paid.reduce((sum, line) => sum + lines.amountOf(line), 0n);
  const common = {
    id,
    kind: "component" as const,
    label,
    value: moneyText(amountMinor, plan.currency),
    exact: formatMinor(amountMinor, plan.currency),
    references,
    operation: "sum" as const,
  };
  if (!job) {
    const findings = run.log.all.filter(
      (finding) => finding.units === units && finding.unit === unit && (finding.finding.component ?? component.name) === component.name,
    );
    const why = findings.map(({ finding }) => `${finding.message} ${finding.fix}`).join(" ");
    const nodes = findings.map(
      ({ finding }, index): TraceNode => ({
        id: `${id}/findings/${index + 1}`,
        kind: "finding",
        label: finding.code,
        value: "nothing paid",
        sentence: `${finding.message} ${finding.fix}`,
        references: [],
        children: [],
      }),
    );
    return { ...common, sentence: `${measureSentence(own, window, plan.currency)} Nothing is paid: ${why}`, children: [], basis: nodes };
  }
  const at = job.periods.indexOf(head.periodIndex);
  const gate = component.gate ? measureView(settled, gateMeasure, unit, head) : undefined;
  const bands = bandsToDate(settled, job, at);
  return {
    ...common,
    ...(bands && { bands }),
    sentence: [
      measureSentence(own, window, plan.currency),
      ...howText(settled, job, unit, at, own),
      ...soFar(settled, job, unit, head, amountMinor),
    ].join(" "),
    children: lineNodes(settled, job, id, paid, at),
    basis: basisOf(settled, unit, id, own, gate, job.open[at] === true, head),
  };
}

/** How the component pays, and what that comes to: "Up to 100 % of quota pays 1.2 %: 14,946.06 USD." */
function howText(settled: SettledComponent, job: UnitJob, unit: number, at: number, own: MeasureView): string[] {
  const {
    component,
    settings,
    lines,
    plan: { plan },
  } = settled;
  const setting = settings[unit];
  if (!setting) return [];
  const count = job.counts[at] ?? 0;
  const slices = slicesOf(settled, job, count);
  const position = positionOf(settled, job, count);
  const told: Told = {
    point: (threshold) => pointText(settled, own, threshold),
    percent: percentText,
    money: (amount) => exactMoneyText(amount, plan.currency),
    rate: (rate) => rateText(settled, rate),
    band: setting.terms.schedule.shape === "whole" ? wholeBand(job, setting.quota, position) : 0,
    reached: position >= job.edge,
    paid: slices.length,
  };
  const closed = component.gate && job.open[at] !== true ? " The gate is not reached, so nothing is paid yet." : "";
  const earned = earnedToDate(settled, unit, job.periods[at] ?? -1);
  const bound = lines.count > 0 && component.cap !== undefined ? ` The cap is ${capText(settled, job)}.` : "";
  return [`${sentenceOf(component, setting.terms.schedule, told)}: ${moneyText(earned, plan.currency)}.${closed}${bound}`];
}

function capText({ plan: { plan } }: SettledComponent, { terms }: UnitJob): string {
  return exactMoneyText(rational(terms.cap ?? 0n, terms.denominator * 10n ** BigInt(minorDigits(plan.currency))), plan.currency);
}

function wholeBand({ terms }: UnitJob, quota: bigint, position: bigint): number {
  return terms.edges.filter(({ factor, ofQuota }) => position >= (ofQuota ? factor * quota : factor)).length;
}

function positionOf({ measure }: SettledComponent, { first, terms }: UnitJob, count: number): bigint {
  let sum = 0n;
  for (let index = first; index < first + count; index++) sum += measure.wide.get(index) ?? BigInt(measure.values[index]!);
  return sum * terms.stretch;
}

/** What the component has paid in the unit's window up to and in a pay period. */
function earnedToDate({ lines }: SettledComponent, unit: number, period: number): bigint {
  const { from, to } = lines.blocks.ofUnits(unit, unit + 1);
  let sum = 0n;
  for (let block = from; block < to; block++)
    if (lines.blocks.period[block]! <= period) sum += lines.sum(lines.blocks.start[block]!, lines.endOf(block));
  return sum;
}

function soFar(settled: SettledComponent, job: UnitJob, unit: number, head: StatementHead, amountMinor: bigint): string[] {
  const total = earnedToDate(settled, unit, head.periodIndex);
  const { currency } = settled.plan.plan;
  return job.periods[0] === head.periodIndex || total === amountMinor
    ? []
    : [`Of that, ${moneyText(total - amountMinor, currency)} was paid before and ${moneyText(amountMinor, currency)} in ${head.period}.`];
}

/** The curve's bands to date; of whole-amount tiers all tiers, with everything in the one that holds the total. */
function bandsToDate(settled: SettledComponent, job: UnitJob, at: number): TraceBand[] | undefined {
  const curve = job.curves[at];
  if (!curve) return undefined;
  const count = job.counts[at] ?? 0;
  const slices = slicesOf(settled, job, count);
  const position = positionOf(settled, job, count);
  const open = job.open[at] === true;
  const setting = settled.settings[job.unit];
  if (job.terms.shape !== "whole" || !setting) return bandsOf(settled, job, curve, slices, position, open);
  const edges = job.terms.edges.map(({ factor, ofQuota }) => (ofQuota ? factor * setting.quota : factor));
  const tiers = bandsOf(settled, job, { edges, rates: job.terms.rates, offsets: [] }, [], position, open);
  const [whole] = bandsOf(settled, job, { edges: [], rates: curve.rates.slice(-1), offsets: [] }, slices, position, open);
  return tiers.map((tier) => (tier.active && whole ? { ...tier, part: whole.part, earned: whole.earned } : tier));
}
