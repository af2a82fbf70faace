/** Edit distance (insert, delete, replace, swap of neighbours) of two short texts, capped at `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    [beforeLast, last] = [last, row];
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}

const COMPARED_LENGTH_MAX = 100;

/**
 * The known word nearest to one that is not known, or undefined when none is near: at most a third of the letters away,
 * case not counted, from the word or from its last part (`famly` for `product.family`). Ties go to the first.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > COMPARED_LENGTH_MAX) return undefined;
  const folded = word.toLowerCase();
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    const whole = candidate.toLowerCase();
    const lastPart = whole.slice(whole.lastIndexOf(".") + 1);
    const distance = Math.min(editDistance(folded, whole, limit), LAST_PART + editDistance(folded, lastPart, limit));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** A match of the last part alone counts for less than one of the whole word. */
const LAST_PART = 0.5;
