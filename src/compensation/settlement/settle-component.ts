import type { Component, Rounding } from "../../plans/plan.ts";
import type { DayTable } from "../attainment/horizon.ts";
import type { MeasureColumns } from "../attainment/measures.ts";
import type { PlanRun } from "../plan-run.ts";
import { JobMaker } from "./job-maker.ts";
import { Lines, type Unrounded } from "./lines.ts";
import { NarrowUnit } from "./narrow-unit.ts";
import { settleNarrow } from "./settle-narrow.ts";
import { settleWide } from "./settle-wide.ts";
import type { UnitJob } from "./unit-job.ts";
import { SettingReader, type UnitSetting } from "./unit-setting.ts";

/** One component of one plan version, settled for all units of its measure's window. */
export type SettledComponent = {
  readonly plan: PlanRun;
  readonly component: Component;
  readonly rounding: Rounding;
  readonly measure: MeasureColumns;
  readonly gateMeasure: MeasureColumns;
  readonly pay: DayTable;
  readonly payCalendar: string;
  readonly lines: Lines;
  /** Lines that wait for the rounding at the statement or over the plan's life. */
  readonly unrounded: readonly Unrounded[];
  /** By unit; undefined where a finding keeps the component from paying. */
  readonly settings: readonly (UnitSetting | undefined)[];
  /** What settled a unit, made again for explanations. */
  readonly jobOf: (unit: number) => UnitJob | undefined;
  /** In how many parts of the minor unit a unit's exact amounts count. */
  readonly denominatorOf: (unit: number) => bigint;
};

export function settleComponent(
  plan: PlanRun,
  component: Component,
  measure: MeasureColumns,
  gateMeasure: MeasureColumns,
): SettledComponent {
  const { run, units } = plan;
  const payCalendar = component.payPeriod ?? plan.plan.payPeriod;
  const pay = run.calendar(payCalendar);
  const rounding = component.rounding ?? plan.plan.rounding ?? run.rounding;
  const reader = new SettingReader(plan, component, measure, gateMeasure);
  const maker = new JobMaker(plan, component, measure, gateMeasure, rounding, pay);
  const lines = new Lines(maker.paidCount + units.count, units.count);
  const settings: (UnitSetting | undefined)[] = [];
  const unrounded: Unrounded[] = [];
  const narrow = new NarrowUnit();
  const shared = maker.narrowComponent();
  for (let unit = 0; unit < units.count; unit++) {
    const setting = reader.read(unit);
    settings.push(setting);
    if (!setting) continue;
    const terms = run.alwaysWide ? undefined : maker.prepare(narrow, unit, setting);
    if (terms) settleNarrow(shared, terms, narrow, lines, unrounded);
    else unrounded.push(...settleWide(maker.make(unit, setting), wideValues(measure, unit), lines));
  }
  const at = (unit: number): UnitSetting | undefined => settings[unit];
  return {
    plan,
    component,
    rounding,
    measure,
    gateMeasure,
    pay,
    payCalendar,
    lines,
    unrounded,
    settings,
    jobOf(unit) {
      const setting = at(unit);
      return setting && maker.make(unit, setting);
    },
    denominatorOf(unit) {
      const setting = at(unit);
      return setting ? maker.scaled(setting.terms).scaled.denominator : 1n;
    },
  };
}

function wideValues({ values, wide, start }: MeasureColumns, unit: number): bigint[] {
  const first = start[unit]!;
  return Array.from({ length: start[unit + 1]! - first }, (_, index) => wide.get(first + index) ?? BigInt(values[first + index]!));
}
