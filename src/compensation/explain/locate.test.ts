import { describe, expect, test } from "vitest";
import { locate, prune } from "./locate.ts";
import type { TraceKind, TraceNode } from "./trace.ts";

function node(id: string, kind: TraceKind, children: readonly TraceNode[] = [], more: Partial<TraceNode> = {}): TraceNode {
  return { id, kind, label: id, value: "1", sentence: "", references: [], children, ...more };
}
const credit = (id: string, transaction: string): TraceNode =>
  node(id, "credit", [node(`${id}/t`, "transaction")], { references: [{ type: "transaction", id: transaction, label: "" }] });
const attainment = node("base@W02/revenue@W02", "attainment");
const root = node("W02", "statement", [
  node("base@W01", "component", [credit("base@W01/credits/T1", "files/T1/1")]),
  node("base@W02", "component", [credit("base@W02/credits/T1", "files/T1/1"), credit("base@W02/credits/T2", "files/T2/1")], {
    basis: [attainment],
  }),
  node("basement@W02", "component"),
]);

describe("locate", () => {
  test.each([
    ["nothing wanted: the statement itself", {}, ["W02"]],
    ["a node by its id", { node: "base@W02/credits/T2/t" }, ["W02", "base@W02", "base@W02/credits/T2", "base@W02/credits/T2/t"]],
    ["a component: its first window", { component: "base" }, ["W02", "base@W01"]],
    ["a component in a window", { component: "base", window: "W02" }, ["W02", "base@W02"]],
    ["a component whose name begins like another's", { component: "basement" }, ["W02", "basement@W02"]],
    [
      "a line's credit: of its own window, though another has the same transaction",
      { component: "base", window: "W02", transaction: "files/T1/1" },
      ["W02", "base@W02", "base@W02/credits/T1"],
    ],
    ["a measure, which stands beside the parts", { measure: "revenue", window: "W02" }, ["W02", "base@W02", "base@W02/revenue@W02"]],
  ])("%s", (_label, wanted, path) => {
    expect(locate(root, wanted)?.map(({ id }) => id)).toEqual(path);
  });

  test.each([
    ["an unknown id", { node: "base@W03" }],
    ["a component that pays nothing here", { component: "bonus" }],
    ["a window without the component", { component: "basement", window: "W01" }],
    ["a transaction that it does not credit", { component: "base", window: "W02", transaction: "files/T9/1" }],
  ])("%s is not there", (_label, wanted) => {
    expect(locate(root, wanted)).toBeUndefined();
  });
});

test("prune keeps so many levels, of parts and of what stands beside them", () => {
  const count = (tree: TraceNode): number => [...tree.children, ...(tree.basis ?? [])].reduce((sum, child) => sum + count(child), 1);
  expect([0, 1, 2, 3, 9].map((depth) => count(prune(root, depth)))).toEqual([1, 4, 8, 11, 11]);
});
