import type { UnitTable } from "../attainment/units.ts";
import type { PlanVersion } from "../attainment/versions.ts";
import type { CreditRule } from "../../plans/plan.ts";
import type { Facts } from "../facts.ts";
import type { FindingLog } from "../findings.ts";
import { addOwned, Candidates, type CreditColumns, PickedColumns, sorted } from "./candidates.ts";
import type { Conditions } from "./conditions.ts";
import { creditOwned, type OwnedCredits, type ReportCredit, type Tie } from "./direct-and-split.ts";
import { creditFacts } from "./credit-facts.ts";
import { creditOverlays } from "./overlay.ts";
import type { Owned } from "./owned.ts";
import type { NumberColumn } from "../../table/column.ts";
import type { DateKind, Ownership, SeatProblem } from "./ownership.ts";
import { creditRollUps, type RollUp } from "./roll-up.ts";
import { fillRowValues } from "./row-shares.ts";
import type { CreditRows } from "./rows.ts";
import { SplitParts } from "./split-parts.ts";

/** A calculation's ownership by each of the dates that its rules read. */
export class OwnedByDate {
  readonly #ownedBy: (date: DateKind) => Owned;
  readonly #context: Ownership;
  readonly #read = new Map<DateKind, Owned>();
  /** Seats of overlays' parties that could not be told. */
  readonly overlayProblems: SeatProblem[] = [];

  constructor(context: Ownership, ownedBy: (date: DateKind) => Owned) {
    this.#context = context;
    this.#ownedBy = ownedBy;
  }

  by(date: DateKind): Owned {
    const owned = this.#ownedBy(date);
    this.#read.set(date, owned);
    return owned;
  }

  /** Columns of the transactions by row of ownership; one asked for twice in a row is worked out once. */
  valuesOf({ shares, scratch }: CreditRows): (column: NumberColumn) => Float64Array {
    const { slots } = this.#context;
    return (column) => {
      if (scratch.lentTo !== this || scratch.column !== column)
        fillRowValues(scratch.values, column, shares, slots && new SplitParts(slots, column));
      scratch.lentTo = this;
      scratch.column = column;
      return scratch.values;
    };
  }

