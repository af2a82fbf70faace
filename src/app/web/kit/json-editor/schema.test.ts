import { expect, test } from "vitest";
import { fieldsAt, type Schema, valuesAt } from "./schema.ts";

const SCHEMA: Schema = {
  type: "object",
  properties: {
    name: { type: "string", description: "What people call it" },
    components: { type: "array", items: { $ref: "#/$defs/component" } },
    open: { type: "boolean" },
  },
  $defs: {
    component: {
      anyOf: [
        { type: "object", properties: { kind: { const: "flat" }, rate: { type: "string" } } },
        { type: "object", properties: { kind: { const: "bonus" }, amount: { type: "string" }, when: { enum: ["met", "beaten"] } } },
      ],
    },
  },
};
const labels = (found: readonly { readonly label: string }[]) => found.map(({ label }) => label).join(",");

test.each([
  ["at the top", [], {}, ["name"], "components,open"],
  ["behind a reference, in all alternatives", ["components", 0], { components: [{}] }, [], "kind,rate,amount,when"],
  ["in the alternative whose constant is written", ["components", 0], { components: [{ kind: "bonus" }] }, ["kind"], "amount,when"],
  ["nowhere", ["name"], { name: "x" }, [], ""],
])("fields %s", (_label, path, value, present, expected) => {
  expect(labels(fieldsAt(SCHEMA, path, value, new Set(present)))).toBe(expected);
});

test.each([
  ["constants of the alternatives", ["components", 0, "kind"], { components: [{}] }, '"flat","bonus"'],
  ["a list", ["components", 0, "when"], { components: [{ kind: "bonus" }] }, '"met","beaten"'],
  ["yes or no", ["open"], {}, "true,false"],
  ["free text has none", ["name"], {}, ""],
])("values: %s", (_label, path, value, expected) => {
  expect(labels(valuesAt(SCHEMA, path, value))).toBe(expected);
});

test("the schema's description stands beside the name", () => {
  expect(fieldsAt(SCHEMA, [], {}, new Set())[0]).toEqual({ label: "name", kind: "field", detail: "What people call it" });
});
