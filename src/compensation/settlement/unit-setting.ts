import { formatDay } from "../../calendar/day.ts";
import type { MeasureColumns } from "../attainment/measures.ts";
import { type QuotaFound, quotaOf } from "../attainment/quotas.ts";
import type { Component } from "../../plans/plan.ts";
import { readsQuota, type UnitTerms, unitTerms } from "../earning/terms.ts";
import type { PlanRun } from "../plan-run.ts";

/** What one component reads for one unit: its terms and quotas (unscaled by the quota book's scale). */
export type UnitSetting = { readonly terms: UnitTerms; readonly quota: bigint; readonly gateQuota: bigint };

/** Reads the settings of a component unit by unit; terms that read no attribute are read once. */
export class SettingReader {
  readonly #plan: PlanRun;
  readonly #component: Component;
  readonly measure: MeasureColumns;
  readonly gateMeasure: MeasureColumns;
  readonly #foreign: readonly ReadonlyMap<number, number>[];
  #constant: UnitTerms | undefined;
  #reads: ReturnType<typeof readsQuota> | undefined;
  #last: UnitSetting | undefined;

  constructor(plan: PlanRun, component: Component, measure: MeasureColumns, gateMeasure: MeasureColumns) {
    this.#plan = plan;
    this.#component = component;
    this.measure = measure;
    this.gateMeasure = gateMeasure;
    this.#foreign = [...plan.measures.values()].flatMap(({ foreign }) => (foreign.size > 0 ? [foreign] : []));
  }

  /** Undefined, with all its findings, when something that the component reads is missing: then it pays nothing in the unit. */
  read(unit: number): UnitSetting | undefined {
    const isBlocked = this.#isBlocked(unit);
    const terms = this.terms(unit);
    if (terms.problems.length > 0)
      for (const problem of terms.problems)
        this.#plan.run.log.addFormula(this.#plan.units, unit, problem, { component: this.#component.name });
    const reads = this.#reads && this.#constant === terms ? this.#reads : readsQuota(terms);
    this.#reads = reads;
    const quota = reads.own ? this.#quota(this.measure, unit) : 0n;
    const gateQuota = reads.gate ? this.#quota(this.gateMeasure, unit) : 0n;
    if (isBlocked || terms.problems.length > 0 || quota === undefined || gateQuota === undefined) return undefined;
    const last = this.#last;
    if (last?.terms === terms && last.quota === quota && last.gateQuota === gateQuota) return last;
    this.#last = { terms, quota, gateQuota };
    return this.#last;
  }

  terms(unit: number): UnitTerms {
    if (this.#constant) return this.#constant;
    const { units, run } = this.#plan;
    const terms = unitTerms(
      this.#component,
      this.measure.unit,
      this.gateMeasure.unit,
      run.formulas,
      units.pair[unit]!,
      units.to[unit]! - 1,
    );
    if (terms.reads.length === 0) this.#constant = terms;
    return terms;
  }

  /** A foreign currency keeps the whole unit from being paid, a blank value the measure's components. */
  #isBlocked(unit: number): boolean {
    if (this.measure.blank.has(unit) || this.gateMeasure.blank.has(unit)) return true;
    return this.#foreign.length > 0 && this.#foreign.some((foreign) => foreign.has(unit));
  }

  #quota(columns: MeasureColumns, unit: number): bigint | undefined {
    const found = findQuota(this.#plan, columns, unit);
    if (found?.ok && found.unscaled !== 0n) return found.unscaled;
    this.#reportQuota(columns, unit, found);
    return undefined;
  }

  #reportQuota(columns: MeasureColumns, unit: number, found: QuotaFound | undefined): void {
    const {
      units,
      run: { log },
    } = this.#plan;
    const { name, quota: quotaName } = columns.measure;
    const window = units.windows.periods[units.window[unit]!];
    const subject = { component: this.#component.name };
    const named = `quota "${quotaName ?? name}" for the window ${window?.name ?? ""}`;
    if (found?.ok)
      log.add(
        units,
        unit,
        "quota-zero",
        name,
        `The ${named} is 0, so no attainment can be computed.`,
        "Set a quota above 0, or take the seat off the plan.",
        subject,
      );
    else if (found?.code === "currency-mismatch")
      log.add(
        units,
        unit,
        found.code,
        name,
        `The ${named} is not in ${this.#plan.plan.currency}, the plan's currency.`,
        "Correct the currency in the quotas table.",
        subject,
      );
    else
      log.add(
        units,
        unit,
        "quota-missing",
        name,
        `There is no ${named}: ${this.#rowsSeen(found)}.`,
        `Add quotas of the seat that together cover the window exactly${window ? ` (from ${formatDay(window.from)})` : ""}.`,
        subject,
      );
  }

  #rowsSeen(found: QuotaFound | undefined): string {
    if (!found || found.rows.length === 0) return "no row of that name lies inside it";
    return `the ${found.rows.length} ${found.rows.length === 1 ? "row that lies" : "rows that lie"} inside it ${found.rows.length === 1 ? "does" : "do"} not cover it exactly`;
  }
}

/** The quota of a measure in a unit's window; undefined when the measure names none. */
export function findQuota(
  {
    units,
    plan,
    run: {
      quotas,
      context: { directory },
    },
  }: PlanRun,
  columns: MeasureColumns,
  unit: number,
): QuotaFound | undefined {
  const name = columns.measure.quota;
  const seat = directory.pairPosition[units.pair[unit]!]!;
  const window = units.windows.periods[units.window[unit]!];
  return name === undefined || !window
    ? undefined
    : quotaOf(quotas, seat, name, window, columns.unit === "money" ? plan.currency : undefined);
}
