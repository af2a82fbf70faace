import type { Inputs } from "../../src/compensation/inputs.ts";
import type { FindingCode } from "../../src/compensation/statements/statement.ts";
import type { CreditRule } from "../../src/plans/plan.ts";
import { has } from "./days.ts";
import { creditReader, type Party, partyId, seatReader, textOrder, type Transaction, typesOf } from "./facts.ts";
import { asNumber, Blank, evaluate, NoValue, type Value } from "./formula.ts";
import { byShares, type Fraction, ONE, round, same, sum, times } from "./fraction.ts";
import { occupantsOf, ownerSeat, partySeat, seatsAbove } from "./seats.ts";
import type { Unit } from "./units.ts";

/** A transaction credited to a unit. `part` turns the transaction's whole number into the credit's. */
export type Credit = {
  transaction: Transaction;
  rule: CreditRule;
  rulePlace: number;
  day: number;
  party: Party | undefined;
  share: Fraction;
  part: (whole: bigint) => bigint;
};
export type World = {
  inputs: Inputs;
  transactions: readonly Transaction[];
  parties: ReadonlyMap<number, readonly Party[]>;
  units: readonly Unit[];
};
export type Report = (code: FindingCode, transaction?: Transaction) => void;

/** What a seat has of a transaction, before its occupants share it. */
type Stake = { seat: string; party: Party | undefined; share: Fraction; part: (whole: bigint) => bigint };

const WHOLE = (whole: bigint): bigint => whole;

export function splitParties(world: World, transaction: Transaction, kind: "split" | "overlay"): readonly Party[] {
  return (world.parties.get(transaction.row) ?? []).filter((party) => party.kind === kind);
}

/** Whether the splits of kind split total 100 %. */
export function totalsWhole(world: World, transaction: Transaction): boolean {
  return same(sum(splitParties(world, transaction, "split").map((party) => party.share)), ONE);
}

/** Direct and split credit by ownership and splits alone, whatever the plans. */
function stakes(world: World, transaction: Transaction, day: number): Stake[] {
  const split = splitParties(world, transaction, "split");
  if (split.length === 0) {
    const seat = ownerSeat(world.inputs, transaction, day);
    return seat === undefined ? [] : [{ seat, party: undefined, share: ONE, part: WHOLE }];
  }
  const shares = split.map((party) => party.share);
  if (!totalsWhole(world, transaction)) return [];
  return split.flatMap((party, index) => {
    const seat = partySeat(world.inputs, party, day);
    return seat === undefined ? [] : [{ seat, party, share: party.share, part: (whole) => byShares(whole, shares)[index] ?? 0n }];
  });
}

/** A condition or share for one credit; no value is a finding and does not hold. */
export function read(world: World, unit: Unit, transaction: Transaction, day: number, formula: string, report: Report): Value | undefined {
  const seat = seatReader(world.inputs, unit.participant, unit.position, day);
  try {
    return evaluate(formula, creditReader(world.inputs, transaction, seat), typesOf(world.inputs));
  } catch (caught) {
    if (caught instanceof Blank) report("attribute-missing", transaction);
    else if (caught instanceof NoValue) report("formula-error", transaction);
    else throw caught;
    return undefined;
  }
}

function holds(world: World, unit: Unit, transaction: Transaction, day: number, where: string | undefined, report: Report): boolean {
  return where === undefined || read(world, unit, transaction, day, where, report) === true;
}

function creditDay(rule: CreditRule, transaction: Transaction, unit: Unit): number | undefined {
  const day = transaction.days.get(rule.date ?? "date");
  return day !== undefined && has(unit.span, day) ? day : undefined;
}

/** The credits of a unit by all rules of its plan, in their order. */
export function creditsOf(world: World, unit: Unit, report: Report): Credit[] {
  const credits: Credit[] = [];
  const give = (transaction: Transaction, rule: CreditRule, day: number, stake: Stake): void => {
    const occupants = occupantsOf(world.inputs, unit.position, day);
    const mine = occupants.findIndex(({ participant }) => participant === unit.participant);
    const share = occupants[mine]?.share;
    if (share === undefined) return;
    const shares = occupants.map((occupant) => occupant.share);
    const part = (whole: bigint): bigint => byShares(stake.part(whole), shares)[mine] ?? 0n;
    credits.push({
      transaction,
      rule,
      rulePlace: unit.plan.credits.indexOf(rule),
      day,
      party: stake.party,
      share: times(stake.share, share),
      part,
    });
  };
  for (const transaction of world.transactions) {
    giveOwned(world, unit, transaction, give, report);
    for (const rule of unit.plan.credits) {
      const day = creditDay(rule, transaction, unit);
      if (day === undefined) continue;
      if (rule.kind === "overlay")
        for (const stake of overlays(world, unit, rule, transaction, day, report)) give(transaction, rule, day, stake);
      if (rule.kind === "roll-up")
        for (const stake of rolledUp(world, unit, rule, transaction, day, report)) give(transaction, rule, day, stake);
    }
  }
  return credits.sort(inOrder);
}

type Give = (transaction: Transaction, rule: CreditRule, day: number, stake: Stake) => void;

/**
 * The one direct or split rule of highest priority credits the unit's seat; two equal ones are a finding.
 * Rules compete across all windows of the unit's calendar, so that a transaction is not credited again by another of its dates.
 */
