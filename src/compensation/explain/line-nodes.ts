import { formatExact, formatScaled } from "../../money/decimal.ts";
import { minorDigits } from "../../money/currency.ts";
import { compare, ONE, rational } from "../../money/rational.ts";
import { shareAt } from "../attainment/measures.ts";
import { ruleOf } from "../crediting/candidates.ts";
import { textAt, wideAt } from "../crediting/split-parts.ts";
import { earnedUpTo } from "../settlement/settle-wide.ts";
import { BONUS, CAP } from "../settlement/lines.ts";
import type { SettledComponent } from "../settlement/settle-component.ts";
import type { UnitJob } from "../settlement/unit-job.ts";
import { formatValue } from "../statements/build.ts";
import { bandsOf, slicesOf } from "./bands.ts";
import { exactMoneyText, grouped, moneyText, percentText } from "./figures.ts";
import type { TraceNode, TraceReference } from "./trace.ts";
import { creditOf, valueText, planReference } from "./unit-view.ts";

/** The nodes of a component's lines in one unit and pay period; their amounts sum to the component's. `at`: the unit's pay period by number. */
export function lineNodes(settled: SettledComponent, job: UnitJob, id: string, lines: readonly number[], at: number): TraceNode[] {
  const seen = new Map<string, number>();
  const positions = new Map(slicesOf(settled, job, job.counts[at] ?? 0).map((slice) => [slice.index, slice]));
  return lines.map((line) => {
    const credit = settled.lines.credit[line]!;
    if (credit < 0) return ofUnit(settled, job, id, line, credit);
    const node = ofCredit(settled, job, id, line, credit, at, positions.get(credit));
    const count = (seen.get(node.id) ?? 0) + 1;
    seen.set(node.id, count);
    // One transaction may be credited twice, such as by two seats below: the second credit and its transaction get a number.
    const children = node.children.map((child) => ({ ...child, id: `${child.id}~${count}` }));
    return count === 1 ? node : { ...node, id: `${node.id}~${count}`, children };
  });
}

function amounts(
  { lines, plan: { plan } }: SettledComponent,
  { terms }: UnitJob,
  line: number,
): { readonly value: string; readonly exact: string; readonly exactText: string } {
  const exact = rational(lines.exactOf(line), terms.denominator * 10n ** BigInt(minorDigits(plan.currency)));
  return {
    value: moneyText(lines.amountOf(line), plan.currency),
    exact: formatExact(exact),
    exactText: exactMoneyText(exact, plan.currency),
  };
}

function ofUnit(settled: SettledComponent, job: UnitJob, id: string, line: number, credit: number): TraceNode {
  const { value, exact, exactText } = amounts(settled, job, line);
  const common = { value, exact, references: [planReference(settled)], children: [] };
  if (credit === BONUS)
    return { ...common, id: `${id}/bonus`, kind: "rate", label: "Bonus", sentence: `The bonus is ${exactText}, paid once in the window.` };
  const bound = credit === CAP ? "cap" : "floor";
  const limit = job.terms[bound];
  const currency = settled.plan.plan.currency;
  const limitText =
    limit === undefined
      ? ""
      : ` of ${exactMoneyText(rational(limit, job.terms.denominator * 10n ** BigInt(minorDigits(currency))), currency)}`;
  return {
    ...common,
    id: `${id}/${bound}`,
    kind: "bound",
    label: bound === "cap" ? "Cap" : "Floor",
    sentence: `The ${bound}${limitText} changes the sum of the lines by ${exactText}.`,
    operation: "bound",
  };
}

