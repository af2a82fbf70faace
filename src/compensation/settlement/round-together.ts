import { divideRound } from "../../money/round.ts";
import type { Rounding } from "../../plans/plan.ts";
import { leastCommonMultiple } from "../crediting/shares.ts";
import { allocateLines } from "./allocate-lines.ts";
import type { SettledComponent } from "./settle-component.ts";

/** Lines of one component and unit in one pay period, with the unit's denominator. */
type Piece = {
  readonly settled: SettledComponent;
  readonly from: number;
  readonly to: number;
  readonly denominator: bigint;
  readonly ends: number;
  readonly begins: number;
};

/**
 * Rounds what is rounded above the unit: at the statement (participant, pay period, currency) the sum of the exact differences; over
 * the plan's life (participant, plan, component) the difference of the rounded sums since ever. The lines share the amounts.
 */
export function roundTogether(components: readonly SettledComponent[]): void {
  const statements = new Map<string, Piece[]>();
  const lives = new Map<string, Piece[]>();
  for (const settled of components) {
    const { plan, component, rounding, unrounded, payCalendar, pay } = settled;
    if (rounding.at !== "statement" && rounding.at !== "plan") continue;
    for (const { unit, period, from, to } of unrounded) {
      const participant = plan.run.context.directory.pairParticipant[plan.units.pair[unit]!]!;
      const key =
        rounding.at === "statement"
          ? [participant, payCalendar, period, plan.plan.currency, rounding.mode]
          : [participant, plan.plan.plan, component.name, rounding.mode];
      const { from: begins, to: ends } = pay.periods[period]!;
      append(rounding.at === "statement" ? statements : lives, key.join("\u0000"), {
        settled,
        from,
        to,
        denominator: settled.denominatorOf(unit),
        begins,
        ends,
      });
    }
  }
  for (const pieces of statements.values()) roundInTurn([pieces]);
  for (const pieces of lives.values()) roundInTurn(byPeriod(pieces));
}

function append(groups: Map<string, Piece[]>, key: string, piece: Piece): void {
  const known = groups.get(key);
  if (known) known.push(piece);
  else groups.set(key, [piece]);
}

/** Pieces in groups of equal pay period, in time. */
function byPeriod(pieces: readonly Piece[]): Piece[][] {
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) append(groups, `${piece.ends} ${piece.begins}`, piece);
  const period = ([piece]: Piece[]): { ends: number; begins: number } => piece ?? { ends: 0, begins: 0 };
  return [...groups.values()].sort((a, b) => period(a).ends - period(b).ends || period(a).begins - period(b).begins);
}

/** Each group is paid the rounded sum up to it less what was paid before. */
function roundInTurn(groups: readonly (readonly Piece[])[]): void {
  const denominator = groups.flat().reduce((common, piece) => leastCommonMultiple(common, piece.denominator), 1n);
  const mode: Rounding["mode"] = groups[0]?.[0]?.settled.rounding.mode ?? "half-up";
  let sum = 0n;
  let paid = 0n;
  for (const pieces of groups) {
    const lines = pieces.flatMap(({ settled, from, to }) =>
      Array.from({ length: to - from }, (_, index) => ({ settled, line: from + index })),
    );
    const exact = pieces.flatMap((piece) =>
      Array.from(
        { length: piece.to - piece.from },
        (_, index) => piece.settled.lines.exactOf(piece.from + index) * (denominator / piece.denominator),
      ),
    );
    sum += exact.reduce((total, value) => total + value, 0n);
    const due = divideRound(sum, denominator, mode);
    const given = lines.map(({ settled, line }) => settled.lines.given.get(line));
    allocateLines(due - paid, exact, denominator, given).forEach((amount, index) => {
      const place = lines[index];
      place?.settled.lines.setAmount(place.line, amount);
    });
    paid = due;
  }
}
