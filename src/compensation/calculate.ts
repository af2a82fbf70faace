import { type Adjustments, placeAdjustments } from "./adjustments/place.ts";
import { measureColumns } from "./attainment/measures.ts";
import { type UnitTable, unitTable } from "./attainment/units.ts";
import { daysOnPlan, type PlanVersion, versionsOf } from "./attainment/versions.ts";
import { Conditions } from "./crediting/conditions.ts";
import { credit, OwnedByDate } from "./crediting/credit.ts";
import { ShareTable } from "./crediting/shares.ts";
import { FindingLog, reportUnmeasured } from "./findings.ts";
import { FormulaCache, SeatFormulas } from "./formulas.ts";
import type { PlanRun, Run } from "./plan-run.ts";
import type { PreparedInputs } from "./prepare.ts";
import { type BoundLine, type BoundUnits, boundPlans } from "./settlement/plan-bounds.ts";
import { roundTogether } from "./settlement/round-together.ts";
import { type SettledComponent, settleComponent } from "./settlement/settle-component.ts";

export type CalculateOptions = {
  /** Plan set to calculate. */
  readonly set: string;
  /** Only this participant's units; their pay is the same as in the whole calculation. */
  readonly participant?: string;
  /** Only the BigInt path: tests prove that it gives the same as the number path. */
  readonly alwaysWide?: boolean;
};

/** Everything a calculation found, in columns; statements and explanations are read from it. */
export type Calculated = {
  readonly run: Run;
  readonly versions: readonly PlanVersion[];
  readonly plans: readonly PlanRun[];
  readonly components: readonly SettledComponent[];
  /** Units of the windows of plans' caps and floors, and the lines of these. */
  readonly bounded: readonly BoundUnits[];
  readonly bounds: readonly BoundLine[];
  readonly owned: OwnedByDate;
  readonly adjustments: Adjustments;
};

/**
 * The pay pipeline: crediting → attainment → earning → settlement. Pure; the same inputs give the same result whatever the order of
 * plans, people, seats, assignments and splits.
 */
export function calculateAll(prepared: PreparedInputs, { set, participant, alwaysWide = false }: CalculateOptions): Calculated {
  const { inputs, ownership } = prepared;
  const context = { ...ownership, shares: new ShareTable(ownership.shares) };
  const versions = versionsOf(inputs.plans, set);
  const formulas = new SeatFormulas(new FormulaCache(inputs.company.attributes), context.directory);
  const conditions = new Conditions(inputs, formulas);
  const log = new FindingLog(context, versions);
  const run: Run = {
    inputs,
    context,
    conditions,
    formulas,
    log,
    alwaysWide: alwaysWide || inputs.facts !== undefined,
    quotas: prepared.quotas,
    rounding: inputs.company.rounding,
    calendar: prepared.calendar,
  };
  const makeUnits = unitMaker(run, versions, participant);
  const tables = versions.flatMap(({ plan }, version) =>
    [...new Set(plan.measures.map(({ window }) => window))].map((calendar) => makeUnits(version, calendar)),
  );
  const owned = new OwnedByDate(context, prepared.ownedBy);
  const credits = credit(context, versions, tables, conditions, owned, log, inputs.facts);
  const plans = tables.flatMap((units, table) => {
    const plan = versions[units.version]?.plan;
    const columns = credits[table];
    if (!plan || !columns) return [];
    const report = (unit: number, transaction: number, where: string, day: number): void =>
      log.addFormula(units, unit, conditions.problem(where, transaction, units.pair[unit]!, day), { transaction });
    const own = plan.measures.filter(({ window }) => window === units.calendar);
    const measures = new Map(
      own.map((measure) => [measure.name, measureColumns(inputs, plan, measure, context, units, columns, conditions, report)]),
    );
    for (const measure of measures.values()) reportUnmeasured(log, context, units, plan.currency, measure);
    return [{ run, plan, units, credits: columns, measures }];
  });
  const components = settleAll(versions, plans);
  roundTogether(components);
  const bounded = versions.flatMap(({ plan }, version) =>
    (["floor", "cap"] as const).flatMap((bound): BoundUnits[] => {
      const window = plan[bound]?.window;
      return window === undefined ? [] : [{ plan, bound, units: makeUnits(version, window) }];
    }),
  );
  const adjustments = placeAdjustments(inputs, set, participant);
  return { run, versions, plans, components, bounded, bounds: boundPlans(run, bounded, components), owned, adjustments };
}

/** Components in the order of plan, version and place in the document. */
function settleAll(versions: readonly PlanVersion[], plans: readonly PlanRun[]): SettledComponent[] {
  return versions.flatMap(({ plan }) =>
    plan.components.flatMap((component) => {
      const of = plans.find((candidate) => candidate.plan === plan && candidate.measures.has(component.measure));
      const measure = of?.measures.get(component.measure);
      const gateMeasure = component.gate?.measure === undefined ? measure : of?.measures.get(component.gate.measure);
      return of && measure && gateMeasure ? [settleComponent(of, component, measure, gateMeasure)] : [];
    }),
  );
}

/** Makes unit tables; each plan's days are worked out once. A residual roll-up needs the units of all seats, whoever is asked for. */
function unitMaker(
  run: Run,
  versions: readonly PlanVersion[],
  participant: string | undefined,
): (version: number, calendar: string) => UnitTable {
  const {
    inputs,
    context: { directory },
    formulas,
  } = run;
  const byPlan = new Map<string, ReturnType<typeof daysOnPlan>>();
  const isResidual = versions.some(({ plan }) => plan.credits.some((rule) => rule.kind === "roll-up" && rule.basis === "residual"));
  const code = participant === undefined || isResidual ? undefined : (directory.participantCodes.get(participant) ?? -1);
  return (version, calendar) => {
    const id = versions[version]?.plan.plan ?? "";
    const members = versions.flatMap(({ plan }, index) => (plan.plan === id ? [index] : []));
    const days = byPlan.get(id) ?? daysOnPlan(inputs, directory, versions, members, formulas);
    byPlan.set(id, days);
    return unitTable(
      version,
      calendar,
      run.calendar(calendar),
      days,
      code === undefined ? undefined : (pair) => directory.pairParticipant[pair] === code,
    );
  };
}
