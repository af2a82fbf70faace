import type { LinkProps } from "@tanstack/react-router";

/** The rows of the list that a record was opened from, so that the next and the one before are one key away. */
export type Trail = { readonly index: number; readonly count: number; readonly linkOf: (index: number) => LinkProps | undefined };

let trail: Trail | undefined;

export function keepTrail(followed: Trail): void {
  trail = followed;
}

/**
 * The link of the record `step` further in the list, when the page at `path` was opened from one. `pathOf` gives a link's path.
 * The trail moves along.
 */
export function stepTrail(step: 1 | -1, path: string, pathOf: (link: LinkProps) => string): LinkProps | undefined {
  if (!trail) return undefined;
  const here = trail.linkOf(trail.index);
  const next = trail.index + step;
  if (!here || pathOf(here) !== path || next < 0 || next >= trail.count) return undefined;
  trail = { ...trail, index: next };
  return trail.linkOf(next);
}
