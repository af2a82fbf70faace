import { ADJUSTMENT, adjustmentsOf } from "../../compensation/adjustments/place.ts";
import { creditIndex } from "../../compensation/attainment/measures.ts";
import { dayOf, ruleOf } from "../../compensation/crediting/candidates.ts";
import { type Calculation, type StatementHead } from "../../compensation/engine.ts";
import type { Adjustment } from "../../compensation/inputs.ts";
import { BONUS, CAP, FLOOR } from "../../compensation/settlement/lines.ts";
import type { BoundLine } from "../../compensation/settlement/plan-bounds.ts";
import type { SettledComponent } from "../../compensation/settlement/settle-component.ts";
import { byVersion, formatValue, linesOf, seatOf, withoutLines } from "../../compensation/statements/build.ts";
import { minorDigits } from "../../money/currency.ts";
import { EXACT_DIGITS_MAX, formatExact, formatScaledNumber, trimDecimals } from "../../money/decimal.ts";
import { formatMinor, minorOf } from "../../money/money.ts";
import { rational } from "../../money/rational.ts";
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
  "manual",
  "bucket",
] as const;

/** Rows of statements and of their lines, ready for COPY: the same statements as `toStatement`, whose lines come straight from the columns. */
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
    const { columns } = this.#calculation;
    const { participant, period, currency, from, to, measures, totals, findings } = withoutLines(columns, head);
    const own = bucket(participant);
    this.statements.startRow(STATEMENT_COLUMNS.length);
    this.statements.int64(companyId);
    this.statements.int64(calculationId);
    this.statements.text(participant);
    this.statements.text(period);
    this.statements.text(currency);
    this.statements.int64(safeMinor(minorOf(totals.amount, currency), currency));
    this.statements.jsonb(JSON.stringify({ from, to, measures, findings, pay: totals.components }));
    this.statements.smallint(own);
    let lineNo = 0;
    for (const { version, settled, bounds } of byVersion(columns, head)) {
      for (const one of settled) for (const line of linesOf(one, head)) this.#addEarning(head, own, lineNo++, one, line);
      for (const bound of bounds) this.#addBound(head, own, lineNo++, bound, version);
    }
    for (const adjustment of adjustmentsOf(columns.adjustments, head)) this.#addAdjustment(head, own, lineNo++, adjustment);
  }

  #startLine({ participant, period, currency }: StatementHead, lineNo: number): void {
    const { companyId, calculationId } = this.#owner;
    const rows = this.lines;
    rows.startRow(LINE_COLUMNS.length);
    rows.int64(companyId);
    rows.int64(calculationId);
    rows.text(participant);
    rows.text(period);
    rows.text(currency);
    rows.int32(lineNo);
  }

  #addEarning(head: StatementHead, bucket: number, lineNo: number, settled: SettledComponent, line: number): void {
    const { plan: planRun, component, lines } = settled;
    const { plan, units, run } = planRun;
    const rows = this.lines;
    const unit = lines.unitOf(line);
    const credit = lines.credit[line] ?? BONUS;
    const narrow = lines.amountMinor[line] ?? Number.NaN;
    this.#startLine(head, lineNo);
    rows.text(component.name);
    rows.text(plan.plan);
    rows.text(plan.version);
    rows.text(seatOf(run.context.directory, units.pair[unit] ?? -1));
    rows.text(units.windows.periods[units.window[unit] ?? -1]?.name ?? "");
    rows.int64(Number.isSafeInteger(narrow) ? narrow : safeMinor(lines.amountOf(line), plan.currency));
    rows.text(exactText(settled, line));
    if (credit >= 0) this.#addCredit(settled, credit);
    else this.#addNoCredit();
    if (credit === CAP) rows.text("cap");
    else if (credit === FLOOR) rows.text("floor");
    else rows.null();
    rows.null();
    rows.smallint(bucket);
  }

  #addCredit({ plan: { plan, credits }, measure }: SettledComponent, index: number): void {
    const rows = this.lines;
    const credit = creditIndex(measure, index);
    const value = measure.values[index] ?? Number.NaN;
    const isPlain = Number.isSafeInteger(value) && measure.shown === measure.scale && measure.denominator === powerOfTen(measure.scale);
    rows.int64(this.#owner.ids[credits.transaction[credit] ?? -1] ?? Number.NaN);
    rows.text(plan.credits[ruleOf(credits, credit)]?.name ?? "");
    rows.date(dayOf(credits, credit));
    rows.text(isPlain ? formatScaledNumber(value, measure.scale) : formatValue(measure, measure.wide.get(index) ?? BigInt(value)));
  }

  #addNoCredit(): void {
    for (let field = 0; field < CREDIT_FIELDS; field += 1) this.lines.null();
  }

  #addBound(
    head: StatementHead,
    bucket: number,
    lineNo: number,
    { plan, units, unit, bound, amountMinor }: BoundLine,
    version: string,
  ): void {
    const { directory } = this.#calculation.columns.run.context;
    const rows = this.lines;
    this.#startLine(head, lineNo);
    rows.text(bound);
    rows.text(plan.plan);
    rows.text(version);
    rows.text(seatOf(directory, units.pair[unit] ?? -1));
    rows.text(units.windows.periods[units.window[unit] ?? -1]?.name ?? "");
    rows.int64(safeMinor(amountMinor, plan.currency));
    rows.text(formatMinor(amountMinor, plan.currency));
    this.#addNoCredit();
    rows.text(bound);
    rows.null();
    rows.smallint(bucket);
  }

  #addAdjustment(head: StatementHead, bucket: number, lineNo: number, { id, amountMinor, currency, reason }: Adjustment): void {
    const rows = this.lines;
    this.#startLine(head, lineNo);
    rows.text(ADJUSTMENT);
    for (let blank = 0; blank < NAMES_OF_PLAN; blank += 1) rows.text("");
    rows.text(head.period);
    rows.int64(safeMinor(amountMinor, currency));
    rows.text(formatMinor(amountMinor, currency));
    this.#addNoCredit();
    rows.text("manual");
    rows.jsonb(JSON.stringify({ adjustment: id, reason }));
    rows.smallint(bucket);
  }
}

