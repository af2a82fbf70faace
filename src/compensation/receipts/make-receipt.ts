import { formatDay, OPEN_END } from "../../calendar/day.ts";
import type { Interval } from "../../calendar/period.ts";
import { companyJson } from "../../company/document.ts";
import type { Plan } from "../../plans/plan.ts";
import { horizonOf } from "../attainment/horizon.ts";
import type { Calculated } from "../calculate.ts";
import { type Calculation, type StatementHead, toStatement } from "../engine.ts";
import { textAt } from "../crediting/split-parts.ts";
import type { Inputs } from "../inputs.ts";
import type { StatementLine } from "../statements/statement.ts";
import { canonicalJson, type Json } from "./canonical-json.ts";
import { factGroups } from "./fact-groups.ts";
import { factOf, linesByCredit, sharesOf } from "./facts-of.ts";
import { writeFact } from "./facts-json.ts";
import { type Member, membersOf } from "./members.ts";
import { ownTables } from "./own-tables.ts";
import { RECEIPT_FORMAT, type Receipt, type ReceiptLine } from "./receipt.ts";
import { recompute } from "./recompute.ts";
import { ownPlans, stretchOf } from "./stretch.ts";

/** What a receipt says beside its contents, and how hashes are made. */
export type ReceiptFrame = {
  readonly key: string;
  readonly set: string;
  readonly calculation: number;
  readonly change: number;
  /** SHA-256 of a text in hexadecimal. */
  readonly sha256: (text: string) => string;
};

/**
 * The receipt of one statement of a calculation of everybody: the participant's own rows, and facts in place of the others'. Undefined when what it
 * holds does not give the statement's lines again: such a receipt would prove nothing.
 */
export function makeReceipt(calculation: Calculation, head: StatementHead, frame: ReceiptFrame): Receipt | undefined {
  const { columns } = calculation;
  const { key, set, calculation: number, change, sha256 } = frame;
  const { documents, ...contents } = contentsOf(columns, head, frame);
  const again = recompute(contents);
  const statement = toStatement(calculation, head);
  if (!again || again.total !== statement.totals.amount || !isSame(statement.lines, again.lines, rollUpRules(documents))) return undefined;
  return {
    format: RECEIPT_FORMAT,
    key,
    company: columns.run.inputs.company.name,
    ...contents,
    set,
    calculation: number,
    change,
    plans: documents.map((plan) => ({ plan: plan.plan, version: plan.version, sha256: sha256(canonicalJson(jsonOf(plan))) })),
    lines: [...again.lines],
    total: again.total,
  };
}

/** Decimals of amounts: all that a company may keep. */
const AMOUNT_DIGITS = 6;

function contentsOf(columns: Calculated, head: StatementHead, { set, sha256 }: ReceiptFrame) {
  const { inputs } = columns.run;
  const stretch = stretchOf(columns, head);
  const lists = membersOf(columns, head.participantCode, stretch);
  const rows = ownRows(inputs, head.participant, lists.flat(), stretch);
  const placeOf = new Map(rows.map((row, place) => [row, place]));
  const plans = ownPlans(columns, head);
  const documents = columns.versions.map(({ plan }) => plan).filter(({ plan }) => plans.has(plan));
  const ownCustomers = new Set(rows.map((row) => textAt(inputs.transactions.customer, row)).filter((customer) => customer !== ""));
  const source = { calculated: columns, sha256, ownCustomers, linesOf: linesByCredit() };
  const credits = lists
    .flatMap((list) => factGroups(columns.run, list, (row) => placeOf.get(row) ?? 0))
    .map((group, index) => writeFact(factOf(source, group, `fact-${index + 1}`), group.place, head.currency));
  const horizon = horizonOf(inputs) ?? head;
  return {
    documents,
    participant: { id: head.participant, name: head.name },
    period: { name: head.period, from: formatDay(head.from), to: head.to === OPEN_END ? null : formatDay(head.to) },
    set,
    currency: head.currency,
    inputs: {
      company: companyJson({
        ...inputs.company,
        fiscalYearStartMonth: inputs.company.calendar.fiscalYearStartMonth,
        amountDigits: AMOUNT_DIGITS,
      }),
      plans: documents.map((plan): Record<string, unknown> => ({ ...plan })),
      tables: ownTables(inputs, { participant: head.participant, set, stretch, plans, transactions: rows }),
    },
    facts: { horizon: { from: formatDay(horizon.from), to: formatDay(horizon.to) }, shares: String(sharesOf(columns)), credits },
  };
}

