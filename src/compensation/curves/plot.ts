/** One value of the measure with the pay that it gives, in whole numbers of the axis and of the currency's minor unit. */
export type Plotted = { readonly value: bigint; readonly pay: bigint };

export type PlotOptions = {
  /** What the component pays for a value. */
  readonly pay: (value: bigint) => bigint;
  /** 100 % of the axis, above 0. */
  readonly reference: bigint;
  /** Where the component says that something changes: tiers, gates, what a bonus is for. */
  readonly edges: readonly bigint[];
};

const GRID_STEPS = 10n;
const BENDS_MAX = 6;
export const EXAMPLE_PERCENTS = [80n, 100n, 130n] as const;

/** The first value of the axis that reaches a percentage of the reference. */
export function valueAt(percent: bigint, reference: bigint): bigint {
  return (percent * reference + 99n) / 100n;
}

/**
 * The points between which pay runs straight: a grid, the examples, both sides of each edge, and where it bends for another reason
 * (a cap that is reached), found by halving. Ordered by value; every pay is the engine's.
 */
export function plot({ pay, reference, edges }: PlotOptions): Plotted[] {
  const known = new Map<bigint, bigint>();
  const at = (value: bigint): Plotted => {
    const found = known.get(value) ?? pay(value);
    known.set(value, found);
    return { value, pay: found };
  };
  const last = edges.reduce((most, edge) => (edge > most ? edge : most), 0n);
  const end = [(reference * 3n) / 2n, last + reference / 4n].reduce((most, value) => (value > most ? value : most));
  const step = end > 3n * reference ? end / (2n * GRID_STEPS) || 1n : 0n;
  const grid = Array.from({ length: Number(step > 0n ? end / step : (end * GRID_STEPS) / reference) + 1 }, (_, index) =>
    step > 0n ? step * BigInt(index) : valueAt(BigInt(index) * GRID_STEPS, reference),
  );
  const wanted = [
    0n,
    end,
    ...grid,
    ...EXAMPLE_PERCENTS.map((percent) => valueAt(percent, reference)),
    ...edges.flatMap((edge) => [edge - 1n, edge]),
  ];
  const points = ordered(wanted.filter((value) => value >= 0n && value <= end)).map(at);
  const bends = points.slice(1).flatMap((to, index) => bendsIn(points[index] ?? to, to, at, BENDS_MAX));
  return ordered([...points.map(({ value }) => value), ...bends]).map(at);
}

function ordered(values: readonly bigint[]): bigint[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** The values on both sides of each place inside at which the line bends or jumps. */
function bendsIn(from: Plotted, to: Plotted, at: (value: bigint) => Plotted, most: number): bigint[] {
  if (most === 0 || isStraight(from, to, at)) return [];
  let [low, high] = [from, to];
  while (high.value - low.value > 1n) {
    const middle = at((low.value + high.value) / 2n);
    if (!isStraight(low, middle, at)) high = middle;
    else if (!isStraight(middle, high, at)) low = middle;
    else break;
  }
  return [low.value, high.value, ...bendsIn(high, to, at, most - 1)];
}

/** Whether the middle lies on the line, as near as the rounding of three amounts lets one say. */
function isStraight(from: Plotted, to: Plotted, at: (value: bigint) => Plotted): boolean {
  const width = to.value - from.value;
  if (width <= 1n) return true;
  const middle = at((from.value + to.value) / 2n);
  const off = (middle.pay - from.pay) * width - (to.pay - from.pay) * (middle.value - from.value);
  return 2n * magnitude(off) <= 3n * width;
}

/** Neighbours on the axis between which pay jumps: by more than it rises for one step of the axis on either side, and than rounding does. */
export function cliffsOf(points: readonly Plotted[]): { readonly before: Plotted; readonly after: Plotted }[] {
  return points.slice(1).flatMap((after, index) => {
    const before = points[index];
    if (!before || after.value - before.value !== 1n) return [];
    const jump = magnitude(after.pay - before.pay);
    const usual = [rises(points[index - 1], before, jump), rises(after, points[index + 2], jump)];
    return usual.some(Boolean) ? [] : [{ before, after }];
  });
}

/** Whether a stretch rises by as much as the jump, less rounding, for each step of the axis. */
function rises(from: Plotted | undefined, to: Plotted | undefined, jump: bigint): boolean {
  if (!from || !to) return jump <= ROUNDING;
  return (jump - ROUNDING) * (to.value - from.value) <= magnitude(to.pay - from.pay);
}

const ROUNDING = 2n;

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
