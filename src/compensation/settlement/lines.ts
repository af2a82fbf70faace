import { lowerBound } from "../order.ts";

/** Stand in place of a credit: the amount of a bonus, what a cap took, what a floor added. */
export const BONUS = -1;
export const CAP = -2;
export const FLOOR = -3;

/** An exact earning and its rounded amount where they do not fit 2^53. */
export type WideLine = { readonly exact: bigint; amountMinor: bigint };

/**
 * Statement lines of one component as columns, by unit, then pay period, then credit. `credit` is an index of the component's measure
 * columns, or BONUS, CAP, FLOOR. `exact` counts in 1 / denominator of the minor unit (the unit's scaled terms have the denominator).
 * NaN in `amountMinor`: the line stands in `wide`. Unit and pay period are not held line by line but in `blocks`.
 */
export class Lines {
  count = 0;
  credit: Int32Array;
  exact: Float64Array;
  amountMinor: Float64Array;
  readonly wide = new Map<number, WideLine>();
  readonly blocks: LineBlocks;
  /** Rounded amounts of lines that are given: those of facts. */
  readonly given = new Map<number, bigint>();

  constructor(capacity: number, unitCount: number) {
    const size = Math.max(capacity, 16);
    this.credit = new Int32Array(size);
    this.exact = new Float64Array(size);
    this.amountMinor = new Float64Array(size);
    this.blocks = new LineBlocks(Math.max(unitCount, 16));
  }

  /** Makes room for `more` lines, so that loops can write without asking. */
  reserve(more: number): void {
    const needed = this.count + more;
    if (needed <= this.credit.length) return;
    const size = Math.max(needed, this.credit.length * 2);
    this.credit = copied(new Int32Array(size), this.credit);
    this.exact = copied(new Float64Array(size), this.exact);
    this.amountMinor = copied(new Float64Array(size), this.amountMinor);
  }

  /** The lines that follow are of this unit and pay period (index in the component's pay calendar). */
  begin(unit: number, period: number): void {
    this.blocks.begin(unit, period, this.count);
  }

  /** The caller has reserved the room. */
  add(credit: number, exact: number, amountMinor: number): void {
    const line = this.count;
    this.credit[line] = credit;
    this.exact[line] = exact;
    this.amountMinor[line] = amountMinor;
    this.count = line + 1;
  }

  addWide(credit: number, exact: bigint, amountMinor: bigint): void {
    this.reserve(1);
    this.wide.set(this.count, { exact, amountMinor });
    this.add(credit, Number.NaN, Number.NaN);
  }

  unitOf(line: number): number {
    return this.blocks.unit[this.blocks.of(line)]!;
  }

  periodOf(line: number): number {
    return this.blocks.period[this.blocks.of(line)]!;
  }

  /** The line after the last of a block. */
  endOf(block: number): number {
    return block + 1 < this.blocks.count ? this.blocks.start[block + 1]! : this.count;
  }

  exactOf(line: number): bigint {
    return this.wide.get(line)?.exact ?? BigInt(this.exact[line]!);
  }

  amountOf(line: number): bigint {
    return this.wide.get(line)?.amountMinor ?? BigInt(this.amountMinor[line]!);
  }

  /** Sum of the amounts of lines `[from, to)`. */
  sum(from: number, to: number): bigint {
    const total = this.sumNumber(from, to);
    if (!Number.isNaN(total)) return BigInt(total);
    let exact = 0n;
    for (let line = from; line < to; line++) exact += this.amountOf(line);
    return exact;
  }

  /** The same as a number; NaN when that would not be exact. */
  sumNumber(from: number, to: number): number {
    let total = 0;
    let size = 0;
    for (let line = from; line < to; line++) {
      total += this.amountMinor[line]!;
      size += Math.abs(this.amountMinor[line]!);
    }
    return size <= Number.MAX_SAFE_INTEGER ? total : Number.NaN;
  }

  setAmount(line: number, amountMinor: bigint): void {
    const wide = this.wide.get(line);
    if (wide) wide.amountMinor = amountMinor;
    else this.amountMinor[line] = Number(amountMinor);
  }
}

/** Blocks of lines of one unit in one pay period, in order; each begins at its line of `start`. */
export class LineBlocks {
  count = 0;
  unit: Int32Array;
  period: Int32Array;
  start: Int32Array;

  constructor(capacity: number) {
    this.unit = new Int32Array(capacity);
    this.period = new Int32Array(capacity);
    this.start = new Int32Array(capacity);
  }

  /** A block that has got no lines gives way to the next. */
  begin(unit: number, period: number, line: number): void {
    if (this.count > 0 && this.start[this.count - 1] === line) this.count -= 1;
    if (this.count === this.unit.length) this.#grow();
    this.unit[this.count] = unit;
    this.period[this.count] = period;
    this.start[this.count] = line;
    this.count += 1;
  }

  /** The block of a line. */
  of(line: number): number {
    return lowerBound(this.start, 0, this.count, line + 1) - 1;
  }

  /** The blocks `[from, to)` of the units `[unit, end)`. */
  ofUnits(unit: number, end: number): { readonly from: number; readonly to: number } {
    const from = lowerBound(this.unit, 0, this.count, unit);
    return { from, to: lowerBound(this.unit, from, this.count, end) };
  }

  #grow(): void {
    const size = this.unit.length * 2;
    this.unit = copied(new Int32Array(size), this.unit);
    this.period = copied(new Int32Array(size), this.period);
    this.start = copied(new Int32Array(size), this.start);
  }
}

function copied<A extends Int32Array | Float64Array>(into: A, from: A): A {
  into.set(from);
  return into;
}

/** Lines `[from, to)` of one component and unit that are rounded together with others: at the statement, or over the plan's life. */
export type Unrounded = { readonly unit: number; readonly period: number; readonly from: number; readonly to: number };