function jsonOf(plan: Plan): Json {
  return JSON.parse(JSON.stringify(plan));
}

/** Transactions that the participant is credited for other than by roll-up, owns or shares, in their order. */
function ownRows({ transactions, splits }: Inputs, participant: string, members: readonly Member[], stretch: Interval): number[] {
  const rows = new Set(members.flatMap(({ isOthers, transaction }) => (isOthers ? [] : [transaction])));
  const lies = (row: number): boolean => transactions.date.days[row]! >= stretch.from && transactions.date.days[row]! < stretch.to;
  const owner = transactions.owner.dictionary.indexOf(participant);
  if (owner >= 0)
    for (let row = 0; row < transactions.count; row++) if (transactions.owner.codes[row] === owner && lies(row)) rows.add(row);
  const party = splits.participant.dictionary.indexOf(participant);
  if (party >= 0)
    for (let split = 0; split < splits.count; split++) {
      const row = splits.transaction[split]!;
      if (splits.participant.codes[split] === party && lies(row)) rows.add(row);
    }
  return [...rows].sort((a, b) => a - b);
}

/** Names of roll-up rules as "plan version rule". */
function rollUpRules(plans: readonly Plan[]): ReadonlySet<string> {
  return new Set(
    plans.flatMap(({ plan, version, credits }) =>
      credits.flatMap(({ kind, name }) => (kind === "roll-up" ? [`${plan} ${version} ${name}`] : [])),
    ),
  );
}

/** Whether the participant's own lines are the same one by one, and those of others' credits in sum. */
function isSame(lines: readonly StatementLine[], again: readonly ReceiptLine[], rollUps: ReadonlySet<string>): boolean {
  const isOthers = ({ plan, version, credit }: StatementLine): boolean =>
    credit !== null && rollUps.has(`${plan} ${version} ${credit.rule}`);
  const own = lines.filter((line) => !isOthers(line)).map(({ credit, ...line }) => words(line, credit ?? undefined));
  const ownAgain = again.filter(({ fact }) => fact === undefined).map(({ transaction, ...line }) => words(line, transaction));
  const sums = sumsOf(lines.filter(isOthers));
  const sumsAgain = sumsOf(again.filter(({ fact }) => fact !== undefined));
  return own.join("\n") === ownAgain.join("\n") && sums.join("\n") === sumsAgain.join("\n");
}

type LinePlace = Pick<ReceiptLine, "component" | "plan" | "version" | "position" | "window" | "amount">;

function placeText({ component, plan, version, position, window }: LinePlace): string {
  return [component, plan, version, position, window].join("\t");
}

function words(
  line: LinePlace & { readonly adjustment?: string | undefined },
  of?: { source: string; transaction: string; line: string; date: string },
): string {
  const credit = of ? [of.source, of.transaction, of.line, of.date].join("/") : "";
  return [placeText(line), credit, line.adjustment ?? "", line.amount].join("\t");
}

/** What the lines of each component, seat and window come to; what comes to nothing is left out. */
function sumsOf(lines: readonly LinePlace[]): string[] {
  const sums = new Map<string, bigint>();
  for (const line of lines) {
    const key = placeText(line);
    sums.set(key, (sums.get(key) ?? 0n) + BigInt(line.amount.replace(".", "")));
  }
  return [...sums].flatMap(([key, sum]) => (sum === 0n ? [] : [`${key}\t${sum}`])).sort();
}