function ofCredit(
  settled: SettledComponent,
  job: UnitJob,
  id: string,
  line: number,
  index: number,
  at: number,
  slice: { readonly before: bigint; readonly after: bigint } | undefined,
): TraceNode {
  const {
    plan: { plan, run, credits },
    measure,
  } = settled;
  const { transactions } = run.inputs;
  const { credit, transaction, date } = creditOf(settled, index);
  const { value, exact, exactText } = amounts(settled, job, line);
  const [source, external, lineId] = [transactions.source, transactions.transaction, transactions.line].map((column) =>
    textAt(column, transaction),
  );
  const name = `${capital(textAt(transactions.kind, transaction))} ${external}${lineId === "1" ? "" : ` line ${lineId}`}`;
  const counted = valueText(measure, plan.currency, formatValue(measure, measure.wide.get(index) ?? BigInt(measure.values[index]!)));
  const share = shareAt(run.context, credits, credit);
  const shareText = compare(share, ONE) === 0 ? "" : ` by a share of ${percentText(share)}`;
  const reference: TraceReference = { type: "transaction", id: `${source}/${external}/${lineId}`, label: name };
  const curve = job.curves[at];
  const open = job.open[at] === true;
  const bands = curve && slice ? bandsOf(settled, job, curve, [slice], slice.after, open) : undefined;
  return {
    id: `${id}/credits/${external}${lineId === "1" ? "" : `/${lineId}`}`,
    kind: "credit",
    label: `${name}, ${date}`,
    value,
    exact,
    sentence: `${name} of ${date} counts ${counted}${shareText} (rule "${plan.credits[ruleOf(credits, credit)]?.name ?? ""}")${earnedText(settled, job, at, slice, exactText)}. On the statement: ${value}.`,
    references: [reference, planReference(settled)],
    ...(bands && { bands }),
    children: [
      transactionNode(settled, `${id}/transactions/${external}${lineId === "1" ? "" : `/${lineId}`}`, transaction, name, reference),
    ],
  };
}

/** ": 4 % of 100.00 and 8 % of 23.45 USD, exactly 5.876 USD" */
function earnedText(
  settled: SettledComponent,
  job: UnitJob,
  at: number,
  slice: { readonly before: bigint; readonly after: bigint } | undefined,
  exactText: string,
): string {
  const curve = job.curves[at];
  if (job.open[at] !== true) return "; the gate is closed, so it earns nothing";
  if (!curve || !slice) return `, which earns ${exactText}`;
  const parts = bandsOf(settled, job, curve, [slice], slice.after, true).filter(({ part }) => part !== "0");
  const words = parts.map(({ rate, part }) => `${rate} of ${grouped(part)}`).join(" and ");
  const plain = earnedUpTo(curve, slice.after) - earnedUpTo(curve, slice.before);
  const bounded =
    job.terms.dealCap !== undefined || job.terms.dealFloor !== undefined
      ? ` (${exactMoneyText(bandEarning(settled, job, plain), settled.plan.plan.currency)} before the deal's bounds)`
      : "";
  return words === "" ? `, which earns ${exactText}` : `: ${words}${bounded}, exactly ${exactText}`;
}

function bandEarning({ plan: { plan } }: SettledComponent, { terms }: UnitJob, earning: bigint): ReturnType<typeof rational> {
  return rational(earning, terms.denominator * 10n ** BigInt(minorDigits(plan.currency)));
}

function transactionNode(
  { plan: { run } }: SettledComponent,
  id: string,
  transaction: number,
  name: string,
  reference: TraceReference,
): TraceNode {
  const { transactions } = run.inputs;
  const unscaled = wideAt(transactions.amount, transaction);
  const decimal = unscaled === undefined ? "0" : formatScaled(unscaled, transactions.amount.scale);
  const value = `${grouped(decimal)} ${textAt(transactions.currency, transaction) || run.inputs.company.currency}`;
  const details = (["customer", "product", "territory", "owner"] as const).flatMap((column) => {
    const text = textAt(transactions[column], transaction);
    return text === "" ? [] : [`${column} ${text}`];
  });
  const links = (["product", "customer"] as const).flatMap((type): TraceReference[] => {
    const text = textAt(transactions[type], transaction);
    return text === "" ? [] : [{ type, id: text, label: text }];
  });
  return {
    id,
    kind: "transaction",
    label: name,
    value,
    exact: decimal,
    sentence: `${name}: ${value}${details.length > 0 ? `; ${details.join(", ")}` : ""}.`,
    references: [reference, ...links],
    children: [],
  };
}

function capital(text: string): string {
  return text === "" ? "Transaction" : text[0]!.toUpperCase() + text.slice(1);
}
