import { OPEN_END, OPEN_START } from "../calendar/day.ts";
import { type Interval, overlaps } from "../calendar/period.ts";
import { add, compare, ONE, type Rational, ZERO } from "../money/rational.ts";
import { toRational } from "../money/decimal.ts";
import type { TableDefinition } from "../table/definition.ts";
import type { Problem } from "../table/problem.ts";
import { refuse } from "../table/refusal.ts";
import { type PlacedRow, textIn } from "../table/row.ts";
import { REPLACEABLE } from "./tables.ts";
import { placeOf, rowProblem } from "./row-problem.ts";

/** Tables whose rows may not overlap in time when they agree in these columns. */
const DISJOINT = new Map<string, readonly string[]>([
  ["participant-attributes", ["participant", "attribute"]],
  ["position-attributes", ["position", "attribute"]],
  ["reporting-lines", ["position"]],
  ["quotas", ["position", "measure"]],
  ["windows", ["calendar"]],
  ["plan-assignments", ["plan", "position"]],
  ["territory-assignments", ["territory", "position"]],
  ["assignments", ["participant", "position"]],
  ["stage-history", ["opportunity"]],
]);
/** Tables whose intervals may be empty: a deal may pass a stage within a day. */
const WITHIN_A_DAY = new Set(["stage-history"]);

export function intervalOf({ row }: PlacedRow): Interval {
  const from = row.get("from") ?? row.get("hired");
  const to = row.get("to") ?? row.get("left");
  return { from: typeof from === "number" ? from : OPEN_START, to: typeof to === "number" ? to : OPEN_END };
}

/** Rows whose interval is empty, or overlaps that of an earlier row of the same subject, are problems; the others are given back. */
export function checkIntervals(table: TableDefinition, rows: readonly PlacedRow[], problems: Problem[]): PlacedRow[] {
  const forward = rows.filter((placed) => {
    const { from, to } = intervalOf(placed);
    if (from < to || (from === to && WITHIN_A_DAY.has(table.name))) return true;
    const end = placed.row.has("to") ? "to" : "left";
    problems.push(
      rowProblem(placed, end, refuse("invalid-interval", "is not after the first day", `${end} is the day after the last`), table),
    );
    return false;
  });
  const subject = DISJOINT.get(table.name);
  return subject ? withoutOverlaps(table, subject, forward, problems) : forward;
}

/** Earlier rows win; among rows of one subject, sorted by first day, only neighbours can be the first to overlap. */
function withoutOverlaps(table: TableDefinition, subject: readonly string[], rows: readonly PlacedRow[], problems: Problem[]): PlacedRow[] {
  const refused = new Set<PlacedRow>();
  const order = new Map(rows.map((placed, index) => [placed, index]));
  const comesFirst = (a: PlacedRow, b: PlacedRow): boolean => (order.get(a) ?? 0) <= (order.get(b) ?? 0);
  for (const group of Map.groupBy(rows, (placed) => subject.map((name) => textIn(placed.row, name)).join("\u001f")).values()) {
    const sorted = group.toSorted((a, b) => intervalOf(a).from - intervalOf(b).from);
    let last: PlacedRow | undefined;
    for (const placed of sorted) {
      if (last && overlaps(intervalOf(last), intervalOf(placed))) {
        const [kept, other] = comesFirst(last, placed) ? [last, placed] : [placed, last];
        const moved =
          kept.line === 0 && REPLACEABLE.includes(table.name)
            ? `; where a first day has moved, import the whole table with --replace ${table.name}`
            : "";
        problems.push(
          rowProblem(
            other,
            "from",
            refuse(
              "overlap",
              `overlaps ${placeOf(kept)} of the same ${subject.join(" and ")}`,
              `Give \`to\` as the day after the last, so that one ends where the next begins${moved}`,
            ),
            table,
          ),
        );
        refused.add(other);
        last = kept;
      } else last = placed;
    }
  }
  return rows.filter((placed) => !refused.has(placed));
}

/** The shares of one seat on one day may not exceed 100 %: the row that goes beyond is a problem. */
export function checkShares(table: TableDefinition, rows: readonly PlacedRow[], problems: Problem[]): PlacedRow[] {
  const kept: PlacedRow[] = [];
  const bySeat = new Map<string, PlacedRow[]>();
  for (const placed of rows) {
    const seat = textIn(placed.row, "position");
    const others = bySeat.get(seat) ?? [];
    const beyond = dayBeyond(placed, others);
    if (beyond === undefined) {
      kept.push(placed);
      bySeat.set(seat, [...others, placed]);
    } else {
      const who = others
        .filter((other) => overlaps(intervalOf(other), intervalOf(placed)))
        .map((other) => `${textIn(other.row, "participant")} (${placeOf(other)})`);
      problems.push(
        rowProblem(
          placed,
          "share",
          refuse(
            "share-total",
            `the seat ${seat} would be held by more than 100 %${who.length === 0 ? "" : `, together with ${who.join(" and ")}`}`,
            who.length === 0 ? "Give a share of at most 100%" : "End the other assignment, or give shares that sum to at most 100%",
          ),
          table,
        ),
      );
    }
  }
  return kept;
}

/** A first day of an interval on which the seat would be held by more than 100 %. */
function dayBeyond(placed: PlacedRow, others: readonly PlacedRow[]): number | undefined {
  const own = intervalOf(placed);
  const days = [own.from, ...others.map((other) => intervalOf(other).from).filter((day) => own.from < day && day < own.to)];
  return days.find((day) => {
    const held = [placed, ...others.filter((other) => intervalOf(other).from <= day && day < intervalOf(other).to)];
    return (
      compare(
        held.reduce((sum, row) => add(sum, shareOf(row)), ZERO),
        ONE,
      ) > 0
    );
  });
}

function shareOf({ row }: PlacedRow): Rational {
  const share = row.get("share");
  return typeof share === "object" ? toRational(share) : ONE;
}
