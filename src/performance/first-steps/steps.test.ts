import { expect, test } from "vitest";
import { type Role, ROLES } from "../../access/permissions.ts";
import { FACTS, firstSteps, PAGES, STEPS_OF, stepOfPage } from "./steps.ts";

test.each(ROLES)("a %s has at most eight steps, each once", (role) => {
  const steps = STEPS_OF[role];
  expect(new Set(steps).size).toBe(steps.length);
  expect(steps.length).toBeLessThanOrEqual(8);
  for (const step of steps) expect([...PAGES, ...FACTS]).toContain(step);
});

test.each<[string, readonly Role[], readonly string[], Role | undefined, number]>([
  ["a rep who is new", ["rep"], [], "rep", 0],
  ["one step is done", ["rep"], ["why"], "rep", 1],
  ["of several roles the first with open steps", ["rep", "administrator"], STEPS_OF.administrator, "rep", 0],
  ["all done: the first role's, all done", ["rep"], STEPS_OF.rep, "rep", 5],
  ["nobody", [], [], undefined, 0],
])("%s", (_label, roles, done, role, count) => {
  const found = firstSteps(roles, new Set(done));
  expect(found?.role).toBe(role);
  expect(found?.steps.filter((step) => step.done).length ?? 0).toBe(count);
});

test.each([
  ["/statements/275/2026-Q1", "statement"],
  ["/statements/275/2026-Q1/why", "why"],
  ["/statements", undefined],
  ["/people/275", "person"],
  ["/people", undefined],
  ["/plans/reps/1", "plan-page"],
  ["/history/rows", "history"],
  ["/access/of", "who-sees"],
  ["/", undefined],
])("opening %s is the step %s", (path, step) => {
  expect(stepOfPage(path)).toBe(step);
});
