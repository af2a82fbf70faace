import { parser } from "@lezer/json";
import type { SyntaxNode } from "@lezer/common";
import type { PathStep } from "./problem.ts";

/** Where something stands in the text of a document: an RFC 6901 pointer, and the line and column (both from 1) of its value. */
export type Place = { readonly pointer: string; readonly line: number; readonly column: number };

/** `components[2].tiers` as its steps: the inverse of `formatPath`. */
export function pathSteps(path: string): PathStep[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([step, index]) => (index === undefined ? step : Number(index)));
}

/** The place of a path in a JSON text; where nothing stands there (a field is missing) that of the object that lacks it. */
export function placeOf(text: string, path: string): Place {
  const steps = pathSteps(path);
  let node = parser.parse(text).topNode.firstChild;
  for (const step of steps) {
    const next = node && childAt(text, node, step);
    if (!next) break;
    node = next;
  }
  const before = text.slice(0, node?.from ?? 0).split("\n");
  const pointer = steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { pointer, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function childAt(text: string, node: SyntaxNode, step: PathStep): SyntaxNode | null {
  if (typeof step === "number") return node.name === "Array" ? (valuesIn(node)[step] ?? null) : null;
  const property = node.getChildren("Property").find((each) => nameOf(text, each) === step);
  return property?.lastChild ?? null;
}

function nameOf(text: string, property: SyntaxNode): unknown {
  const name = property.getChild("PropertyName");
  try {
    return name ? JSON.parse(text.slice(name.from, name.to)) : undefined;
  } catch {
    return undefined; // a name that is not finished yet
  }
}

/** The values of a list without its brackets and commas. */
function valuesIn(node: SyntaxNode): SyntaxNode[] {
  const values: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (/^[A-Z]/.test(child.name)) values.push(child);
  return values;
}
