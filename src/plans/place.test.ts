import { expect, test } from "vitest";
import { pathSteps, placeOf } from "./place.ts";
import { formatPath } from "./problem.ts";

const TEXT = `{
  "plan": "reps",
  "components": [
    { "name": "a", "tiers": [{ "from": "0%" }, {
      "from": "5%", "a/b": 1 }] }
  ]
}`;

test.each([
  ["a field", "plan", "/plan", 2, 11],
  ["an item of a list in a list", "components[0].tiers[1].from", "/components/0/tiers/1/from", 5, 15],
  ["a name with a stroke", "components[0].tiers[1].a/b", "/components/0/tiers/1/a~1b", 5, 28],
  ["what is missing: the object that lacks it", "components[0].kind", "/components/0/kind", 4, 5],
  ["the document", "", "", 1, 1],
])("%s", (_label, path, pointer, line, column) => {
  expect(placeOf(TEXT, path)).toEqual({ pointer, line, column });
  expect(formatPath(pathSteps(path))).toBe(path);
});

test("a text that is not finished has the places up to where it ends", () => {
  expect(placeOf('{\n "plan": "x",\n "components": [ { "name": ', "components[0].name")).toMatchObject({ line: 3 });
});
