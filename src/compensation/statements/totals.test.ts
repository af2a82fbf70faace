import { expect, test } from "vitest";
import { totalsByCurrency } from "./totals.ts";

const paid = (currency: string, amount: string) => ({ currency, totals: { amount, components: {} } });

test("totals are summed in minor units, each currency apart, in the order of their codes", () => {
  const statements = [paid("USD", "0.10"), paid("JPY", "7"), paid("USD", "0.20"), paid("KWD", "-1.005")];
  expect(totalsByCurrency(statements)).toEqual([
    { currency: "JPY", amount: "7", statements: 1 },
    { currency: "KWD", amount: "-1.005", statements: 1 },
    { currency: "USD", amount: "0.30", statements: 2 },
  ]);
});

test("no statement, no total", () => {
  expect(totalsByCurrency([])).toEqual([]);
});