  /** Persons whose seat could not be told, by each date that a rule but an overlay reads, if any rule is of kind direct or split; each transaction, person and day once. */
  problems(versions: readonly PlanVersion[]): SeatProblem[] {
    const rules = versions.flatMap(({ plan }) => plan.credits).filter(({ kind }) => kind !== "overlay");
    const dates = new Set(rules.map(({ date }) => date ?? "date"));
    const isLookedFor = rules.some(({ kind }) => kind === "direct" || kind === "split");
    const found = [...this.#read].flatMap(([date, { problems }]) => (isLookedFor && dates.has(date) ? problems : []));
    const known = new Map(
      [...found, ...this.overlayProblems].map((problem) => [`${problem.transaction} ${problem.participant} ${problem.day}`, problem]),
    );
    return [...known.values()];
  }
}

type Crediting = {
  readonly version: PlanVersion;
  readonly units: UnitTable;
  readonly candidates: Candidates;
  readonly report: ReportCredit;
};

/** The credits of every unit table, in the order of `tables`. */
export function credit(
  context: Ownership,
  versions: readonly PlanVersion[],
  tables: readonly UnitTable[],
  conditions: Conditions,
  owned: OwnedByDate,
  log: FindingLog,
  facts?: Facts,
): CreditColumns[] {
  const all = tables.flatMap((units): Crediting[] => {
    const version = versions[units.version];
    return version ? [{ version, units, candidates: new Candidates(0), report: reporter(units, conditions, log) }] : [];
  });
  const ownCredits = all.map((crediting) => creditOne(context, crediting, conditions, owned, log));
  const rollUps = rollUpsOf(all, conditions);
  for (const date of new Set(rollUps.map(({ rule }) => rule.date ?? "date"))) creditRollUps(context, date, owned.by(date), rollUps);
  if (facts) for (const { version, units, candidates } of all) creditFacts(facts, context.directory, version.plan, units, candidates);
  return all.map(({ version: { plan }, units, candidates }, table) => {
    const own = ownCredits[table];
    if (own && candidates.count === 0) return new PickedColumns(own, owned.valuesOf(own.rows));
    if (own) addOwned(candidates, own);
    return sorted(candidates, units.count, context.transactions.count, plan.credits.length);
  });
}

/** Overlays go to the candidates; so do direct and split credits by several dates. Those by one date are given back. */
function creditOne(
  context: Ownership,
  { version: { plan }, units, candidates, report }: Crediting,
  conditions: Conditions,
  owned: OwnedByDate,
  log: FindingLog,
): OwnedCredits | undefined {
  const dates = new Set(plan.credits.flatMap(({ kind, date }) => (kind === "direct" || kind === "split" ? [date ?? "date"] : [])));
  const ties: Tie[] = [];
  const own = [...dates].map((date) =>
    creditOwned(plan, date, owned.by(date), units, conditions, report, dates.size > 1 ? ties : undefined),
  );
  if (own.length > 1) {
    for (const credits of own) addOwned(candidates, credits);
    keepWinners(plan.credits, units, candidates, ties, report);
  }
  creditOverlays(
    plan,
    context,
    units,
    conditions,
    candidates,
    report,
    (problem, unit, transaction) => log.addFormula(units, unit, problem, { transaction }),
    owned.overlayProblems,
  );
  return own.length === 1 ? own[0] : undefined;
}

/** Rules that read different dates compete for the same transaction and pair as well: only the highest priority stays, and of equal ones none. */
function keepWinners(
  rules: readonly CreditRule[],
  units: UnitTable,
  candidates: Candidates,
  ties: readonly Tie[],
  report: ReportCredit,
): void {
  const priorities = rules.map(({ priority }) => priority ?? 0);
  const names = rules.filter(({ kind }) => kind === "direct" || kind === "split").map(({ name }) => `"${name}"`);
  const best = new Map<string, { rule: number; priority: number; isShared: boolean }>();
  const keyOf = (unit: number, transaction: number, party: number): string => `${transaction} ${units.pair[unit]!} ${party}`;
  const keyAt = (index: number): string => keyOf(candidates.unit[index]!, candidates.transaction[index]!, candidates.party[index]!);
  const compete = (key: string, rule: number, priority: number): void => {
    const known = best.get(key);
    if (!known || priority > known.priority) best.set(key, { rule, priority, isShared: rule < 0 });
    else if (priority === known.priority && known.rule !== rule) known.isShared = true;
  };
  for (const { unit, transaction, party, priority } of ties) compete(keyOf(unit, transaction, party), TIED, priority);
  for (let index = 0; index < candidates.count; index++)
    compete(keyAt(index), candidates.rule[index]!, priorities[candidates.rule[index]!] ?? 0);
  for (const { unit, transaction, party, day, priority, rules: tied } of ties) {
    if (best.get(keyOf(unit, transaction, party))?.priority === priority) report("ambiguous-credit-rule", unit, transaction, tied, day);
  }
  let kept = 0;
  for (let index = 0; index < candidates.count; index++) {
    const winner = best.get(keyAt(index));
    const rule = candidates.rule[index]!;
    if (winner?.isShared && winner.priority === priorities[rule])
      report("ambiguous-credit-rule", candidates.unit[index]!, candidates.transaction[index]!, names.join(", "), candidates.day[index]!);
    if (!winner || winner.isShared || winner.rule !== rule) continue;
    for (const column of [candidates.unit, candidates.transaction, candidates.party, candidates.detail, candidates.day, candidates.rule])
      column[kept] = column[index]!;
    kept += 1;
  }
  candidates.count = kept;
}

/** Stands for the rules of a tie. */
const TIED = -1;

/** Roll-up rules with their units; the calendars of one plan version are one rule's targets. */
function rollUpsOf(all: readonly Crediting[], conditions: Conditions): RollUp[] {
  return [...new Set(all.map(({ version }) => version))].flatMap((version) => {
    const targets = all.filter((crediting) => crediting.version === version);
    return version.plan.credits.flatMap((rule, place) =>
      rule.kind === "roll-up" ? [{ rule, place, test: conditions.test(rule.where), targets }] : [],
    );
  });
}

function reporter(units: UnitTable, conditions: Conditions, log: FindingLog): ReportCredit {
  return (code, unit, transaction, subject, day) => {
    if (code === "no-value") {
      log.addFormula(units, unit, conditions.problem(subject, transaction, units.pair[unit]!, day), { transaction });
    } else if (code === "ambiguous-credit-rule") {
      log.add(
        units,
        unit,
        code,
        subject,
        `The credit rules ${subject} match ${log.describe(transaction)} with equal priority, so neither credits it.`,
        "Give one of them a higher priority, or make their conditions exclude each other.",
        { transaction },
      );
    } else {
      log.add(
        units,
        unit,
        code,
        subject,
        `${log.describe(transaction)} has splits, but the plan has no rule of kind split.`,
        "Add a credit rule of kind split to the plan.",
        { transaction },
      );
    }
  };
}
