import { nearest } from "../formula/suggest.ts";

/** "Did you mean …?" when a name is near, else the names there are (at most ten), else `none`. */
export function suggestion(written: string, names: Iterable<string>, none: string): string {
  const all = [...names];
  const near = nearest(written, all);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (all.length === 0) return none;
  return `Choose one of ${all.slice(0, 10).join(", ")}${all.length > 10 ? ", …" : ""}.`;
}
