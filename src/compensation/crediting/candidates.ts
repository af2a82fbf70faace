import { doubled } from "./rows.ts";

/** Credits of one unit table as they are found, rule by rule; `sorted` brings them into the order of the plan language. */
export class Candidates {
  count = 0;
  unit: Int32Array;
  transaction: Int32Array;
  party: Int32Array;
  detail: Int32Array;
  day: Int32Array;
  rule: Int32Array;
  /** Whether the credits stand in the order (day, transaction) already. */
  isOrdered = true;

  constructor(capacity: number) {
    const size = Math.max(capacity, 16);
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

/** The credits of a unit table, by unit, then (credit date, transaction, rule, party). Those of unit u are `start[u]` to `start[u + 1]`. */
export type CreditColumns = {
  readonly count: number;
  readonly start: Int32Array;
  readonly transaction: Int32Array;
  readonly party: Int32Array;
  readonly detail: Int32Array;
  readonly day: Int32Array;
  readonly rule: Int32Array;
};

export function sorted(candidates: Candidates, unitCount: number, transactionCount: number, ruleCount: number): CreditColumns {
  const { count } = candidates;
  const order = candidates.isOrdered ? undefined : chronological(candidates, transactionCount, ruleCount);
  const start = starts(candidates.unit, count, unitCount);
  const next = start.slice();
  const { unit, transaction, party, detail, day, rule } = candidates;
  const into = { transaction: new Int32Array(count), party: new Int32Array(count), detail: new Int32Array(count), day: new Int32Array(count), rule: new Int32Array(count) };
  for (let index = 0; index < count; index++) {
    const source = order ? order[index]! : index;
    const target = next[unit[source]!]!++;
    into.transaction[target] = transaction[source]!;
    into.day[target] = day[source]!;
    if (party[source]! > 0) into.party[target] = party[source]!;
    if (detail[source]! > 0) into.detail[target] = detail[source]!;
    if (rule[source]! > 0) into.rule[target] = rule[source]!;
  }
  return { count, start, ...into };
}

function starts(keys: Int32Array, count: number, keyCount: number): Int32Array {
  const start = new Int32Array(keyCount + 1);
  for (let index = 0; index < count; index++) start[keys[index]! + 1]! += 1;
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
