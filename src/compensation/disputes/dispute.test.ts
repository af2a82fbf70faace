import { expect, test } from "vitest";
import { afterStep, type DisputeSide, type DisputeState, stepsFor } from "./dispute.ts";

test.each([
  ["open", "asker", ["comment", "resolve", "withdraw"]],
  ["open", "manager", ["comment"]],
  ["open", "administration", ["answer", "comment", "resolve"]],
  ["answered", "asker", ["comment", "resolve", "withdraw"]],
  ["answered", "manager", ["comment"]],
  ["answered", "administration", ["answer", "comment", "resolve"]],
  ["resolved", "asker", ["reopen"]],
  ["resolved", "manager", []],
  ["resolved", "administration", ["reopen"]],
  ["withdrawn", "asker", ["reopen"]],
  ["withdrawn", "manager", []],
  ["withdrawn", "administration", ["reopen"]],
] as const)("%s: the %s may %j", (state, side, steps) => {
  expect(stepsFor(state, side)).toEqual(steps);
});

test.each([
  ["what the asker says to an answer opens it again", "answered", "asker", "comment", { state: "open" }],
  ["what a manager says to an answer leaves it", "answered", "manager", "comment", { state: "answered" }],
  ["an answer can follow an answer", "answered", "administration", "answer", { state: "answered" }],
  ["nobody answers for themselves", "open", "asker", "answer", { refused: "side" }],
  ["what is over is reopened first", "resolved", "asker", "comment", { refused: "state" }],
  ["a manager neither resolves", "open", "manager", "resolve", { refused: "side" }],
  ["nor reopens", "resolved", "manager", "reopen", { refused: "side" }],
] as const)("%s", (_label, state: DisputeState, side: DisputeSide, step, expected) => {
  expect(afterStep(state, side, step)).toEqual(expected);
});
