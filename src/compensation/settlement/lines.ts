/** Stand in place of a credit: the amount of a bonus, what a cap took, what a floor added. */
export const BONUS = -1;
export const CAP = -2;
export const FLOOR = -3;

/** An exact earning and its rounded amount where they do not fit 2^53. */
export type WideLine = { readonly exact: bigint; amountMinor: bigint };

/**
 * Statement lines of one component as columns, by unit, then pay period, then credit. `credit` is an index of the component's measure
 * columns, or BONUS, CAP, FLOOR. `exact` counts in 1 / denominator of the minor unit (the unit's scaled terms have the denominator).
 * NaN in `amountMinor`: the line stands in `wide`.
 */
export class Lines {
  count = 0;
  unit: Int32Array;
  credit: Int32Array;
  /** Index of the pay period in the component's pay calendar. */
  period: Int32Array;
  exact: Float64Array;
  amountMinor: Float64Array;
  readonly wide = new Map<number, WideLine>();

  constructor(capacity: number) {
    const size = Math.max(capacity, 16);
    this.unit = new Int32Array(size);
    this.credit = new Int32Array(size);
    this.period = new Int32Array(size);
    this.exact = new Float64Array(size);
    this.amountMinor = new Float64Array(size);
  }

  /** Makes room for `more` lines, so that loops can write without asking. */
  reserve(more: number): void {
    const needed = this.count + more;
    if (needed <= this.unit.length) return;
    const size = Math.max(needed, this.unit.length * 2);
    this.unit = copied(new Int32Array(size), this.unit);
    this.credit = copied(new Int32Array(size), this.credit);
    this.period = copied(new Int32Array(size), this.period);
    this.exact = copied(new Float64Array(size), this.exact);
    this.amountMinor = copied(new Float64Array(size), this.amountMinor);
  }

  /** The caller has reserved the room. */
  add(unit: number, credit: number, period: number, exact: number, amountMinor: number): void {
    const line = this.count;
    this.unit[line] = unit;
    this.credit[line] = credit;
    this.period[line] = period;
    this.exact[line] = exact;
    this.amountMinor[line] = amountMinor;
    this.count = line + 1;
  }

  addWide(unit: number, credit: number, period: number, exact: bigint, amountMinor: bigint): void {
    this.reserve(1);
    this.wide.set(this.count, { exact, amountMinor });
    this.add(unit, credit, period, Number.NaN, Number.NaN);
  }

  exactOf(line: number): bigint {
    return this.wide.get(line)?.exact ?? BigInt(this.exact[line]!);
  }

  amountOf(line: number): bigint {
    return this.wide.get(line)?.amountMinor ?? BigInt(this.amountMinor[line]!);
  }

  /** Sum of the amounts of lines `[from, to)`. */
  sum(from: number, to: number): bigint {
    let total = 0;
    let size = 0;
    for (let line = from; line < to; line++) {
      total += this.amountMinor[line]!;
      size += Math.abs(this.amountMinor[line]!);
    }
    if (size <= Number.MAX_SAFE_INTEGER) return BigInt(total);
    let exact = 0n;
    for (let line = from; line < to; line++) exact += this.amountOf(line);
    return exact;
  }

  setAmount(line: number, amountMinor: bigint): void {
    const wide = this.wide.get(line);
    if (wide) wide.amountMinor = amountMinor;
    else this.amountMinor[line] = Number(amountMinor);
  }
}

function copied<A extends Int32Array | Float64Array>(into: A, from: A): A {
  into.set(from);
  return into;
}

/** Lines `[from, to)` of one component and unit that are rounded together with others: at the statement, or over the plan's life. */
export type Unrounded = { readonly unit: number; readonly period: number; readonly from: number; readonly to: number };
