import { expect, test } from "vitest";
import { profileColumn } from "./column-profile.ts";
import { settledChoice } from "./settle-numbers.ts";

const column = (...cells: readonly string[]) => profileColumn("x", cells);
const choicesOf = (...cells: readonly string[]) => column(...cells).numbers.map((number) => ({ number }));
const GROUPED = { number: { grouping: "," } };
const PARTED = { number: { decimal: ",", grouping: "" } };

test.each([
  ["nothing else is known: ask", [], [], undefined],
  ["the same file has 1,250.50", [column("1,250.50")], [], GROUPED],
  ["the same file has whole numbers only", [column("12", "7")], [], undefined],
  ["another file has 1,250.50", [column("12")], [column("1,250.50")], GROUPED],
  ["the other files differ", [], [column("1,250.50"), column("1.250,50")], undefined],
  ["the same file differs in itself, whatever others have", [column("0.5"), column("0,5")], [column("0.5")], undefined],
  ["the same file says more than others", [column("0.5")], [column("0,5")], GROUPED],
  // 90 and 90,000 are both possible money there: 90,000 with a decimal comma is ninety.
  ["the decimal comma of others would make it ninety: ask", [], [column("1250,50")], undefined],
] as const)("90,000 where %s", (_title, own, others, expected) => {
  const choices = choicesOf("90,000", "1,250");
  expect(choices).toEqual([GROUPED, PARTED]);
  const found = settledChoice(choices, own, others);
  expect(found === undefined ? undefined : choices[found]).toEqual(expected);
});

test.each([
  [["$90,000", "$1,250"], [{ grouping: ",", currencySign: "$" }]],
  [["£90,000"], [{ grouping: ",", currencySign: "£" }]],
  [["90.000 €", "1.250 €"], [{ decimal: ",", grouping: ".", currencySign: "€" }]],
  [["€90,000"], [{ grouping: ",", currencySign: "€" }]],
  // Where the point parts decimals it would be a price a litre, where it groups thousands, pesos.
  [["$1.234"], [{ currencySign: "$" }, { decimal: ",", grouping: ".", currencySign: "$" }]],
  // Of a sign that is not known, nor is how many decimals its money has.
  [
    ["₪90,000"],
    [
      { grouping: ",", currencySign: "₪" },
      { decimal: ",", grouping: "", currencySign: "₪" },
    ],
  ],
  [["OPP-20400", "OPP-20403"], []], // an id: there is no currency OPP
  [["GBP 20,400", "GBP 5"], [{ grouping: ",", currencySign: "GBP" }]],
  [["$12,50"], [{ decimal: ",", grouping: "", currencySign: "$" }]],
] as const)("money as %s", (cells, expected) => {
  expect(column(...cells).numbers).toEqual(expected);
});

test.each([
  [["1,250.50"], "."],
  [["1250.5"], "."],
  [["1.250,50"], ","],
  [["1.250.000"], ","],
  [["12.5%", "7%"], "."],
  [["1,250"], null],
  [["1250"], null],
  [["Ann"], null],
] as const)("%s shows how decimals are parted: %s", (cells, decimal) => {
  expect(column(...cells).decimal).toBe(decimal);
});
