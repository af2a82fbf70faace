import type { OwnedCredits } from "./direct-and-split.ts";
import { type CreditRows, doubled } from "./rows.ts";

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
export function addOwned(candidates: Candidates, { owned: { credits, days }, unit, rule }: OwnedCredits): void {
  for (let row = 0; row < credits.count; row++) {
    if (unit[row]! < 0) continue;
    const transaction = credits.transaction[row]!;
    candidates.add(
      unit[row]!,
      transaction,
      credits.party?.[row] ?? 0,
      credits.detail?.[row] ?? 0,
      days[transaction]!,
      typeof rule === "number" ? rule : rule[row]!,
    );
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
  /** Credit dates by credit, or, where all credits are by one of the transactions' dates, by transaction. */
  readonly day: { readonly byTransaction: boolean; readonly days: Int32Array };
  readonly party: Int32Array | undefined;
  readonly detail: Int32Array | undefined;
  readonly rule: number | Int32Array;
  /** The rows that the credits were taken from one by one, and where each went (-1: not credited), for filling further columns in their order. */
  readonly origin: { readonly rows: CreditRows; readonly target: Int32Array } | undefined;
};

export function dayOf({ day: { byTransaction, days }, transaction }: CreditColumns, credit: number): number {
  return byTransaction ? days[transaction[credit]!]! : days[credit]!;
}

export function ruleOf({ rule }: CreditColumns, credit: number): number {
  return typeof rule === "number" ? rule : rule[credit]!;
}

export function sorted(candidates: Candidates, unitCount: number, transactionCount: number, ruleCount: number): CreditColumns {
  const { count } = candidates;
  const order = chronological(candidates, transactionCount, ruleCount);
  const start = starts(candidates.unit, count, unitCount);
  const next = start.slice();
  const { unit, transaction, party, detail, day, rule } = candidates;
  const days = new Int32Array(count);
  const into = {
    transaction: new Int32Array(count),
    party: new Int32Array(count),
    detail: new Int32Array(count),
    rule: new Int32Array(count),
  };
  for (let index = 0; index < count; index++) {
    const source = order[index]!;
    const target = next[unit[source]!]!++;
    into.transaction[target] = transaction[source]!;
    days[target] = day[source]!;
    into.party[target] = party[source]!;
    into.detail[target] = detail[source]!;
    into.rule[target] = rule[source]!;
  }
  return { count, start, ...into, day: { byTransaction: false, days }, origin: undefined };
}

/** As `sorted` for credits of ownership by the date that the transactions are ordered by: they only have to be dealt out to the units. */
export function dealt({ owned: { credits: rows, days }, unit, rule, counts }: OwnedCredits, unitCount: number): CreditColumns {
  const start = new Int32Array(unitCount + 1);
  for (let index = 0; index < unitCount; index++) start[index + 1] = start[index]! + counts[index]!;
  const next = start.slice();
  const target = new Int32Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const own = unit[row]!;
    target[row] = own < 0 ? -1 : next[own]!++;
  }
  return new DealtColumns(start, rows, target, days, rule);
}

/** Credits dealt out from rows; most calculations never ask for more of them than the rows have, so the columns are filled when asked for. */
class DealtColumns implements CreditColumns {
  readonly count: number;
  readonly start: Int32Array;
  readonly day: CreditColumns["day"];
  readonly origin: { readonly rows: CreditRows; readonly target: Int32Array };
  readonly #rule: number | Int32Array;
  readonly #filled = new Map<Int32Array, Int32Array>();

  constructor(start: Int32Array, rows: CreditRows, target: Int32Array, days: Int32Array, rule: number | Int32Array) {
    this.count = start[start.length - 1]!;
    this.start = start;
    this.day = { byTransaction: true, days };
    this.origin = { rows, target };
    this.#rule = rule;
  }

  get transaction(): Int32Array {
    return this.#fill(this.origin.rows.transaction);
  }

  get party(): Int32Array | undefined {
    return this.origin.rows.party && this.#fill(this.origin.rows.party);
  }

  get detail(): Int32Array | undefined {
    return this.origin.rows.detail && this.#fill(this.origin.rows.detail);
  }

  get rule(): number | Int32Array {
    return typeof this.#rule === "number" ? this.#rule : this.#fill(this.#rule);
  }

  #fill(from: Int32Array): Int32Array {
    const known = this.#filled.get(from);
    if (known) return known;
    const { target, rows } = this.origin;
    const column = new Int32Array(this.count);
    for (let row = 0; row < rows.count; row++) if (target[row]! >= 0) column[target[row]!] = from[row]!;
    this.#filled.set(from, column);
    return column;
  }
}

function starts(keys: Int32Array, count: number, keyCount: number): Int32Array {
  const start = new Int32Array(keyCount + 1);
  for (let index = 0; index < count; index++) if (keys[index]! >= 0) start[keys[index]! + 1]! += 1;
  for (let key = 0; key < keyCount; key++) start[key + 1]! += start[key]!;
  return start;
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

function reorder(order: Int32Array, keys: Int32Array, count: number, keyCount: number, base: number): Int32Array {
  const next = new Int32Array(keyCount + 1);
  for (let index = 0; index < count; index++) next[keys[index]! - base + 1]! += 1;
  for (let key = 0; key < keyCount; key++) next[key + 1]! += next[key]!;
  const result = new Int32Array(count);
  for (let index = 0; index < count; index++) result[next[keys[order[index]!]! - base]!++] = order[index]!;
  return result;
}
