/** Keys that are remembered at most: their slots take 64 MB. */
const KEYS_MAX = 4_000_000;
const SLOTS_FIRST = 1 << 16;

/**
 * Tells whether all keys seen so far were surely different, from 64-bit hashes: a repeated key is always noticed, two
 * different ones with the same hash are taken for one. Who must know exactly asks the database then.
 */
export class KeyFilter {
  #high = new Uint32Array(SLOTS_FIRST);
  #low = new Uint32Array(SLOTS_FIRST);
  #keys = 0;
  #distinct = true;

  get allDifferent(): boolean {
    return this.#distinct;
  }

  /** What was seen before is not known: nothing can be said any more. */
  giveUp(): void {
    this.#distinct = false;
    this.#high = new Uint32Array();
    this.#low = new Uint32Array();
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    if (!this.#distinct) return;
    let high = 0x811c9dc5;
    let low = 0x9747b28c;
    for (let index = start; index < end; index++) {
      const byte = bytes[index] ?? 0;
      high = Math.imul(high ^ byte, 0x01000193);
      low = Math.imul(low ^ byte, 0x85ebca6b);
      low ^= low >>> 15;
    }
    if (this.#keys === KEYS_MAX || !this.#insert(high >>> 0 || 1, low >>> 0)) return this.giveUp();
    this.#keys += 1;
    if (this.#keys * 2 > this.#high.length) this.#grow();
  }

  /** False when the hash stands already. A slot whose high half is 0 is free. */
  #insert(high: number, low: number): boolean {
    const mask = this.#high.length - 1;
    let slot = (high ^ (low >>> 7)) & mask;
    for (; this.#high[slot] !== 0; slot = (slot + 1) & mask) if (this.#high[slot] === high && this.#low[slot] === low) return false;
    this.#high[slot] = high;
    this.#low[slot] = low;
    return true;
  }

  #grow(): void {
    const [highs, lows] = [this.#high, this.#low];
    this.#high = new Uint32Array(highs.length * 2);
    this.#low = new Uint32Array(highs.length * 2);
    for (let slot = 0; slot < highs.length; slot++) if (highs[slot] !== 0) this.#insert(highs[slot] ?? 0, lows[slot] ?? 0);
  }
}
