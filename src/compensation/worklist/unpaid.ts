import type { Calculation } from "../engine.ts";
import { creditIndex } from "../attainment/measures.ts";
import type { SettledComponent } from "../settlement/settle-component.ts";
import type { Calculated } from "../calculate.ts";
import { codeOf, type UnpaidReason } from "./reasons.ts";
import { uncreditedReasons } from "./uncredited.ts";

/**
 * For each transaction of a calculation the code of the reason why it has no owner, no credit or no pay; 0 where it has all three
 * (`reasonOf` gives the reason). A transaction that somebody else's overlay or split credits still wants an owner where it has none.
 */
export function unpaidReasons({ columns }: Calculation): Uint8Array {
  const reasons = new Uint8Array(columns.run.inputs.transactions.count);
  const credited = creditedRows(columns);
  const paid = paidRows(columns);
  uncreditedReasons(columns, credited, reasons);
  creditedReasons(columns, paid, reasons);
  return reasons;
}

function creditedRows({ run, plans }: Calculated): Uint8Array {
  const flags = new Uint8Array(run.inputs.transactions.count);
  for (const { credits } of plans) {
    const { transaction } = credits;
    for (let credit = 0; credit < credits.count; credit++) flags[transaction[credit]!] = 1;
  }
  return flags;
}

/** Transactions of which some line pays or takes something. */
function paidRows({ run, components }: Calculated): Uint8Array {
  const flags = new Uint8Array(run.inputs.transactions.count);
  for (const { lines, measure, plan } of components) {
    for (let line = 0; line < lines.count; line++) {
      const index = lines.credit[line]!;
      if (index >= 0 && lines.amountMinor[line] !== 0) flags[plan.credits.transaction[creditIndex(measure, index)]!] = 1;
    }
  }
  return flags;
}

/** The later a reason stands, the nearer its credit came to pay; of several credits that of the nearest is told. */
const STEPS = (["not-measured", "counts-only", "pays-zero", "finding"] as const satisfies readonly UnpaidReason[]).map(codeOf);

function creditedReasons(calculated: Calculated, paid: Uint8Array, reasons: Uint8Array): void {
  const stepOf = new Uint8Array(reasons.length);
  for (const { credits } of calculated.plans) {
    const { transaction } = credits;
    for (let credit = 0; credit < credits.count; credit++) raise(stepOf, transaction[credit]!, 1);
  }
  for (const component of calculated.components) raiseMeasured(calculated, component, stepOf);
  for (let row = 0; row < reasons.length; row++) {
    const step = stepOf[row]!;
    if (step > 0 && paid[row] === 0 && reasons[row] === 0) reasons[row] = STEPS[step - 1] ?? 0;
  }
}

function raise(steps: Uint8Array, row: number, step: number): void {
  if (steps[row]! < step) steps[row] = step;
}

function raiseMeasured({ run }: Calculated, { component, measure, plan, settings }: SettledComponent, steps: Uint8Array): void {
  const { transaction } = plan.credits;
  const found = new Set(run.log.all.filter(({ units }) => units === plan.units).map(({ unit }) => unit));
  const pays = component.kind === "bonus" ? 2 : 3;
  for (let unit = 0; unit + 1 < measure.start.length; unit++) {
    const step = settings[unit] === undefined || found.has(unit) ? 4 : pays;
    for (let index = measure.start[unit]!; index < measure.start[unit + 1]!; index++)
      raise(steps, transaction[creditIndex(measure, index)]!, step);
  }
}
