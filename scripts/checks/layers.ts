import { posix } from "node:path";

/**
 * The folders of src/ in the order in which they may import each other: a folder imports from its own tier and from those before it.
 * `app` is the shell: only it knows all the others.
 */
export const TIERS: readonly (readonly string[])[] = [
  ["money", "calendar"],
  ["table"],
  ["formula"],
  ["access", "history"],
  ["people", "transactions", "territories", "quotas", "plans"],
  ["company", "mapping"],
  ["compensation"],
  ["scenarios", "performance", "coaching", "analytics", "objectives"],
  ["app"],
];

/** Tier of a folder of src/, or undefined when the list does not know it. */
export function tierOf(folder: string): number | undefined {
  const tier = TIERS.findIndex((folders) => folders.includes(folder));
  return tier < 0 ? undefined : tier;
}

/** `src/plans/plan.ts` is in folder `plans`; undefined outside src/ and for files directly in it. */
export function folderOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** The project's file that a relative import names, or undefined for a package. */
export function resolveImport(from: string, specifier: string): string | undefined {
  return specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : undefined;
}

/** Whether a file touches the world: the shell, a folder's SQL, routes and screens. Everything else in src/ is pure. */
export function isImpure(path: string): boolean {
  return path.startsWith("src/app/") || /\/(store|api)\.ts$/.test(path) || path.includes("/screens/");
}

/** The kits of the shell that a folder's marked files build on: SQL on the database port, routes and screens on theirs. */
const KITS: readonly (readonly [marked: RegExp, kits: readonly string[]])[] = [
  [/\/store\.ts$/, ["src/app/database/"]],
  [/\/api\.ts$/, ["src/app/server/kit/", "src/app/database/"]],
  [/\/screens\//, ["src/app/web/kit/"]],
];

/** Whether `path` is a marked file and `target` belongs to the kit of its kind. */
export function isKitOf(path: string, target: string): boolean {
  return KITS.some(([marked, kits]) => marked.test(path) && kits.some((kit) => target.startsWith(kit)));
}
