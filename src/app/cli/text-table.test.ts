import { expect, test } from "vitest";
import { grouped, textTable } from "./text-table.ts";

test("columns are as wide as their widest cell, numbers stand to the right", () => {
  expect(
    textTable(
      [{ title: "Name" }, { title: "Pay", align: "right" }],
      [
        ["Ann", "1.00"],
        ["Jörg Müller", "1,000.00"],
      ],
    ),
  ).toBe("  Name              Pay\n  Ann              1.00\n  Jörg Müller  1,000.00");
});

test.each([
  ["1234567.80", "1,234,567.80"],
  ["-1234", "-1,234"],
  ["999.999999", "999.999999"],
  ["0", "0"],
  ["1000.1234567", "1,000.1234567"],
])("%s is shown as %s", (decimal, shown) => {
  expect(grouped(decimal)).toBe(shown);
});
