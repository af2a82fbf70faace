import { expect, test } from "vitest";
import { shareOfPercent } from "./share.ts";

test.each([
  ["100", "1.00"],
  ["50", "0.50"],
  ["5", "0.05"],
  ["33.3333", "0.333333"],
  ["12,5", "0.125"],
  ["half", "half"],
  ["", ""],
])("%j percent is the share %j", (percent, share) => {
  expect(shareOfPercent(percent)).toBe(share);
});
