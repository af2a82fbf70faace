import { reorder, starts } from "../order.ts";
import type { OwnedCredits } from "./direct-and-split.ts";
import { doubled, type PickedRows, taken } from "./rows.ts";

/** Credits of one unit table as they are found, rule by rule; `sorted` brings them into order. */
export class Candidates {
  count = 0;
  unit: Int32Array;
  transaction: Int32Array;
  party: Int32Array;
  detail: Int32Array;
  day: Int32Array;
  rule: Int32Array;

  constructor(capacity: number) {
    const size = Math.max(capacity, 1024);
    this.unit = new Int32Array(size);
    this.transaction = new Int32Array(size);
    this.party = new Int32Array(size);
    this.detail = new Int32Array(size);
    this.day = new Int32Array(size);
    this.rule = new Int32Array(size);
  }

  add(unit: number, transaction: number, party: number, detail: number, day: number, rule: number): void {
    const { count } = this;
    if (count === this.unit.length) this.#grow();
    this.unit[count] = unit;
    this.transaction[count] = transaction;
    this.party[count] = party;
    this.detail[count] = detail;
    this.day[count] = day;
    this.rule[count] = rule;
    this.count = count + 1;
  }

  #grow(): void {
    this.unit = doubled(this.unit);
    this.transaction = doubled(this.transaction);
    this.party = doubled(this.party);
    this.detail = doubled(this.detail);
    this.day = doubled(this.day);
    this.rule = doubled(this.rule);
  }
}

/** Adds the credits of ownership, where they are not the only ones. */
export function addOwned(candidates: Candidates, { rows, start, row, rule }: OwnedCredits): void {
  for (let unit = 0; unit + 1 < start.length; unit++) {
    for (let credit = start[unit]!; credit < start[unit + 1]!; credit++) {
      const own = row[credit]!;
      const place = typeof rule === "number" ? rule : rule[credit]!;
      candidates.add(unit, rows.transaction[own]!, rows.party?.[own] ?? 0, rows.detail?.[own] ?? 0, rows.day[own]!, place);
    }
  }
}

/**
 * The credits of a unit table, by unit, then (credit date, transaction, rule, party). Those of unit u are `start[u]` to `start[u + 1]`.
 * Absent columns: no splits, only whole credits, one rule for all.
 */
export type CreditColumns = {
  readonly count: number;
  readonly start: Int32Array;
  readonly transaction: Int32Array;
  readonly day: Int32Array;
  readonly party: Int32Array | undefined;
  readonly detail: Int32Array | undefined;
  readonly rule: number | Int32Array;
  /** The rows of ownership that the credits are, one by one, where they are nothing else. */
  readonly picked: PickedRows | undefined;
};

export function ruleOf({ rule }: CreditColumns, credit: number): number {
  return typeof rule === "number" ? rule : rule[credit]!;
}

export function sorted(candidates: Candidates, unitCount: number, transactionCount: number, ruleCount: number): CreditColumns {
  const { count } = candidates;
  const order = chronological(candidates, transactionCount, ruleCount);
  const byUnit = reorder(order, candidates.unit, count, unitCount, 0);
  return {
    count,
    start: starts(candidates.unit, count, unitCount),
    transaction: taken(candidates.transaction, byUnit, count),
    day: taken(candidates.day, byUnit, count),
    party: taken(candidates.party, byUnit, count),
    detail: taken(candidates.detail, byUnit, count),
    rule: taken(candidates.rule, byUnit, count),
    picked: undefined,
  };
}

/** Credits that are rows of ownership, in their order; most calculations never ask for more, so further columns are filled when asked for. */
export class PickedColumns implements CreditColumns {
  readonly count: number;
  readonly start: Int32Array;
  readonly picked: PickedRows;
  readonly rule: number | Int32Array;
  readonly #filled = new Map<Int32Array, Int32Array>();

  constructor({ rows, start, row, rule }: OwnedCredits, valuesOf: PickedRows["valuesOf"]) {
    this.count = row.length;
    this.start = start;
    this.picked = { rows, row, valuesOf };
    this.rule = rule;
  }

  get transaction(): Int32Array {
    return this.#fill(this.picked.rows.transaction);
  }

  get day(): Int32Array {
    return this.#fill(this.picked.rows.day);
  }

  get party(): Int32Array | undefined {
    return this.picked.rows.party && this.#fill(this.picked.rows.party);
  }

  get detail(): Int32Array | undefined {
    return this.picked.rows.detail && this.#fill(this.picked.rows.detail);
  }

  #fill(from: Int32Array): Int32Array {
    const known = this.#filled.get(from);
    if (known) return known;
    const column = taken(from, this.picked.row, this.count);
    this.#filled.set(from, column);
    return column;
  }
}

/** The day of one credit, without filling a column. */
export function dayOf(credits: CreditColumns, credit: number): number {
  const { picked } = credits;
  return picked ? picked.rows.day[picked.row[credit]!]! : credits.day[credit]!;
}

/** Places ordered by (day, transaction, rule), what is equal in the order found: three stable counting sorts, the least first. */
function chronological({ count, rule, transaction, day }: Candidates, transactionCount: number, ruleCount: number): Int32Array {
  let first = Number.MAX_SAFE_INTEGER;
  let last = Number.MIN_SAFE_INTEGER;
  for (let index = 0; index < count; index++) {
    first = Math.min(first, day[index]!);
    last = Math.max(last, day[index]!);
  }
  const found = Int32Array.from({ length: count }, (_, index) => index);
  const byRule = reorder(found, rule, count, ruleCount, 0);
  const byTransaction = reorder(byRule, transaction, count, transactionCount, 0);
  return count === 0 ? byTransaction : reorder(byTransaction, day, count, last - first + 1, first);
}
