import { formatMinor } from "../../money/money.ts";
import { touchesSpan } from "../attainment/totals.ts";
import { ADJUSTMENT, adjustmentsOf } from "../adjustments/place.ts";
import type { Calculated } from "../calculate.ts";
import type { Adjustment } from "../inputs.ts";
import type { SettledComponent } from "../settlement/settle-component.ts";
import { byVersion, payByComponent, seatOf, sumMinor } from "../statements/build.ts";
import { findingsOf } from "../statements/findings-of.ts";
import { type StatementHead, unitsOf } from "../statements/heads.ts";
import { componentNode } from "./component-node.ts";
import { moneyText } from "./figures.ts";
import type { TraceNode } from "./trace.ts";

/** The whole statement as a tree: components by unit, their lines, the transactions; each level sums to the one above. */
export function explainStatement(calculated: Calculated, head: StatementHead): TraceNode {
  const names = new IdMaker();
  const children = byVersion(calculated, head).flatMap(({ settled, bounds }) => [
    ...settled.flatMap((one) =>
      unitsTouched(one, head).map((unit) => componentNode(one, unit, names.make(one.component.name, one, unit), head)),
    ),
    ...bounds.map((bound): TraceNode => {
      const window = bound.units.windows.periods[bound.units.window[bound.unit]!]?.name ?? "";
      const id = names.unique(`${bound.bound}@${window}`, seatOf(calculated.run.context.directory, bound.units.pair[bound.unit]!));
      const [amount, limit, sum] = [bound.amountMinor, bound.boundMinor, bound.sumMinor].map((minor) => moneyText(minor, head.currency));
      const sentence = `The plan's ${bound.bound} in ${window} is ${limit}; its components come to ${sum}, so ${amount} is ${bound.amountMinor < 0n ? "taken off" : "added"}.`;
      const node = {
        value: amount ?? "",
        exact: formatMinor(bound.amountMinor, head.currency),
        sentence,
        references: [{ type: "plan" as const, id: `${bound.plan.plan}/${bound.plan.version}`, label: bound.plan.name }],
      };
      return {
        ...node,
        id,
        kind: "component",
        label: `Plan ${bound.bound}, ${window}`,
        operation: "sum",
        children: [{ ...node, id: `${id}/bound`, kind: "bound", label: `Plan ${bound.bound}`, operation: "bound", children: [] }],
      };
    }),
  ]);
  const adjusted = adjustmentNode(adjustmentsOf(calculated.adjustments, head), head, names);
  if (adjusted) children.push(adjusted);
  const total = sumMinor(payByComponent(calculated, head));
  const parts = children.map(({ label, value }) => `${label} ${value}`).join("; ");
  const findings = findingsOf(calculated, head).map(
    (finding, index): TraceNode => ({
      id: `${head.period}/findings/${index + 1}`,
      kind: "finding",
      label: finding.code,
      value: finding.blocking ? "blocks" : "note",
      sentence: `${finding.message} ${finding.fix}`,
      references: [],
      children: [],
    }),
  );
  return {
    id: head.period,
    kind: "statement",
    label: `${head.name}, ${head.period}`,
    value: moneyText(total, head.currency),
    exact: formatMinor(total, head.currency),
    sentence: `Your pay for ${head.period} is ${moneyText(total, head.currency)}${parts === "" ? "" : `: ${parts}`}.`,
    references: [{ type: "participant", id: head.participant, label: head.name }],
    operation: "sum",
    children,
    ...(findings.length > 0 && { basis: findings }),
  };
}

function unitsTouched({ plan }: SettledComponent, head: StatementHead): number[] {
  const { from, to } = unitsOf(plan, head.participantCode);
  return Array.from({ length: to - from }, (_, index) => from + index).filter((unit) => touchesSpan(plan.units, unit, head));
}

/** What people gave or took by hand: one part for each adjustment, with its reason. */
function adjustmentNode(adjustments: readonly Adjustment[], head: StatementHead, names: IdMaker): TraceNode | undefined {
  if (adjustments.length === 0) return undefined;
  const id = names.unique(`${ADJUSTMENT}@${head.period}`, "");
  const total = adjustments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const figures = (amountMinor: bigint) => ({
    value: moneyText(amountMinor, head.currency),
    exact: formatMinor(amountMinor, head.currency),
  });
  return {
    ...figures(total),
    id,
    kind: "component",
    label: "Adjustments",
    sentence: `Adjustments made by hand come to ${moneyText(total, head.currency)}.`,
    references: [],
    operation: "sum",
    children: adjustments.map(
      (adjustment): TraceNode => ({
        ...figures(adjustment.amountMinor),
        id: `${id}/${adjustment.id}`,
        kind: "adjustment",
        label: `Adjustment ${adjustment.id}`,
        sentence: `${moneyText(adjustment.amountMinor, head.currency)} by hand: ${adjustment.reason}`,
        references: [{ type: "participant", id: head.participant, label: head.name }],
        children: [],
      }),
    ),
  };
}

/** Ids such as `base@W01`; where a statement has several seats or plans, the seat, then a number, makes them differ. */
class IdMaker {
  readonly #seen = new Set<string>();

  make(component: string, { plan: { units, run } }: SettledComponent, unit: number): string {
    const window = units.windows.periods[units.window[unit]!]?.name ?? "";
    return this.unique(`${component}@${window}`, seatOf(run.context.directory, units.pair[unit]!));
  }

  unique(id: string, seat: string): string {
    let candidate = id;
    for (let attempt = 1; this.#seen.has(candidate); attempt++) candidate = `${id}@${seat}${attempt === 1 ? "" : `@${attempt}`}`;
    this.#seen.add(candidate);
    return candidate;
  }
}
