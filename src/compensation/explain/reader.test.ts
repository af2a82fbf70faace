import { expect, test } from "vitest";
import { toldOf } from "./reader.ts";

test.each([
  ["Your pay for 2026-Q1 is 73.00 USD: Your pay for 10.00 USD.", "The pay of Ann Lee for 2026-Q1 is 73.00 USD: Your pay for 10.00 USD."],
  [
    "You sold 1,200 USD in 2026-Q1, 120.00 % of your quota of 1,000.00 USD. Up to 100 % of quota pays 5 %: 50.00 USD.",
    "Ann Lee sold 1,200 USD in 2026-Q1, 120.00 % of the quota of 1,000.00 USD. Up to 100 % of quota pays 5 %: 50.00 USD.",
  ],
  ["You made a margin of 5 USD in W01.", "Ann Lee made a margin of 5 USD in W01."],
  ["You sold to 3 customers in W01.", "Ann Lee sold to 3 customers in W01."],
  ["You closed 3 deals in W01.", "Ann Lee closed 3 deals in W01."],
  ["You reached 3 points in W01.", "Ann Lee reached 3 points in W01."],
  [
    "You sold 7 units in W01. 50.00 USD for each deal, by your share in it; 1 deal that counts: 50.00 USD.",
    "Ann Lee sold 7 units in W01. 50.00 USD for each deal, by their share in it; 1 deal that counts: 50.00 USD.",
  ],
  ["20.00 USD by hand: You sold at the fair", "20.00 USD by hand: You sold at the fair"],
])("%s", (sentence, expected) => {
  expect(toldOf(sentence, "Ann Lee")).toBe(expected);
  expect(toldOf(sentence, "$& $1")).toContain(expected.includes("Ann Lee") ? "$& $1" : "");
});
