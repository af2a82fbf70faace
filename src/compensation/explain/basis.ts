import { formatExact } from "../../money/decimal.ts";
import type { Value } from "../../formula/value.ts";
import { formatDay, OPEN_END } from "../../calendar/day.ts";
import { multiply, rational } from "../../money/rational.ts";
import type { StatementHead } from "../statements/heads.ts";
import type { SettledComponent } from "../settlement/settle-component.ts";
import { findQuota } from "../settlement/unit-setting.ts";
import type { Threshold } from "../earning/schedule.ts";
import { exactMoneyText, grouped, numberText, percentText } from "./figures.ts";
import type { TraceNode, TraceReference } from "./trace.ts";
import { attainmentText, measureSentence, type MeasureView, quotaText, seatName, valueText } from "./unit-view.ts";

/** What a component was worked out from: attainment or measure, gate, attributes, rounding. `id`: the component's. */
export function basisOf(
  settled: SettledComponent,
  unit: number,
  id: string,
  own: MeasureView,
  gate: MeasureView | undefined,
  isOpen: boolean,
  head: StatementHead,
): TraceNode[] {
  return [
    measured(settled, unit, id, own, head),
    ...(gate ? gateNodes(settled, unit, id, gate, isOpen, head) : []),
    ...attributeNodes(settled, unit, id),
    roundingNode(settled, id),
  ];
}

function measured(settled: SettledComponent, unit: number, id: string, view: MeasureView, head: StatementHead): TraceNode {
  const {
    plan: { plan, units },
  } = settled;
  const window = units.windows.periods[units.window[unit]!]?.name ?? "";
  const name = view.columns.measure.name;
  const own = `${id}/${name}@${window}`;
  const until = `${view.credits} ${view.credits === 1 ? "credit" : "credits"}, counted to ${head.period}`;
  const measure = (node: string): TraceNode => ({
    id: node,
    kind: "measure",
    label: `${name} in ${window}`,
    value: view.totalText,
    ...(view.total && { exact: formatExact(view.total) }),
    sentence: `${view.totalText} from ${until}.`,
    references: [windowReference(window)],
    children: [],
  });
  if (!view.attainment || !view.quota || !view.total) return measure(own);
  return {
    id: own,
    kind: "attainment",
    label: `Attainment of ${name} in ${window}`,
    value: attainmentText(view.attainment),
    exact: formatExact(multiply(view.attainment, rational(100n))),
    sentence: measureSentence(view, window, plan.currency),
    references: [windowReference(window)],
    operation: "quotient",
    children: [measure(`${own}/measure`), quotaNode(settled, unit, `${own}/quota`, view)],
  };
}

function windowReference(window: string): TraceReference {
  return { type: "window", id: window, label: window };
}

function quotaNode(settled: SettledComponent, unit: number, id: string, view: MeasureView): TraceNode {
  const { plan } = settled;
  const found = findQuota(plan, view.columns, unit);
  const name = view.columns.measure.quota ?? "";
  const rows = (found?.rows ?? []).map(
    ({ from, to, amount }) =>
      `${grouped(formatExact(rational(amount.unscaled, 10n ** BigInt(amount.scale))))} from ${formatDay(from)}${to < OPEN_END ? ` to before ${formatDay(to)}` : ""}`,
  );
  return {
    id,
    kind: "quota",
    label: `Quota "${name}"`,
    value: quotaText(view, plan.plan.currency),
    ...(view.quota && { exact: formatExact(view.quota) }),
    sentence: `The quota "${name}" of the seat ${seatName(settled, unit)} is ${rows.length === 1 ? rows[0] : `the sum of ${rows.join(" and ")}`}.`,
    references: (found?.rows ?? []).map(({ position, measure, from }) => ({
      type: "quota",
      id: `${position}/${measure}/${formatDay(from)}`,
      label: `${measure} of ${position} from ${formatDay(from)}`,
    })),
    children: [],
  };
}

/** "100 % of quota", "10,000.00 USD", "12 units" */
export function pointText({ plan: { plan } }: SettledComponent, view: MeasureView, { value, ofQuota }: Threshold): string {
  if (ofQuota) return `${percentText(value)} of quota`;
  return view.columns.unit === "money" ? exactMoneyText(value, plan.currency) : valueText(view.columns, plan.currency, numberText(value));
}

function gateNodes(
  settled: SettledComponent,
  unit: number,
  id: string,
  view: MeasureView,
  isOpen: boolean,
  head: StatementHead,
): TraceNode[] {
  const gate = settled.settings[unit]?.terms.gate;
  if (!gate) return [];
  const point = pointText(settled, view, gate.at);
  const reached = view.attainment && gate.at.ofQuota ? attainmentText(view.attainment) : view.totalText;
  const paid = gate.aboveOnly ? "what lies at or above it is paid" : "everything is paid from the first unit";
  return [
    {
      id: `${id}/gate`,
      kind: "gate",
      label: `Gate at ${point}`,
      value: isOpen ? "open" : "closed",
      sentence: isOpen
        ? `The gate at ${point} is passed with ${reached}, so ${paid}.`
        : `The gate at ${point} is not reached with ${reached}, so nothing is paid.`,
      references: [],
      operation: "choice",
      children: [measured(settled, unit, `${id}/gate`, view, head)],
    },
  ];
}

function attributeNodes(settled: SettledComponent, unit: number, id: string): TraceNode[] {
  const {
    plan: { units, run },
  } = settled;
  const pair = units.pair[unit]!;
  const day = units.to[unit]! - 1;
  return (settled.settings[unit]?.terms.reads ?? []).map((name) => {
    const value = run.formulas.read(name, pair, day);
    const text = attributeText(settled, name, value);
    return {
      id: `${id}/${name}`,
      kind: "attribute",
      label: name,
      value: text,
      sentence: `${name} is ${text} on the last day of the time counted.`,
      references: [{ type: "attribute", id: name, label: name }],
      children: [],
    };
  });
}

/** A value as its declared type is written: 1.2 %, 4,100.00 USD, 2024-02-29. */
function attributeText({ plan: { plan, run } }: SettledComponent, name: string, value: Value | undefined): string {
  const [owner, field = ""] = name.split(".");
  const declared = run.inputs.company.attributes.get(owner === "position" ? "position" : "participant")?.get(field);
  if (typeof value === "object")
    return declared === "Percent" ? percentText(value) : declared === "Money" ? exactMoneyText(value, plan.currency) : numberText(value);
  return typeof value === "number" ? formatDay(value) : String(value ?? "blank");
}

const PLACES = {
  line: "line by line",
  window: "once in the window",
  statement: "once on the statement",
  plan: "once over the plan's life",
} as const;
const MODES = { "half-up": "half a unit away from zero", "half-even": "half a unit to the even neighbour" } as const;

function roundingNode({ rounding, plan: { plan } }: SettledComponent, id: string): TraceNode {
  return {
    id: `${id}/rounding`,
    kind: "rounding",
    label: "Rounding",
    value: plan.currency,
    sentence: `Pay is rounded ${PLACES[rounding.at]}, ${MODES[rounding.mode]}.`,
    references: [],
    operation: "rounding",
    children: [],
  };
}
