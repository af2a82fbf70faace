/**
 * A stream of pseudo-random numbers that its name decides: the same name gives the same stream on every machine. Each subject of the demo
 * company draws from a stream of its own, so that a change to one does not move the others. Mulberry32 (Tommy Ettinger) from an FNV-1a hash.
 */
export class Random {
  #state: number;

  constructor(...name: readonly (string | number)[]) {
    let hash = 0x811c9dc5;
    for (const character of name.join("/")) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    this.#state = hash;
    this.number();
  }

  /** 0 up to but not 1. */
  number(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.number();
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.number() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.number() < probability;
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.whole(0, list.length - 1)] ?? list[0];
  }

  /** One of the list, each as likely as its weight says. */
  weighted<T>(list: readonly (readonly [value: T, weight: number])[]): T {
    let left = this.number() * list.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of list) {
      left -= weight;
      if (left < 0) return value;
    }
    const last = list.at(-1);
    if (!last) throw new RangeError("nothing to choose from");
    return last[0];
  }

  /** Mean 0, deviation 1 (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.number())) * Math.cos(2 * Math.PI * this.number());
  }

  /** Skewed to the right, as deal sizes and durations are: half of all lie below the median. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** How often something happens that happens `mean` times on average (Poisson; Knuth's method, for small means). */
  count(mean: number): number {
    const limit = Math.exp(-mean);
    let product = this.number();
    let count = 0;
    for (; product > limit; count += 1) product *= this.number();
    return count;
  }
}
