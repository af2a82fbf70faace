import type { Day } from "../../calendar/day.ts";
import { type Decimal, formatScaled } from "../../money/decimal.ts";

/** 2000-01-01, from which PostgreSQL counts days. */
const EPOCH_2000: Day = 10_957;
const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const TRAILER = [0xff, 0xff];
const FIRST_BYTES = 1 << 20;
const NEGATIVE = 0x4000;
const SPACE = 0x20;
const APOSTROPHE = 0x27;
const DELETE = 0x7f;
const POWERS = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
/** Most bytes of one fixed-size field with its length: a numeric of 2^53 and 8 decimals. */
const SMALL_FIELD_BYTES = 32;

/**
 * Rows in the form of `COPY … FROM STDIN (FORMAT binary)`, written into one growing buffer without an object a cell.
 * Documented in the PostgreSQL manual, "COPY", section "Binary Format"; numeric as in its numeric_send: groups of four digits.
 */
export class CopyBuffer {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #end = 0;
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }
  get length(): number {
    return this.#end;
  }

  /** The bytes written so far, up to `length`; valid until the next write. */
  get written(): Uint8Array {
    return this.#bytes;
  }

  #room(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#end + count));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }

  /** Begins a row and gives the mark by which `undoRow` takes it back. */
  startRow(fields: number): number {
    const mark = this.#end;
    this.#room(SMALL_FIELD_BYTES);
    this.#int16(fields);
    this.#rows += 1;
    return mark;
  }

  undoRow(mark: number): void {
    this.#end = mark;
    this.#rows -= 1;
  }

  null(): void {
    this.#room(SMALL_FIELD_BYTES);
    this.#int32(-1);
  }

  /** bigint, from a whole number within 2^53. */
  int64(value: number): void {
    this.#room(SMALL_FIELD_BYTES);
    this.#int32(8);
    this.#int32(Math.floor(value / 4_294_967_296));
    this.#int32((value % 4_294_967_296) | 0);
  }

  int32(value: number): void {
    this.#room(SMALL_FIELD_BYTES);
    this.#int32(4);
    this.#int32(value);
  }

  /** smallint, from -32768 to 32767. */
  smallint(value: number): void {
    this.#room(SMALL_FIELD_BYTES);
    this.#int32(2);
    this.#int16(value);
  }

  date(day: Day): undefined {
    this.int32(day - EPOCH_2000);
  }

  /** Writes a text that is its own value: ASCII, nothing to trim, to unescape or to refuse. False, and nothing is written, when it is not. */
  plainText(value: string, lengthMax: number): boolean {
    const { length } = value;
    if (length === 0 || length > lengthMax || value.charCodeAt(0) === APOSTROPHE) return false;
    if (value.charCodeAt(0) === SPACE || value.charCodeAt(length - 1) === SPACE) return false;
    this.#room(4 + length);
    const bytes = this.#bytes;
    let at = this.#end + 4;
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index);
      if (code < SPACE || code >= DELETE) return false;
      bytes[at++] = code;
    }
    this.#int32(length);
    this.#end = at;
    return true;
  }

  text(value: string): undefined {
    const { length } = value;
    this.#room(4 + length * 3);
    const start = this.#end + 4;
    const bytes = this.#bytes;
    let at = start;
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index);
      if (code >= 0x80) {
        at = start + bytes.write(value, start, "utf8");
        break;
      }
      bytes[at++] = code;
    }
    this.#int32(at - start);
    this.#end = at;
  }

  /** jsonb, from its text. */
  jsonb(json: string): void {
    this.#room(5 + json.length * 3);
    const start = this.#end;
    this.#bytes[start + 4] = 1;
    const written = this.#bytes.write(json, start + 5, "utf8");
    this.#int32(written + 1);
    this.#end = start + 5 + written;
  }

  numeric(value: Decimal): void {
    const magnitude = value.unscaled < 0n ? -value.unscaled : value.unscaled;
    if (magnitude <= Number.MAX_SAFE_INTEGER && value.scale < POWERS.length)
      this.scaled(Number(magnitude), value.scale, value.unscaled < 0n);
    else this.#wideNumeric(magnitude, value.scale, value.unscaled < 0n);
  }

  /** numeric, from a whole number within 2^53 ÷ 10^scale. */
  whole(value: number, scale: number): void {
    if (scale < POWERS.length) this.scaled(Math.abs(value), scale, value < 0);
    else this.numeric({ unscaled: BigInt(value), scale });
  }

  /** numeric, from `magnitude` ÷ 10^scale; magnitude within 2^53, scale at most 8. */
  scaled(magnitude: number, scale: number, negative: boolean): void {
    this.#room(SMALL_FIELD_BYTES);
    const power = POWERS[scale] ?? 1;
    const fraction = magnitude % power;
    let whole = (magnitude - fraction) / power;
    const start = this.#end;
    const bytes = this.#bytes;
    // Groups are found from the last to the first, so they are written backwards from the widest place.
    let at = start + SMALL_FIELD_BYTES;
    let groups = 0;
    let weight = -1;
    const put = (group: number): void => {
      if (groups === 0 && group === 0) return; // zeros at the end are left out
      at -= 2;
      bytes[at] = group >> 8;
      bytes[at + 1] = group & 0xff;
      groups += 1;
    };
    if (scale > 4) {
      const eight = fraction * (POWERS[8 - scale] ?? 1);
      put(eight % 10_000);
      put(Math.floor(eight / 10_000));
    } else if (scale > 0) put(fraction * (POWERS[4 - scale] ?? 1));
    while (whole > 0) {
      const group = whole % 10_000;
      put(group);
      whole = (whole - group) / 10_000;
      weight += 1;
    }
    while (groups > 0 && bytes[at] === 0 && bytes[at + 1] === 0) {
      at += 2; // zeros at the beginning
      groups -= 1;
      weight -= 1;
    }
    this.#int32(8 + groups * 2);
    this.#int16(groups);
    this.#int16(groups === 0 ? 0 : weight);
    this.#int16(negative && groups > 0 ? NEGATIVE : 0);
    this.#int16(scale);
    bytes.copyWithin(this.#end, at, at + groups * 2);
    this.#end += groups * 2;
  }

  #wideNumeric(magnitude: bigint, scale: number, negative: boolean): void {
    const [whole = "", fraction = ""] = formatScaled(magnitude, scale).split(".");
    const wholeGroups = Math.ceil(whole.length / 4);
    const digits = whole.padStart(wholeGroups * 4, "0") + fraction.padEnd(Math.ceil(fraction.length / 4) * 4, "0");
    const all = digits.match(/.{4}/g) ?? [];
    const first = all.findIndex((group) => group !== "0000");
    const last = all.findLastIndex((group) => group !== "0000");
    const groups = all.slice(first, last + 1);
    this.#room(12 + groups.length * 2);
    this.#int32(8 + groups.length * 2);
    this.#int16(groups.length);
    this.#int16(wholeGroups - 1 - first);
    this.#int16(negative ? NEGATIVE : 0);
    this.#int16(scale);
    for (const group of groups) this.#int16(Number(group));
  }

  /** The rows as one chunk with the format's frame; the buffer starts anew and the chunk is the caller's. */
  take(): Uint8Array<ArrayBuffer> {
    const chunk = new Uint8Array(SIGNATURE.length + this.#end + TRAILER.length);
    chunk.set(SIGNATURE);
    chunk.set(this.#bytes.subarray(0, this.#end), SIGNATURE.length);
    chunk.set(TRAILER, SIGNATURE.length + this.#end);
    this.#end = 0;
    this.#rows = 0;
    return chunk;
  }

  #int16(value: number): void {
    this.#bytes[this.#end++] = (value >> 8) & 0xff;
    this.#bytes[this.#end++] = value & 0xff;
  }

  #int32(value: number): void {
    this.#bytes[this.#end++] = (value >> 24) & 0xff;
    this.#bytes[this.#end++] = (value >> 16) & 0xff;
    this.#bytes[this.#end++] = (value >> 8) & 0xff;
    this.#bytes[this.#end++] = value & 0xff;
  }
}