/** transaction_id, credit_rule, credit_date, credit_amount. */
const CREDIT_FIELDS = 4;
/** plan, version, position: an adjustment has none. */
const NAMES_OF_PLAN = 3;

/** The exact amount of a line for show. */
function exactText({ plan: { plan }, lines, denominatorOf }: SettledComponent, line: number): string {
  const digits = minorDigits(plan.currency);
  const denominator = denominatorOf(lines.unitOf(line));
  const { scale, factor } = decimalOf(denominator);
  const exact = (lines.exact[line] ?? Number.NaN) * factor;
  // A finite decimal needs no fraction to be shown.
  if (scale + digits <= EXACT_DIGITS_MAX && Number.isSafeInteger(exact)) return trimDecimals(formatScaledNumber(exact, scale + digits));
  return formatExact(rational(lines.exactOf(line), denominator * powerOfTen(digits)));
}

const POWERS = Array.from({ length: EXACT_DIGITS_MAX + 1 }, (_, exponent) => 10n ** BigInt(exponent));

function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/** 1 / denominator = factor / 10^scale. */
type DecimalPart = { readonly scale: number; readonly factor: number };
const NO_DECIMAL: DecimalPart = { scale: Number.POSITIVE_INFINITY, factor: Number.NaN };
const DECIMALS_MAX = 1000;
const decimals = new Map<bigint, DecimalPart>();

/** The shortest decimal of one part; NO_DECIMAL where it would have too many digits. */
function decimalOf(denominator: bigint): DecimalPart {
  const known = decimals.get(denominator);
  if (known) return known;
  const scale = POWERS.findIndex((power) => power % denominator === 0n);
  const part = scale < 0 ? NO_DECIMAL : { scale, factor: Number(powerOfTen(scale) / denominator) };
  if (decimals.size < DECIMALS_MAX) decimals.set(denominator, part);
  return part;
}

/** Pay in minor units. Throws RangeError beyond 2^53, which the database's readers could not hold. */
function safeMinor(amountMinor: bigint, currency: string): number {
  const minor = Number(amountMinor);
  if (!Number.isSafeInteger(minor))
    throw new RangeError(`${formatMinor(amountMinor, currency)} ${currency} has more than 2^53 units of 1/10^${minorDigits(currency)}`);
  return minor;
}
