import { minorDigits } from "../../money/currency.ts";
import { type Calculation, type StatementHead, toStatement } from "../../compensation/engine.ts";
import { creditIndex } from "../../compensation/attainment/measures.ts";
import { byVersion, linesOf } from "../../compensation/statements/build.ts";
import type { StatementLine } from "../../compensation/statements/statement.ts";
import { minorOf } from "../../money/money.ts";
import { parseDay } from "../../calendar/day.ts";
import { CopyBuffer } from "../import/copy-buffer.ts";

/** Whose rows they are; `ids` are the database's ids of the transaction rows. */
export type RowOwner = {
  readonly companyId: number;
  readonly calculationId: number;
  readonly ids: Float64Array;
  readonly bucket: (participant: string) => number;
};

export const STATEMENT_COLUMNS = [
  "company_id",
  "calculation_id",
  "participant",
  "period",
  "currency",
  "total_minor",
  "document",
  "bucket",
] as const;
export const LINE_COLUMNS = [
  "company_id",
  "calculation_id",
  "participant",
  "period",
  "currency",
  "line_no",
  "component",
  "plan",
  "version",
  "position",
  "window",
  "amount_minor",
  "exact",
  "transaction_id",
  "credit_rule",
  "credit_date",
  "credit_amount",
  "adjustment",
  "bucket",
] as const;

/** Rows of statements and of their lines, ready for COPY. */
export class StatementRows {
  readonly statements = new CopyBuffer();
  readonly lines = new CopyBuffer();
  readonly #owner: RowOwner;
  readonly #calculation: Calculation;

  constructor(owner: RowOwner, calculation: Calculation) {
    this.#owner = owner;
    this.#calculation = calculation;
  }

  add(head: StatementHead): void {
    const { companyId, calculationId, bucket } = this.#owner;
    const { participant, period, currency, from, to, measures, lines, totals, findings } = toStatement(this.#calculation, head);
    const own = bucket(participant);
    this.statements.startRow(STATEMENT_COLUMNS.length);
    this.statements.int64(companyId);
    this.statements.int64(calculationId);
    this.statements.text(participant);
    this.statements.text(period);
    this.statements.text(currency);
    this.statements.int64(safeMinor(totals.amount, currency));
    this.statements.jsonb(JSON.stringify({ from, to, measures, findings, pay: totals.components }));
    this.statements.smallint(own);
    const transactions = this.#transactionsOf(head);
    lines.forEach((line, index) => this.#addLine(head, own, line, index, transactions[index] ?? -1));
  }

  /** The transaction row of each line, in the order in which `toStatement` lists them; -1: none. */
  #transactionsOf(head: StatementHead): number[] {
    const found: number[] = [];
    for (const { settled, bounds } of byVersion(this.#calculation.columns, head)) {
      for (const one of settled) {
        for (const line of linesOf(one, head)) {
          const credit = one.lines.credit[line] ?? -1;
          found.push(credit < 0 ? -1 : (one.plan.credits.transaction[creditIndex(one.measure, credit)] ?? -1));
        }
      }
      for (const _bound of bounds) found.push(-1);
    }
    return found;
  }

  #addLine(head: StatementHead, bucket: number, line: StatementLine, index: number, transaction: number): void {
    const { companyId, calculationId, ids } = this.#owner;
    const rows = this.lines;
    rows.startRow(LINE_COLUMNS.length);
    rows.int64(companyId);
    rows.int64(calculationId);
    rows.text(head.participant);
    rows.text(head.period);
    rows.text(head.currency);
    rows.int32(index);
    rows.text(line.component);
    rows.text(line.plan);
    rows.text(line.version);
    rows.text(line.position);
    rows.text(line.window);
    rows.int64(safeMinor(line.amount, head.currency));
    rows.text(line.exact);
    const id = ids[transaction];
    const { credit } = line;
    const day = credit ? parseDay(credit.date) : undefined;
    if (id === undefined || !credit || day === undefined) for (let field = 0; field < CREDIT_FIELDS; field += 1) rows.null();
    else {
      rows.int64(id);
      rows.text(credit.rule);
      rows.date(day);
      rows.text(credit.amount);
    }
    if (line.adjustment) rows.text(line.adjustment);
    else rows.null();
    rows.smallint(bucket);
  }
}

/** transaction_id, credit_rule, credit_date, credit_amount. */
const CREDIT_FIELDS = 4;

/** Pay in minor units. Throws RangeError beyond 2^53, which the database's readers could not hold. */
function safeMinor(amount: string, currency: string): number {
  const minor = Number(minorOf(amount, currency));
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${amount} ${currency} has more than 2^53 units of 1/10^${minorDigits(currency)}`);
  return minor;
}
