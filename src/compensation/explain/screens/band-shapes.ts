import { drawnShare } from "../../../app/web/kit/number.ts";
import type { TraceBand } from "../trace.ts";

/** Where each band is drawn, and the stretch of it that is lit. Lengths are for the eye only: figures stand beside them. */
export type BandShape = {
  readonly band: TraceBand;
  readonly x: number;
  readonly width: number;
  readonly lit: { readonly x: number; readonly width: number } | undefined;
};

/** The least that can be seen. */
const LIT_MIN = 3;

const GAP = 4;
/** A band narrower than this could not hold its words. */
const WIDTH_MIN = 110;

/**
 * Bands in proportion to their length on an axis from the first band's start; the open last one is drawn as long as what
 * lies in it, at least a quarter of the whole.
 */
export function bandShapes(bands: readonly TraceBand[], totalWidth: number): BandShape[] {
  const closed = bands.reduce((sum, band) => sum + (band.to === null ? 0 : Number(band.to) - Number(band.from)), 0);
  const lengths = bands.map((band) =>
    band.to === null ? Math.max(Number(band.part) + Number(band.at ?? 0), closed / 3, 1) : Number(band.to) - Number(band.from),
  );
  const room = totalWidth - GAP * (bands.length - 1);
  const widths = fitted(lengths, room);
  let x = 0;
  return bands.map((band, index) => {
    const width = widths[index] ?? 0;
    const shape = { band, x, width, lit: litPart(band, x, width, lengths[index] ?? 1) };
    x += width + GAP;
    return shape;
  });
}

/** The part of the band: from its start, or, of a single credit, where it lies. A return lights the stretch it takes back. */
function litPart(band: TraceBand, x: number, width: number, length: number): BandShape["lit"] {
  const part = Math.abs(Number(band.part));
  if (!(part > 0)) return undefined;
  const begin = width * drawnShare(band.at ?? "0", String(length));
  const lit = Math.min(Math.max(width * drawnShare(String(part), String(length)), LIT_MIN), width);
  return { x: x + Math.min(begin, width - lit), width: lit };
}

/** Widths in proportion to lengths, none under WIDTH_MIN, together `room`. */
function fitted(lengths: readonly number[], room: number): number[] {
  const least = Math.min(WIDTH_MIN, room / Math.max(lengths.length, 1));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  const free = room - least * lengths.length;
  return lengths.map((length) => least + (whole > 0 ? (free * length) / whole : free / lengths.length));
}
