import { expect, test } from "vitest";
import { canonicalJson, type Json } from "./canonical-json.ts";

/** The examples of RFC 8785: section 3.2.2 and 3.2.3, and numbers of appendix B. */
const EXAMPLES: readonly (readonly [label: string, value: Json, canonical: string])[] = [
  [
    "section 3.2.3",
    JSON.parse(
      '{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001], "string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}',
    ),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  ],
  [
    "keys by UTF-16 code units",
    {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    },
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  ["minus zero", -0, "0"],
  ["smallest number", 5e-324, "5e-324"],
  ["largest whole number", 9007199254740992, "9007199254740992"],
  ["before the exponent", 999999999999999900000, "999999999999999900000"],
  ["with the exponent", 1e21, "1e+21"],
  ["small", 0.0000033333333333333333, "0.0000033333333333333333"],
  ["empty", [{}, [], ""], '[{},[],""]'],
];

test.each(EXAMPLES)("%s", (_, value, canonical) => {
  expect(canonicalJson(value)).toBe(canonical);
});

test.each([
  ["no number", Number.NaN, "NaN is no number of JSON"],
  ["half a character", "\ud83d", 'Half a character in "\\ud83d"'],
])("%s is refused", (_, value, message) => {
  expect(() => canonicalJson(value)).toThrow(message);
});
