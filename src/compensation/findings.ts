import { formatDay } from "../calendar/day.ts";
import type { MeasureColumns } from "./attainment/measures.ts";
import type { UnitTable } from "./attainment/units.ts";
import type { PlanVersion } from "./attainment/versions.ts";
import type { Ownership } from "./crediting/ownership.ts";
import { textAt } from "./crediting/split-parts.ts";
import type { FormulaProblem } from "./formulas.ts";
import type { Finding, FindingCode } from "./statements/statement.ts";

/** A finding of one unit. */
export type UnitFinding = { readonly units: UnitTable; readonly unit: number; readonly finding: Finding };

/** What a finding is about besides its unit. */
export type Subject = { readonly component?: string; readonly transaction?: number };

/** Collects the findings of units, each once, with the names of its unit. */
export class FindingLog {
  readonly all: UnitFinding[] = [];
  readonly #context: Ownership;
  readonly #versions: readonly PlanVersion[];
  readonly #seen = new Set<string>();

  constructor(context: Ownership, versions: readonly PlanVersion[]) {
    this.#context = context;
    this.#versions = versions;
  }

  /** `key` tells findings of one code and unit apart that name different transactions only by the first. */
  add(
    units: UnitTable,
    unit: number,
    code: FindingCode,
    key: string,
    message: string,
    fix: string,
    { component, transaction }: Subject = {},
  ): void {
    const id = [units.version, units.calendar, unit, code, component ?? "", key].join("\u0000");
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    const { directory, transactions } = this.#context;
    const pair = units.pair[unit]!;
    this.all.push({
      units,
      unit,
      finding: {
        code,
        blocking: true,
        message,
        fix,
        participant: directory.participants[directory.pairParticipant[pair]!]?.id ?? "",
        position: directory.positions[directory.pairPosition[pair]!]?.id ?? "",
        plan: this.#versions[units.version]?.plan.plan ?? "",
        window: units.windows.periods[units.window[unit]!]?.name ?? "",
        ...(component !== undefined && { component }),
        ...(transaction !== undefined && { transaction: textAt(transactions.transaction, transaction) }),
      },
    });
  }

  addFormula(units: UnitTable, unit: number, problem: FormulaProblem, subject: Subject = {}): void {
    const where = subject.transaction === undefined ? "" : ` for ${this.describe(subject.transaction)}`;
    const fix =
      problem.name === undefined
        ? "Correct the formula or what it reads."
        : `Fill in ${problem.name}, or say in the formula what then with IFBLANK.`;
    this.add(units, unit, problem.code, problem.text, `"${problem.text}" has no value${where}: ${problem.message}`, fix, subject);
  }

  /** "transaction SO1 line 2 of 2024-03-05" */
  describe(transaction: number): string {
    const { transactions } = this.#context;
    return `transaction ${textAt(transactions.transaction, transaction)} line ${textAt(transactions.line, transaction)} of ${formatDay(transactions.date.days[transaction]!)}`;
  }
}

/** Credits that cannot be measured: in a foreign currency, or without the value that is measured. */
export function reportUnmeasured(
  log: FindingLog,
  { transactions }: Ownership,
  units: UnitTable,
  currency: string,
  { measure, foreign, blank }: MeasureColumns,
): void {
  for (const [unit, transaction] of foreign) {
    log.add(
      units,
      unit,
      "currency-mismatch",
      measure.name,
      `${log.describe(transaction)} is in ${textAt(transactions.currency, transaction) || "the company's currency"}, but the plan pays in ${currency}.`,
      "Keep transactions of other currencies out of the plan's credit rules, or put them on a plan in their currency.",
      { transaction },
    );
  }
  for (const [unit, transaction] of blank) {
    log.add(
      units,
      unit,
      "attribute-missing",
      measure.name,
      `${log.describe(transaction)} has no ${measure.of}, which the measure "${measure.name}" adds up.`,
      `Fill in its ${measure.of}, or leave such transactions out by the measure's where.`,
      { transaction },
    );
  }
}

/** Splits that do not total 100 %: findings of the calculation, as nobody is credited. */
export function splitFindings({ slots, transactions }: Ownership, totalOf: (transaction: number) => string): Finding[] {
  return [...(slots?.unbalanced ?? [])].map((transaction) => ({
    code: "split-total",
    blocking: true,
    transaction: textAt(transactions.transaction, transaction),
    message: `The splits of transaction ${textAt(transactions.transaction, transaction)} line ${textAt(transactions.line, transaction)} total ${totalOf(transaction)} instead of 100 %; nobody is credited.`,
    fix: "Correct the shares in the splits table.",
  }));
}
