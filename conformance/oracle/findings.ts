import type { CreditRule } from "../../src/plans/plan.ts";
import type { Found } from "./component.ts";
import { splitParties, totalsWhole, type World } from "./credits.ts";
import type { Party, Transaction } from "./facts.ts";
import { seatHeld } from "./seats.ts";

/** Findings of transactions and persons, whatever the units: seats that cannot be told, splits that do not total 100 %. */
export function transactionFindings(world: World): Found[] {
  const rules = world.inputs.plans.flatMap((plan) => plan.credits);
  return world.transactions.flatMap((transaction) => [...seatFindings(world, rules, transaction), ...splitTotal(world, transaction)]);
}

function seatFindings(world: World, rules: readonly CreditRule[], transaction: Transaction): Found[] {
  const split = splitParties(world, transaction, "split");
  const owner = transaction.texts.get("position") === undefined ? transaction.texts.get("owner") : undefined;
  const people = split.length > 0 ? (totalsWhole(world, transaction) ? named(split) : []) : owner === undefined ? [] : [owner];
  const owned = rules.some((rule) => rule.kind === "direct" || rule.kind === "split")
    ? rules.filter((rule) => rule.kind !== "overlay")
    : [];
  const found = owned.flatMap((rule) => people.flatMap((person) => seatFinding(world, person, rule, transaction)));
  for (const rule of rules) {
    if (rule.kind !== "overlay" || rule.role === undefined) continue;
    const parties = splitParties(world, transaction, "overlay").filter((party) => party.role === rule.role);
    found.push(...named(parties).flatMap((person) => seatFinding(world, person, rule, transaction)));
  }
  return found;
}

function named(parties: readonly Party[]): string[] {
  return parties.map((party) => party.participant).filter((person) => person !== undefined);
}

function seatFinding(world: World, participant: string, rule: CreditRule, transaction: Transaction): Found[] {
  const day = transaction.days.get(rule.date ?? "date");
  if (day === undefined) return [];
  const held = seatHeld(world.inputs, participant, day);
  return "finding" in held ? [{ code: held.finding, participant, transaction, day }] : [];
}

function splitTotal(world: World, transaction: Transaction): Found[] {
  if (splitParties(world, transaction, "split").length === 0 || totalsWhole(world, transaction)) return [];
  return [{ code: "split-total", participant: "", transaction }];
}
