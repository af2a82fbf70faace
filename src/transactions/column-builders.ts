import { BLANK_DAY, type BooleanColumn, type Column, type DateColumn, type NumberColumn, type TextColumn } from "../table/column.ts";
import type { Cell } from "../table/row.ts";

/** Collects the cells of one column in typed arrays. `order`: the row that stands at each place of the result; undefined: as they came. */
export type ColumnBuilder = {
  readonly add: (row: number, cell: Cell | undefined) => void;
  readonly build: (count: number, order: Int32Array | undefined) => Column;
};

function wrong(wanted: string, cell: Cell): TypeError {
  return new TypeError(`A cell of type ${typeof cell} stands where ${wanted} is expected`);
}

export class TextBuilder implements ColumnBuilder {
  #codes = new Int32Array(1024);
  readonly #words = new Map<string, number>();
  readonly #dictionary: string[] = [];

  add(row: number, cell: Cell | undefined): void {
    if (row === this.#codes.length) this.#codes = copied(new Int32Array(row * 2), this.#codes);
    if (cell !== undefined && typeof cell !== "string") throw wrong("text", cell);
    this.#codes[row] = cell === undefined || cell === "" ? -1 : this.#code(cell);
  }

  #code(word: string): number {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    this.#words.set(word, this.#dictionary.length);
    return this.#dictionary.push(word) - 1;
  }

  /** Order of two rows by their text's UTF-16 code units; blank first. */
  compare(a: number, b: number): number {
    const [first, second] = [this.#codes[a] ?? -1, this.#codes[b] ?? -1];
    if (first === second) return 0;
    return (this.#dictionary[first] ?? "") < (this.#dictionary[second] ?? "") ? -1 : 1;
  }

  build(count: number, order: Int32Array | undefined): TextColumn {
    return { type: "text", codes: placed(new Int32Array(count), this.#codes, order), dictionary: this.#dictionary };
  }
}

export class DateBuilder implements ColumnBuilder {
  #days = new Int32Array(1024);

  add(row: number, cell: Cell | undefined): void {
    if (row === this.#days.length) this.#days = copied(new Int32Array(row * 2), this.#days);
    if (cell !== undefined && typeof cell !== "number") throw wrong("a date", cell);
    this.#days[row] = cell ?? BLANK_DAY;
  }

  at(row: number): number {
    return this.#days[row] ?? BLANK_DAY;
  }

  build(count: number, order: Int32Array | undefined): DateColumn {
    return { type: "date", days: placed(new Int32Array(count), this.#days, order) };
  }
}

export class BooleanBuilder implements ColumnBuilder {
  #values = new Uint8Array(1024);

  add(row: number, cell: Cell | undefined): void {
    if (row === this.#values.length) this.#values = copied(new Uint8Array(row * 2), this.#values);
    if (cell !== undefined && typeof cell !== "boolean") throw wrong("a boolean", cell);
    this.#values[row] = cell === undefined ? 2 : cell ? 1 : 0;
  }

  build(count: number, order: Int32Array | undefined): BooleanColumn {
    return { type: "boolean", values: placed(new Uint8Array(count), this.#values, order) };
  }
}

/** Decimals at one scale, which rises when a cell has more decimals than all before it. */
export class NumberBuilder implements ColumnBuilder {
  scale = 0;
  #count = 0;
  #values = new Float64Array(1024);
  #wide = new Map<number, bigint>();

  add(row: number, cell: Cell | undefined): void {
    if (row === this.#values.length) this.#values = copied(new Float64Array(row * 2), this.#values);
    if (cell !== undefined && typeof cell !== "object") throw wrong("a number", cell);
    this.#count = row + 1;
    if (cell && cell.scale > this.scale) this.#rescale(cell.scale);
    if (cell) this.#set(row, cell.unscaled * 10n ** BigInt(this.scale - cell.scale));
    else this.#values[row] = Number.NaN;
  }

  #set(row: number, unscaled: bigint): void {
    const value = Number(unscaled);
    if (Number.isSafeInteger(value)) this.#values[row] = value;
    else {
      this.#values[row] = Number.NaN;
      this.#wide.set(row, unscaled);
    }
  }

  #rescale(scale: number): void {
    const factor = 10 ** (scale - this.scale);
    const wide = new Map([...this.#wide].map(([row, value]) => [row, value * BigInt(factor)]));
    for (let row = 0; row < this.#count; row++) {
      const value = this.#values[row]! * factor;
      if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) this.#values[row] = value;
      else if (!Number.isNaN(value)) {
        wide.set(row, BigInt(this.#values[row]!) * BigInt(factor));
        this.#values[row] = Number.NaN;
      }
    }
    this.#wide = wide;
    this.scale = scale;
  }

  /** `scaleMin`: the scale that the column must have at least. */
  build(count: number, order: Int32Array | undefined, scaleMin = 0): NumberColumn {
    if (scaleMin > this.scale) this.#rescale(scaleMin);
    const values = placed(new Float64Array(count), this.#values, order);
    if (this.#wide.size === 0) return { type: "number", scale: this.scale, values };
    const wide = new Map<number, bigint>();
    for (let place = 0; place < count; place++) {
      const exact = this.#wide.get(order ? order[place]! : place);
      if (exact !== undefined) wide.set(place, exact);
    }
    return { type: "number", scale: this.scale, values, wide };
  }
}

type Numbers = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

function copied<A extends Numbers>(into: A, from: A): A {
  into.set(from);
  return into;
}

function placed<A extends Numbers>(into: A, from: A, order: Int32Array | undefined): A {
  if (order) for (let place = 0; place < into.length; place++) into[place] = from[order[place]!]!;
  else into.set(from.subarray(0, into.length));
  return into;
}
