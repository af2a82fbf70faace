/** One place in which two documents differ; undefined where there is nothing. Steps are field names, and names or places of items in lists. */
export type DocumentDifference = { readonly path: readonly string[]; readonly before: unknown; readonly after: unknown };

/**
 * What differs between two JSON documents, in the order of the later one. Items of lists are matched by their `name` where all have one,
 * so that a component that moves is no difference of what stands in it; else by their place.
 */
export function differencesBetween(before: unknown, after: unknown, path: readonly string[] = []): DocumentDifference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [earlier, later] = [partsOf(before), partsOf(after)];
  if (!earlier || !later || Array.isArray(before) !== Array.isArray(after)) return [{ path, before, after }];
  const names = [...new Set([...later.keys(), ...earlier.keys()])];
  return names.flatMap((name) => differencesBetween(earlier.get(name), later.get(name), [...path, name]));
}

/** The parts of an object or list by name; undefined for a single value. */
function partsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const items: readonly unknown[] = value;
  const names = items.map(nameOf);
  const named = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return new Map(items.map((item, index) => [(named ? names[index] : undefined) ?? String(index + 1), item]));
}

function nameOf(item: unknown): string | undefined {
  const name: unknown = typeof item === "object" && item !== null && "name" in item ? item.name : undefined;
  return typeof name === "string" ? name : undefined;
}
