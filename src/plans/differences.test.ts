import { expect, test } from "vitest";
import { differencesBetween } from "./differences.ts";

const BASE = {
  name: "2025",
  components: [
    { name: "base", rate: "5%" },
    { name: "goal", amount: "100" },
  ],
  titles: ["Rep", "Hunter"],
};

test.each([
  ["nothing", BASE, []],
  ["a field", { ...BASE, name: "2026" }, [{ path: ["name"], before: "2025", after: "2026" }]],
  [
    "a field of a named item, wherever it stands now",
    {
      ...BASE,
      components: [
        { name: "goal", amount: "100" },
        { name: "base", rate: "6%" },
      ],
    },
    [{ path: ["components", "base", "rate"], before: "5%", after: "6%" }],
  ],
  [
    "an item that goes and one that comes",
    { ...BASE, components: [{ name: "base", rate: "5%" }, { name: "extra" }] },
    [
      { path: ["components", "extra"], before: undefined, after: { name: "extra" } },
      { path: ["components", "goal"], before: { name: "goal", amount: "100" }, after: undefined },
    ],
  ],
  [
    "an item without a name, by its place",
    { ...BASE, titles: ["Rep", "Farmer"] },
    [{ path: ["titles", "2"], before: "Hunter", after: "Farmer" }],
  ],
  ["a value that becomes an object", { ...BASE, name: { short: "x" } }, [{ path: ["name"], before: "2025", after: { short: "x" } }]],
])("%s", (_label, after, expected) => {
  expect(differencesBetween(BASE, after)).toEqual(expected);
});
