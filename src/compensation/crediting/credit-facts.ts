import { type UnitTable, unitAt } from "../attainment/units.ts";
import type { Facts } from "../facts.ts";
import type { Plan } from "../../plans/plan.ts";
import type { Candidates } from "./candidates.ts";
import type { Directory } from "./directory.ts";

/** The credits that a receipt's facts stand for, in the units of one plan version. */
export function creditFacts(facts: Facts, codes: Directory, plan: Plan, units: UnitTable, candidates: Candidates): void {
  const participant = codes.participantCodes.get(facts.participant);
  for (const [row, fact] of facts.byRow) {
    if (fact.plan !== plan.plan || fact.version !== plan.version) continue;
    const position = codes.positionCodes.get(fact.position);
    const pair = codes.pairPosition.findIndex((seat, each) => seat === position && codes.pairParticipant[each] === participant);
    const unit = pair < 0 ? -1 : unitAt(units, pair, fact.last);
    const rule = plan.credits.findIndex(({ name }) => name === fact.rule);
    if (unit >= 0 && rule >= 0) candidates.add(unit, row, 0, 0, fact.last, rule);
  }
}
