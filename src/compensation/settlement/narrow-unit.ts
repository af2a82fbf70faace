import { SAFE } from "../crediting/shares.ts";
import type { NarrowTerms } from "./narrow-terms.ts";

/** Pay periods of one unit that fit without growing. */
const PERIODS = 64;

/**
 * One unit at a time in numbers, its buffers used again for the next: settling a million credits in tens of thousands of units
 * leaves nothing for the garbage collector. The fields mean what those of `UnitJob` do.
 */
export class NarrowUnit {
  unit = 0;
  first = 0;
  quota = 0;
  edge = 0;
  periodCount = 0;
  periods = new Int32Array(PERIODS);
  counts = new Int32Array(PERIODS);
  open = new Uint8Array(PERIODS);
  /** Band that holds the total at the end of each pay period, for whole-amount tiers. */
  tiers = new Int32Array(PERIODS);
  edges = new Float64Array(16);
  rates = new Float64Array(16);
  offsets = new Float64Array(16);
  bands = 0;
  earned = new Float64Array(0);
  before = new Float64Array(0);

  reservePeriods(count: number): void {
    if (count <= this.periods.length) return;
    this.periods = new Int32Array(count * 2);
    this.counts = new Int32Array(count * 2);
    this.open = new Uint8Array(count * 2);
    this.tiers = new Int32Array(count * 2);
  }

  /** Whether all sums over the unit's credits, whose values' sizes sum to `size`, stay below 2^53, so that numbers are exact. */
  fits(terms: NarrowTerms, size: number): boolean {
    const count = this.periodCount === 0 ? 0 : this.counts[this.periodCount - 1]!;
    const reach = size * terms.stretch;
    let highest = Math.abs(this.edge);
    for (let band = 0; band < terms.factors.length; band++)
      highest = Math.max(highest, Math.abs(this.point(terms.factors[band]!, terms.ofQuota[band] === 1)));
    if (terms.paidFrom) highest = Math.max(highest, Math.abs(this.point(terms.paidFrom.factor, terms.paidFrom.ofQuota)));
    const curve = (reach + highest * (terms.rates.length + 1)) * Math.max(1, terms.steepest);
    return curve + (count + 2) * terms.each + terms.bounds + highest <= SAFE / 8;
  }

  point(factor: number, ofQuota: boolean): number {
    return ofQuota ? factor * this.quota : factor;
  }

  /** Makes room for all credits of the unit; what stood in the buffers before is lost. */
  reserveCredits(count: number): void {
    if (count <= this.earned.length) return;
    this.earned = new Float64Array(count * 2);
    this.before = new Float64Array(count * 2);
  }

  /** The curve of `curveOf` in numbers: the terms' bands, or with `tier` of 0 or more that band's rate for everything. */
  drawCurve(terms: NarrowTerms, tier: number): void {
    const { factors, ofQuota, rates, paidFrom } = terms;
    if (rates.length + 2 > this.edges.length) {
      this.edges = new Float64Array(rates.length * 2);
      this.rates = new Float64Array(rates.length * 2);
      this.offsets = new Float64Array(rates.length * 2);
    }
    const from = paidFrom ? this.point(paidFrom.factor, paidFrom.ofQuota) : Number.NEGATIVE_INFINITY;
    let bands = 0;
    if (paidFrom) this.rates[bands++] = 0;
    const only = tier >= 0;
    for (let band = only ? tier : 0; band < (only ? tier + 1 : rates.length); band++) {
      const start = band === 0 || only ? Number.NEGATIVE_INFINITY : this.point(factors[band - 1]!, ofQuota[band - 1] === 1);
      const end = only || band === factors.length ? Number.POSITIVE_INFINITY : this.point(factors[band]!, ofQuota[band] === 1);
      if (end <= from) continue;
      if (bands > 0) this.edges[bands - 1] = Math.max(start, from);
      this.rates[bands++] = rates[band]!;
    }
    this.bands = bands;
    this.offsets[0] = 0;
    for (let band = 1; band < bands; band++)
      this.offsets[band] = this.offsets[band - 1]! + (this.rates[band - 1]! - this.rates[band]!) * this.edges[band - 1]!;
  }
}
