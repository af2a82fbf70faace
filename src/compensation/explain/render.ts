import type { TraceKind, TraceNode } from "./trace.ts";

/** How a node of each kind is written on one line. A kind without an entry does not compile. */
const LINES: { readonly [K in TraceKind]: (node: TraceNode) => string } = {
  statement: ({ label, value }) => `${label}: ${value}`,
  component: ({ label, value }) => `${label}: ${value}`,
  tiers: ({ label, value }) => `${label}: ${value}`,
  rate: ({ label, value }) => `${label}: ${value}`,
  gate: ({ label, value }) => `${label}: ${value}`,
  bound: ({ label, value }) => `${label}: ${value}`,
  rounding: ({ sentence }) => sentence,
  attainment: ({ label, value }) => `${label}: ${value}`,
  quota: ({ label, value }) => `${label}: ${value}`,
  measure: ({ label, value }) => `${label}: ${value}`,
  credit: ({ label, value, exact }) => `${label}: ${value}${exact === undefined ? "" : ` (exactly ${exact})`}`,
  transaction: ({ sentence }) => sentence,
  attribute: ({ label, value }) => `${label}: ${value}`,
  adjustment: ({ label, sentence }) => `${label}: ${sentence}`,
  finding: ({ label, sentence }) => `${label}: ${sentence}`,
};

/** The tree as indented text: two spaces a level; what a node was worked out from before its parts, with "<" in front. */
export function renderTree(node: TraceNode): string {
  return lines(node, 0, "").join("\n");
}

function lines(node: TraceNode, depth: number, mark: string): string[] {
  const bands = (node.bands ?? [])
    .filter(({ part }) => node.kind !== "credit" || part !== "0")
    .map(
      ({ from, to, rate, part, earned, active }) =>
        `${"  ".repeat(depth + 1)}${active ? "*" : "|"} ${from} to ${to ?? "∞"}: ${rate} of ${part} = ${earned}`,
    );
  return [
    `${"  ".repeat(depth)}${mark}${LINES[node.kind](node)}`,
    ...bands,
    ...(node.basis ?? []).flatMap((child) => lines(child, depth + 1, "< ")),
    ...node.children.flatMap((child) => lines(child, depth + 1, "")),
  ];
}

/** The sentences of the statement and its components with what they were worked out from, in reading order, each once; without single deals. */
export function renderSentences(node: TraceNode): string {
  return [...new Set(sentences(node))].join("\n");
}

function sentences(node: TraceNode): string[] {
  const isDeal = node.kind === "credit" || node.kind === "transaction";
  const below = [...(node.basis ?? []), ...node.children.filter(({ kind }) => kind !== "credit" && kind !== "transaction")];
  return [node.sentence, ...(isDeal ? node.children.map(({ sentence }) => sentence) : below.flatMap(sentences))];
}
