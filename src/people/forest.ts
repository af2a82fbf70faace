/** A seat on a day, as the list of seats gives it. */
export type SeatRow = {
  readonly position: string;
  readonly title: string | null;
  readonly parent: string | null;
  readonly occupants: readonly { readonly participant: string; readonly name: string }[];
};

/** A seat with the seats that report to it. */
export type SeatNode = { readonly seat: SeatRow; readonly below: readonly SeatNode[] };

/**
 * The seats as trees, in the order in which they come: those whose seat above is not among them stand at the top. Seats that report to each
 * other in a circle stand at the top by the first of them, and end where the circle closes.
 */
export function forestOf(seats: readonly SeatRow[]): readonly SeatNode[] {
  const known = new Set(seats.map(({ position }) => position));
  const below = Map.groupBy(seats, ({ parent, position }) => (parent !== null && parent !== position && known.has(parent) ? parent : null));
  const placed = new Set<string>();
  const nodeOf = (seat: SeatRow): SeatNode => {
    placed.add(seat.position);
    return { seat, below: (below.get(seat.position) ?? []).filter(({ position }) => !placed.has(position)).map(nodeOf) };
  };
  const trees = (below.get(null) ?? []).map(nodeOf);
  for (const seat of seats) if (!placed.has(seat.position)) trees.push(nodeOf(seat));
  return trees;
}

/** The seats of the first levels that have others below them. */
export function levelsOf(forest: readonly SeatNode[], levels: number): string[] {
  if (levels === 0) return [];
  return forest.flatMap(({ seat, below }) => (below.length === 0 ? [] : [seat.position, ...levelsOf(below, levels - 1)]));
}
