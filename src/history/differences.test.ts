import { expect, test } from "vitest";
import { type Difference, differencesOf, type Version } from "./differences.ts";

const QUOTA = { company_id: 1, position: "A", amount: 100, from: "2026-01-01", to: "infinity", currency: null, change_number: 2 };

test.each<[string, Version | null, Version | null, Difference[]]>([
  ["a changed figure", QUOTA, { ...QUOTA, amount: 120.5, change_number: 3 }, [{ field: "amount", before: "100", after: "120.5" }]],
  ["an end that was open", QUOTA, { ...QUOTA, to: "2026-07-01" }, [{ field: "to", before: null, after: "2026-07-01" }]],
  ["nothing but the change's number", QUOTA, { ...QUOTA, change_number: 9 }, []],
  ["a blank that stays blank", { name: null }, { name: "" }, []],
  [
    "attributes one by one",
    { attributes: { region: "north", size: 3 } },
    { attributes: { region: "south", size: 3, tier: "A" } },
    [
      { field: "attributes.region", before: "north", after: "south" },
      { field: "attributes.tier", before: null, after: "A" },
    ],
  ],
  ["what was added", null, { product: "P", price: null }, [{ field: "product", before: null, after: "P" }]],
  ["what was deleted", { product: "P" }, null, [{ field: "product", before: "P", after: null }]],
  ["a field that an attacker names", JSON.parse('{"__proto__":"x"}') as Version, {}, [{ field: "__proto__", before: "x", after: null }]],
])("%s", (_label, before, after, expected) => {
  expect(differencesOf(before, after)).toEqual(expected);
});
