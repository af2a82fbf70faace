import { DATE } from "./date.ts";
import type { FunctionDefinition } from "./definition.ts";
import { LOGIC } from "./logic.ts";
import { NUMBER } from "./number.ts";
import { TEXT_FUNCTIONS } from "./text.ts";
import { TEXT_SEARCH } from "./text-search.ts";

/** Every function of the language by its name in capitals. The table is closed: plans and mappings cannot add to it. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map(
  [...LOGIC, ...NUMBER, ...DATE, ...TEXT_FUNCTIONS, ...TEXT_SEARCH].map((definition) => [definition.name, definition]),
);

/** How a function is called, such as `ROUND(value, digits)` or `IFS(condition, value, …)`. */
export function signature({ name, parameters, repeats, last }: FunctionDefinition): string {
  const words = parameters.map((parameter) => (parameter.optional ? `[${parameter.name}]` : parameter.name));
  if (repeats) words.push("…");
  if (last) words.push(`[${last.name}]`);
  return `${name}(${words.join(", ")})`;
}
