const SLOTS_FIRST = 1 << 10;
const BYTES_FIRST = 1 << 14;
/** Texts are decoded together, so many bytes at once: far below the longest string there can be. */
const DECODE_BYTES = 1 << 24;

/**
 * Different texts by their UTF-8 bytes, numbered from 0 in the order in which they first come. A million ids cost no string
 * and no map entry each: bytes are compared as they stand, and decoded once at the end. Ids mostly come in ascending order, where
 * each that is greater than the one before is new: only at the first that is not are those known so far put into the hash table.
 */
export class TextDictionary {
  /** Code + 1 by hash, 0 where free; open addressing, at most half full. */
  #slots = new Int32Array(SLOTS_FIRST);
  #hashes = new Int32Array(SLOTS_FIRST / 2);
  /** Text `code` is `#bytes` from `#ends[code - 1]` to `#ends[code]`. */
  #bytes = Buffer.allocUnsafe(BYTES_FIRST);
  #ends = new Int32Array(SLOTS_FIRST / 2);
  #count = 0;
  #ascii = true;
  /** Whether every text so far was greater than the one before; then none is in the hash table. */
  #ascending = true;

  /** The code of the text that stands in `bytes` from `start`. */
  code(bytes: Uint8Array, start: number, length: number): number {
    if (this.#ascending) {
      if (this.#isGreatest(bytes, start, length)) return this.#append(bytes, start, length);
      this.#ascending = false;
      for (let code = 0; code < this.#count; code++) this.#hashes[code] = hashOf(this.#bytes, this.#startOf(code), this.#ends[code] ?? 0);
      this.#fillSlots();
    }
    const hash = hashOf(bytes, start, start + length);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let code = (this.#slots[slot] ?? 0) - 1; code >= 0; code = (this.#slots[slot] ?? 0) - 1) {
      if (this.#hashes[code] === hash && this.holds(code, bytes, start, length)) return code;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#count + 1;
    this.#hashes[this.#count] = hash;
    return this.#append(bytes, start, length);
  }

  #isGreatest(bytes: Uint8Array, start: number, length: number): boolean {
    if (this.#count === 0) return true;
    const from = this.#startOf(this.#count - 1);
    const lastLength = (this.#ends[this.#count - 1] ?? 0) - from;
    for (let offset = 0; offset < length && offset < lastLength; offset++) {
      const difference = (bytes[start + offset] ?? 0) - (this.#bytes[from + offset] ?? 0);
      if (difference !== 0) return difference > 0;
    }
    return length > lastLength;
  }

  /** Whether the text of `code` is the one in `bytes`. Compared from its end, where the ids of neighbours differ. */
  holds(code: number, bytes: Uint8Array, start: number, length: number): boolean {
    const from = this.#startOf(code);
    if ((this.#ends[code] ?? 0) - from !== length) return false;
    for (let offset = length - 1; offset >= 0; offset--) if (this.#bytes[from + offset] !== bytes[start + offset]) return false;
    return true;
  }

  #startOf(code: number): number {
    return code === 0 ? 0 : (this.#ends[code - 1] ?? 0);
  }

  #append(bytes: Uint8Array, start: number, length: number): number {
    const code = this.#count;
    const from = this.#startOf(code);
    if (from + length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, from + length));
      this.#bytes.copy(larger, 0, 0, from);
      this.#bytes = larger;
    }
    for (let offset = 0; offset < length; offset++) {
      const byte = bytes[start + offset] ?? 0;
      this.#bytes[from + offset] = byte;
      if (byte >= 0x80) this.#ascii = false;
    }
    this.#ends[code] = from + length;
    this.#count += 1;
    if (this.#count === this.#ends.length) this.#grow();
    return code;
  }

  #grow(): void {
    const [ends, hashes] = [this.#ends, this.#hashes];
    this.#ends = new Int32Array(ends.length * 2);
    this.#ends.set(ends);
    this.#hashes = new Int32Array(hashes.length * 2);
    this.#hashes.set(hashes);
    if (!this.#ascending) this.#fillSlots();
  }

  /** Anew, in a table of twice as many slots as there may be texts. */
  #fillSlots(): void {
    this.#slots = new Int32Array(this.#ends.length * 2);
    const mask = this.#slots.length - 1;
    for (let code = 0; code < this.#count; code++) {
      let slot = (this.#hashes[code] ?? 0) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = code + 1;
    }
  }

  /** Every text by its code. */
  texts(): string[] {
    const texts: string[] = [];
    for (let code = 0; code < this.#count;) code = this.#decodeFrom(code, texts);
    return texts;
  }

  /** Decodes texts from `code` on and gives the first that is left. Where all is ASCII, places of bytes are places of characters. */
  #decodeFrom(code: number, texts: string[]): number {
    const from = this.#startOf(code);
    let last = code + 1;
    if (!this.#ascii) {
      texts.push(this.#bytes.toString("utf8", from, this.#ends[code]));
      return last;
    }
    while (last < this.#count && (this.#ends[last] ?? 0) - from <= DECODE_BYTES) last += 1;
    const all = this.#bytes.toString("latin1", from, this.#ends[last - 1]);
    for (let one = code; one < last; one++) texts.push(all.slice(this.#startOf(one) - from, (this.#ends[one] ?? 0) - from));
    return last;
  }
}

/** FNV-1a, folded: the low bits alone choose the slot. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}
