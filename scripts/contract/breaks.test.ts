import { describe, expect, test } from "vitest";
import { breaksBetween } from "./breaks.ts";
import type { Operation, Schema, Specification } from "./specification.ts";

/** One route that takes and gives what the case says. */
function api(operation: Partial<Operation>, schemas: Readonly<Record<string, Schema>> = {}): Specification {
  return { paths: { "/api/things": { post: { responses: {}, ...operation } } }, components: { schemas } };
}
const sends = (schema: Schema): Partial<Operation> => ({ requestBody: { required: true, content: { "application/json": { schema } } } });
const gives = (schema: Schema): Partial<Operation> => ({ responses: { 200: { content: { "application/json": { schema } } } } });
const asks = (schema: Schema, required = false): Partial<Operation> => ({ parameters: [{ name: "kind", in: "query", required, schema }] });
const text: Schema = { type: "string" };
const object = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema => ({
  type: "object",
  properties,
  required,
});
const thing: Readonly<Record<string, Schema>> = { Thing: object({ next: { $ref: "#/components/schemas/Thing" }, name: text }) };
const named = (schemas: Readonly<Record<string, Schema>>) => api(gives({ $ref: "#/components/schemas/Thing" }), schemas);

describe("what breaks callers", () => {
  test.each<readonly [string, Specification, Specification, string]>([
    ["a route that is gone", api({}), { paths: {} }, "the route is gone"],
    ["a parameter that is gone", api(asks(text)), api({}), "parameter query kind is gone"],
    ["a new required parameter", api({}), api(asks(text, true)), "parameter query kind is new and required"],
    ["a parameter that became required", api(asks(text)), api(asks(text, true)), "parameter query kind is now required"],
    ["a choice that is gone", api(asks({ enum: ["a", "b"] })), api(asks({ enum: ["a"] })), "parameter query kind: b is no longer taken"],
    [
      "text that became a choice",
      api(asks(text)),
      api(asks({ type: "string", enum: ["a"] })),
      "parameter query kind: other values is no longer taken",
    ],
    [
      "a lower most",
      api(asks({ type: "string", maxLength: 9 })),
      api(asks({ type: "string", maxLength: 8 })),
      "parameter query kind: maxLength is now 8",
    ],
    ["a new pattern", api(asks(text)), api(asks({ type: "string", pattern: "^a" })), "parameter query kind: pattern is now ^a"],
    ["a field of a body that is gone", api(sends(object({ a: text }))), api(sends(object({}))), "body.a: the field is gone"],
    ["a field that became required", api(sends(object({ a: text }))), api(sends(object({ a: text }, ["a"]))), "body.a: it is now required"],
    ["a type that became narrower", api(sends({ type: ["string", "null"] })), api(sends(text)), "body: null is no longer taken"],
    [
      "a body of another type",
      api(sends(text)),
      api({ requestBody: { required: true, content: { "text/csv": {} } } }),
      "a body of application/json is no longer taken",
    ],
    ["a field of an answer that is gone", api(gives(object({ a: text }))), api(gives(object({}))), "answer 200.a: the field is gone"],
    [
      "a field that may be missing",
      api(gives(object({ a: text }, ["a"]))),
      api(gives(object({ a: text }))),
      "answer 200.a: it may now be missing",
    ],
    ["an answer that may be null", api(gives(text)), api(gives({ anyOf: [text, { type: "null" }] })), "answer 200: it may now be null"],
    [
      "a list of other things",
      api(gives({ type: "array", items: { type: "integer" } })),
      api(gives({ type: "array", items: text })),
      "answer 200[]: it may now be string",
    ],
    ["an answer that is gone", api(gives(text)), api({ responses: { 204: {} } }), "the answer 200 is gone"],
    [
      "a field behind a name that contains itself",
      named(thing),
      named({ Thing: object({ next: { $ref: "#/components/schemas/Thing" } }) }),
      "answer 200.name: the field is gone",
    ],
  ])("%s", (_label, before, after, line) => {
    expect(breaksBetween(before, after, "2026-11-23")).toEqual([`POST /api/things: ${line}`]);
    expect(breaksBetween(before, before, "2026-11-23")).toEqual([]);
  });
});

test.each<readonly [string, Specification, Specification]>([
  ["a new route", { paths: {} }, api({})],
  ["a new parameter that may be left out", api({}), api(asks(text))],
  ["one more choice to send", api(asks({ enum: ["a"] })), api(asks({ enum: ["a", "b"] }))],
  ["a field that need not be sent any more", api(sends(object({ a: text }, ["a"]))), api(sends(object({ a: text })))],
  ["a whole number where any was taken before is taken still", api(sends({ type: "integer" })), api(sends({ type: "number" }))],
  ["a field more in the answer", api(gives(object({}))), api(gives(object({ a: text }, ["a"])))],
  ["an answer that is never null any more", api(gives({ type: ["string", "null"] })), api(gives(text))],
])("breaks nobody: %s", (_label, before, after) => expect(breaksBetween(before, after, "2026-11-23")).toEqual([]));

test.each([
  ["before its sunset a deprecated route stays", "2027-05-31", ["POST /api/things: the route is gone"]],
  ["from its sunset on it may go", "2027-06-01", []],
])("%s", (_label, today, expected) =>
  expect(breaksBetween(api({ deprecated: true, "x-sunset": "2027-06-01" }), { paths: {} }, today)).toEqual(expected),
);
