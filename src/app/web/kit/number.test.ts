import { describe, expect, test } from "vitest";
import { drawnShare, formatDecimal, formatSold, percentOf, trimDecimals } from "./number.ts";

describe("formatDecimal", () => {
  test.each([
    ["groups and keeps every decimal", "80487704.1832", "80,487,704.1832"],
    ["keeps trailing zeros of money", "1200.50", "1,200.50"],
    ["a real minus sign", "-250.00", "−250.00"],
    ["beyond what a float holds", "12345678901234567890.123456", "12,345,678,901,234,567,890.123456"],
    ["says that it is rounded", "≈0.333333333333", "≈0.333333333333"],
    ["leaves other text alone", "72.07 %", "72.07 %"],
    ["a price in German", "-1234567.50", "−1.234.567,50", "de-DE"],
    ["in French: narrow no-break spaces", "1234567.50", "1\u202f234\u202f567,50", "fr-FR"],
    ["in Indian English: lakhs", "1234567.50", "12,34,567.50", "en-IN"],
  ])("%s", (_label, value, expected, locale = "en-US") => {
    expect(formatDecimal(value, locale)).toBe(expected);
  });
});

test.each([
  ["367000.0000", "367000.00"],
  ["304755.6026", "304755.6026"],
  ["1.5000", "1.50"],
  ["1.0500", "1.05"],
  ["12.500", "12.50"],
  ["1.50", "1.50"],
  ["12", "12"],
  ["100", "100"],
  ["-0.1000", "-0.10"],
])("trimDecimals(%s)", (text, expected) => {
  expect(trimDecimals(text)).toBe(expected);
});

test.each([
  ["1", "100"],
  ["0.5", "50"],
  ["0.125", "12.5"],
  ["0.1250", "12.5"],
  ["1.000000", "100"],
  ["0.333333", "33.3333"],
  ["-0.2", "-20"],
  ["0", "0"],
])("percentOf(%s)", (share, expected) => {
  expect(percentOf(share)).toBe(expected);
});

test.each([
  ["50", "200", 0.25],
  ["300", "200", 1],
  ["-5", "200", 0],
  ["1", "0", 0],
])("drawnShare(%s of %s) stays between 0 and 1", (part, whole, expected) => {
  expect(drawnShare(part, whole)).toBe(expected);
});

test.each([
  ["1261747.5", "1,261,747.50"],
  ["69250", "69,250"],
  ["0.125", "0.125"],
])("formatSold(%s)", (value, expected) => {
  expect(formatSold(value)).toBe(expected);
});
