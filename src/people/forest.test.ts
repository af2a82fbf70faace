import { expect, test } from "vitest";
import { forestOf, levelsOf, type SeatNode } from "./forest.ts";

const seat = (position: string, parent: string | null) => ({ position, parent, title: null, occupants: [] });
const drawn = (forest: readonly SeatNode[]): string =>
  forest.map(({ seat: { position }, below }) => `${position}(${drawn(below)})`).join("");

test.each<[string, readonly [string, string | null][], string]>([
  [
    "a tree of three levels",
    [
      ["c", "b"],
      ["b", "a"],
      ["a", null],
      ["d", "a"],
    ],
    "a(b(c())d())",
  ],
  [
    "two tops",
    [
      ["a", null],
      ["b", null],
    ],
    "a()b()",
  ],
  [
    "a seat whose seat above is not seen stands at the top",
    [
      ["b", "a"],
      ["c", "b"],
    ],
    "b(c())",
  ],
  [
    "a circle ends where it closes",
    [
      ["x", "y"],
      ["y", "x"],
    ],
    "x(y())",
  ],
  ["a seat that is its own", [["x", "x"]], "x()"],
  ["nothing", [], ""],
])("%s", (_label, seats, expected) => {
  expect(drawn(forestOf(seats.map(([position, parent]) => seat(position, parent))))).toBe(expected);
});

test("the first levels are those that can be opened", () => {
  const forest = forestOf([seat("a", null), seat("b", "a"), seat("c", "b"), seat("d", "c"), seat("e", null)]);
  expect(levelsOf(forest, 2)).toEqual(["a", "b"]);
});