function giveOwned(world: World, unit: Unit, transaction: Transaction, give: Give, report: Report): void {
  const hasSplits = splitParties(world, transaction, "split").length > 0;
  const siblings = world.units.filter(
    (other) =>
      other.participant === unit.participant &&
      other.position === unit.position &&
      other.plan === unit.plan &&
      other.calendar === unit.calendar,
  );
  const matching = unit.plan.credits.flatMap((rule) => {
    if (rule.kind !== (hasSplits ? "split" : "direct")) return [];
    const home = siblings.find((other) => creditDay(rule, transaction, other) !== undefined);
    const day = home && creditDay(rule, transaction, home);
    const mine = day === undefined ? [] : stakes(world, transaction, day).filter((stake) => stake.seat === unit.position);
    const told = home === unit ? report : (): void => {};
    return home !== undefined && day !== undefined && mine.length > 0 && holds(world, unit, transaction, day, rule.where, told)
      ? [{ rule, day, mine, home }]
      : [];
  });
  const highest = Math.max(...matching.map(({ rule }) => rule.priority ?? 0));
  const best = matching.filter(({ rule }) => (rule.priority ?? 0) === highest);
  for (const { rule, day, mine, home } of best) {
    if (home !== unit) continue;
    if (best.length > 1) report("ambiguous-credit-rule", transaction);
    else for (const stake of mine) give(transaction, rule, day, stake);
  }
  if (hasSplits && !unit.plan.credits.some((rule) => rule.kind === "split") && wouldOwn(world, unit, transaction, report))
    report("split-without-rule", transaction);
}

/** Whether a direct rule holds for a split transaction that the seat owns or shares in; asked once for each of its dates. */
function wouldOwn(world: World, unit: Unit, transaction: Transaction, report: Report): boolean {
  const wouldBy = (rule: CreditRule): boolean => {
    const day = creditDay(rule, transaction, unit);
    if (day === undefined) return false;
    const shares =
      totalsWhole(world, transaction) &&
      splitParties(world, transaction, "split").some((party) => partySeat(world.inputs, party, day) === unit.position);
    const owns = ownerSeat(world.inputs, transaction, day) === unit.position;
    return (shares || owns) && holds(world, unit, transaction, day, rule.where, report);
  };
  const direct = unit.plan.credits.filter((rule) => rule.kind === "direct");
  const dates = [...new Set(direct.map((rule) => rule.date ?? "date"))];
  return dates.filter((date) => direct.some((rule) => (rule.date ?? "date") === date && wouldBy(rule))).length > 0;
}

function overlays(
  world: World,
  unit: Unit,
  rule: CreditRule & { kind: "overlay" },
  transaction: Transaction,
  day: number,
  report: Report,
): Stake[] {
  const scaledBy =
    (share: Fraction) =>
    (whole: bigint): bigint =>
      round(times(share, [whole, 1n]), "half-up");
  if (rule.positions !== undefined) {
    if (!rule.positions.includes(unit.position) || !holds(world, unit, transaction, day, rule.where, report)) return [];
    const value = read(world, unit, transaction, day, rule.share ?? "100%", report);
    if (value === undefined) return [];
    const share = asNumber(value);
    return [{ seat: unit.position, party: undefined, share, part: scaledBy(share) }];
  }
  const named = splitParties(world, transaction, "overlay").filter(
    (party) => party.role === rule.role && partySeat(world.inputs, party, day) === unit.position,
  );
  if (named.length === 0 || !holds(world, unit, transaction, day, rule.where, report)) return [];
  return named.map((party) => ({ seat: unit.position, party, share: party.share, part: scaledBy(party.share) }));
}

type RollUp = CreditRule & { kind: "roll-up" };

/** The stakes of seats below that a roll-up rule lifts to the unit's seat. A residual rule first leaves out what a seat in between takes. */
function rolledUp(world: World, unit: Unit, rule: RollUp, transaction: Transaction, day: number, report: Report): Stake[] {
  const below = stakes(world, transaction, day).filter((stake) => {
    if (!reaches(world, unit.position, rule, stake.seat, day)) return false;
    const above = seatsAbove(world.inputs, stake.seat, day);
    const between = rule.basis === "residual" ? above.slice(0, above.indexOf(unit.position)) : [];
    return !between.some((seat) => takesUp(world, seat, stake.seat, rule, transaction, day));
  });
  return below.length > 0 && holds(world, unit, transaction, day, rule.where, report) ? below : [];
}

function reaches(world: World, seat: string, rule: RollUp, below: string, day: number): boolean {
  const distance = seatsAbove(world.inputs, below, day).indexOf(seat) + 1;
  return distance > 0 && distance <= (rule.levels ?? Number.POSITIVE_INFINITY);
}

/** Whether an occupant of a seat in between is credited with it by a roll-up rule that reads the same date. */
function takesUp(world: World, seat: string, below: string, asked: RollUp, transaction: Transaction, day: number): boolean {
  const units = world.units.filter((unit) => unit.position === seat && has(unit.span, day));
  return units.some((unit) =>
    unit.plan.credits.some(
      (rule) =>
        rule.kind === "roll-up" &&
        (rule.date ?? "date") === (asked.date ?? "date") &&
        reaches(world, seat, rule, below, day) &&
        occupantsOf(world.inputs, seat, day).some(({ participant }) => participant === unit.participant) &&
        holds(world, unit, transaction, day, rule.where, () => {}),
    ),
  );
}

/** (credit date, the transaction's date, source, id and line, the rule's place, the party and role). */
function inOrder(a: Credit, b: Credit): number {
  const keys = ["source", "transaction", "line"];
  const byKey =
    keys.map((key) => textOrder(a.transaction.texts.get(key) ?? "", b.transaction.texts.get(key) ?? "")).find((order) => order !== 0) ?? 0;
  const dates = (a.transaction.days.get("date") ?? 0) - (b.transaction.days.get("date") ?? 0);
  const parties =
    textOrder(a.party ? partyId(a.party) : "", b.party ? partyId(b.party) : "") || textOrder(a.party?.role ?? "", b.party?.role ?? "");
  return a.day - b.day || dates || byKey || a.rulePlace - b.rulePlace || parties;
}
