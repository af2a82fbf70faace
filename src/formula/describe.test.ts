import { expect, test } from "vitest";
import { checkFormula } from "./check.ts";
import { describe } from "./describe.ts";
import type { Scope } from "./value.ts";

const SCOPE: Scope = new Map([
  ["transaction.amount", { type: "Money" }],
  ["transaction.date", { type: "Date" }],
  ["transaction.paymentDate", { type: "Date" }],
  ["transaction.region", { type: "Text" }],
  ["participant.commissionRate", { type: "Percent" }],
  ["product.family", { type: "Text" }],
  ["customer.new", { type: "Boolean" }],
  ["Sales Person ID", { type: "Text" }],
]);

test.each([
  ['AND(product.family = "GTK", transaction.amount >= 10000)', "product family is GTK and amount is at least 10,000"],
  ['AND(product.family = "P1", OR(transaction.region = "R1", transaction.region = "R2"))', "product family is P1 and region is R1 or R2"],
  ['OR(AND(customer.new, transaction.amount < 5), product.family = "c")', "(customer new and amount is below 5) or product family is c"],
  ["participant.commissionRate * 1.5", "participant commission rate × 1.5"],
  ["(transaction.amount - 1000.5) * 5%", "(amount − 1,000.5) × 5 %"],
  ["transaction.amount / (transaction.amount / 2)", "amount ÷ (amount ÷ 2)"],
  ["-(1 - (2 - 3))", "−(1 − (2 − 3))"],
  ["2 ^ 3", "2 to the power 3"],
  ["IF(customer.new, 5%, 3%)", "5 % if customer new, else 3 %"],
  ['IFS(customer.new, 1, product.family = "x", 2, TRUE, 3)', "1 if customer new, 2 if product family is x, else 3"],
  ['SWITCH(product.family, "a", 1, "b", 2, 3)', "1 if product family is a, 2 if product family is b, else 3"],
  ["transaction.date >= DATE(2024, 1, 31)", "date is on or after 2024-01-31"],
  ["transaction.paymentDate - transaction.date > 30", "the days from date to payment date is above 30"],
  ["transaction.date + 30", "date plus 30 days"],
  ["NOT(transaction.date < DATE(2024, 1, 31))", "date is on or after 2024-01-31"],
  ["NOT(OR(customer.new, transaction.amount < 5))", "not (customer new or amount is below 5)"],
  ["NOT(ISBLANK(product.family))", "product family is not blank"],
  ['product.family <> ""', "product family is not blank"],
  ["MIN(transaction.amount, 500, 2000000)", "the smallest of amount, 500 and 2,000,000"],
  ["ROUND(transaction.amount * 5%, 2)", "(amount × 5 %) rounded to 2 decimals"],
  ["ROUNDUP(transaction.amount, 0)", "amount rounded up to a whole number"],
  ["IFBLANK(transaction.amount, 0)", "amount, or 0 where that is blank"],
  ['LEFT([Sales Person ID], 3) = "275"', "LEFT(Sales Person ID, 3) is 275"],
  ['"SO" & [Sales Person ID]', "SO followed by Sales Person ID"],
  ["YEAR(transaction.date) = 2024", "the year of date is 2024"],
])("%s: %s", (formula, words) => {
  const checked = checkFormula(formula, SCOPE);
  if (!checked.ok) throw new Error(checked.errors.map(({ message }) => message).join(" "));
  expect(describe(checked.formula)).toBe(words);
});
