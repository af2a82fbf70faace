import type { TraceNode } from "./trace.ts";

/** Which node of an explanation is wanted: one by its id, or what a line or measure of the statement leads to. */
export type Wanted = {
  readonly node?: string | undefined;
  readonly component?: string | undefined;
  readonly measure?: string | undefined;
  readonly window?: string | undefined;
  /** Reference id of the transaction that a line credits. */
  readonly transaction?: string | undefined;
};

/** The path from the root to the wanted node, both included; undefined when the tree has no such node. Nothing wanted is the root. */
export function locate(root: TraceNode, wanted: Wanted): readonly TraceNode[] | undefined {
  if (wanted.node !== undefined) return pathTo(root, (node) => node.id === wanted.node);
  let path: readonly TraceNode[] | undefined = [root];
  if (wanted.component !== undefined)
    path = extend(path, (node) => node.kind === "component" && isOf(node.id, wanted.component ?? "", wanted.window));
  if (wanted.measure !== undefined)
    path = extend(
      path,
      (node) => (node.kind === "attainment" || node.kind === "measure") && isOf(lastStep(node.id), wanted.measure ?? "", wanted.window),
    );
  if (wanted.transaction !== undefined)
    path = extend(
      path,
      (node) => node.kind === "credit" && node.references.some(({ type, id }) => type === "transaction" && id === wanted.transaction),
    );
  return path;
}

/** Ids begin with `name@window`; the window matters only where it is asked for. */
function isOf(id: string, name: string, window: string | undefined): boolean {
  return window === undefined
    ? id === name || id.startsWith(`${name}@`)
    : id === `${name}@${window}` || id.startsWith(`${name}@${window}@`);
}

function lastStep(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

function extend(path: readonly TraceNode[] | undefined, matches: (node: TraceNode) => boolean): readonly TraceNode[] | undefined {
  const end = path?.at(-1);
  const rest = end && pathTo(end, matches);
  return path && rest && [...path, ...rest.slice(1)];
}

/** Depth first: the first match in reading order. */
function pathTo(node: TraceNode, matches: (node: TraceNode) => boolean): readonly TraceNode[] | undefined {
  if (matches(node)) return [node];
  for (const child of [...(node.basis ?? []), ...node.children]) {
    const path = pathTo(child, matches);
    if (path) return [node, ...path];
  }
  return undefined;
}

/** The tree down to `depth` levels below the node. */
export function prune(node: TraceNode, depth: number): TraceNode {
  const below = (nodes: readonly TraceNode[]): readonly TraceNode[] => (depth === 0 ? [] : nodes.map((child) => prune(child, depth - 1)));
  return { ...node, children: below(node.children), ...(node.basis && { basis: below(node.basis) }) };
}
