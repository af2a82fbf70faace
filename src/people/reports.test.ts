import { expect, test } from "vitest";
import { OPEN_END, OPEN_START } from "../calendar/day.ts";
import { type Hierarchy, reportsOf } from "./reports.ts";

const EVER = { from: OPEN_START, to: OPEN_END };
const sits = (participant: string, position: string, from = OPEN_START, to = OPEN_END) => ({ participant, position, from, to });

test.each<[label: string, hierarchy: Partial<Hierarchy>, expected: readonly (readonly [string, string, number, number])[]]>([
  [
    "a chain of three: everybody below reports to everybody above",
    {
      positions: [
        { position: "A", parent: "B" },
        { position: "B", parent: "C" },
      ],
      assignments: [sits("ann", "A"), sits("bo", "B"), sits("cy", "C")],
    },
    [
      ["bo", "ann", EVER.from, EVER.to],
      ["cy", "ann", EVER.from, EVER.to],
      ["cy", "bo", EVER.from, EVER.to],
    ],
  ],
  [
    "a vacant seat between them does not cut the way",
    {
      positions: [
        { position: "A", parent: "B" },
        { position: "B", parent: "C" },
      ],
      assignments: [sits("ann", "A"), sits("cy", "C")],
    },
    [["cy", "ann", EVER.from, EVER.to]],
  ],
  [
    "a dated line replaces the undated parent while it lasts",
    {
      positions: [{ position: "A", parent: "B" }],
      reportingLines: [{ position: "A", parent: "C", from: 10, to: 20 }],
      assignments: [sits("ann", "A"), sits("bo", "B"), sits("cy", "C")],
    },
    [
      ["bo", "ann", EVER.from, 10],
      ["bo", "ann", 20, EVER.to],
      ["cy", "ann", 10, 20],
    ],
  ],
  [
    "the same manager through two seats, one after the other, is one interval",
    {
      reportingLines: [
        { position: "A", parent: "B", from: 10, to: 20 },
        { position: "A", parent: "C", from: 20, to: 30 },
      ],
      assignments: [sits("ann", "A"), sits("bo", "B"), sits("bo", "C")],
    },
    [["bo", "ann", 10, 30]],
  ],
  [
    "who changes seats reports where they sit, and nobody to themselves",
    {
      positions: [{ position: "A", parent: "B" }],
      assignments: [sits("ann", "A", 10, 20), sits("ann", "B", 20, 30), sits("bo", "A", 20, 30), sits("ann", "A", 25, 30)],
    },
    [["ann", "bo", 20, 30]],
  ],
  [
    "a circle, which imports refuse, ends",
    {
      positions: [
        { position: "A", parent: "B" },
        { position: "B", parent: "A" },
      ],
      assignments: [sits("ann", "A", 10, 20), sits("bo", "B", 10, 20)],
    },
    [
      ["ann", "bo", 10, 20],
      ["bo", "ann", 10, 20],
    ],
  ],
])("%s", (_label, hierarchy, expected) => {
  const reports = reportsOf({ positions: [], reportingLines: [], assignments: [], ...hierarchy });
  expect(reports.map(({ manager, participant, from, to }) => [manager, participant, from, to])).toEqual(expected);
});
