import { canonicalJson } from "../import/canonical-json.ts";

/** Where two JSON values differ first, as a path such as `.lines[3].amount`, with both values; undefined when they are equal. Fields without a value do not count. */
export function firstDifference(
  stored: unknown,
  replayed: unknown,
  place = "",
): { readonly place: string; readonly stored: string; readonly replayed: string } | undefined {
  if (Array.isArray(stored) && Array.isArray(replayed)) {
    for (let index = 0; index < Math.max(stored.length, replayed.length); index += 1) {
      const found = firstDifference(stored[index], replayed[index], `${place}[${index}]`);
      if (found) return found;
    }
    return undefined;
  }
  if (isRecord(stored) && isRecord(replayed)) {
    const [a, b] = [new Map(Object.entries(stored)), new Map(Object.entries(replayed))];
    for (const name of new Set([...a.keys(), ...b.keys()])) {
      const found = firstDifference(a.get(name), b.get(name), `${place}.${name}`);
      if (found) return found;
    }
    return undefined;
  }
  return Object.is(stored, replayed) ? undefined : { place, stored: shown(stored), replayed: shown(replayed) };
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : canonicalJson(value);
}
