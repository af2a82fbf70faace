import { expect, test } from "vitest";
import { curlOf } from "./curl.ts";
import { example, schemaText } from "./schema-text.ts";
import { nounsOf, type Operation, partsOf, type Schema, searched, type Specification } from "./specification.ts";

const schemas = {
  Seat: { type: "object", properties: { seat: { type: "string" }, above: { $ref: "#/components/schemas/Seat" } }, required: ["seat"] },
} as const;

test.each<readonly [string, Schema, string]>([
  ["text that may be missing", { type: ["string", "null"] }, "string | null"],
  ["a day", { type: "string", format: "date" }, "string (date)"],
  ["choices", { type: "string", enum: ["won", "lost"] }, '"won" | "lost"'],
  ["alternatives", { anyOf: [{ type: "integer" }, { type: "null" }] }, "integer | null"],
  ["a list", { type: "array", items: { type: "number" } }, "[number]"],
  ["nothing said", {}, "anything"],
  ["an object without fields", { type: "object" }, "{}"],
  [
    "an object with help, what may be missing and what contains itself",
    {
      type: "object",
      properties: { a: { type: "string", description: "Help" }, s: { $ref: "#/components/schemas/Seat" } },
      required: ["a"],
    },
    "{\n  a: string // Help\n  s?: {\n    seat: string\n    above?: Seat\n  }\n}",
  ],
  ["named values", { type: "object", additionalProperties: { type: "boolean" } }, "{\n  [name]: boolean\n}"],
])("%s is read as a type", (_label, schema, text) => expect(schemaText(schema, schemas)).toBe(text));

test.each<readonly [string, Schema, unknown]>([
  ["the required fields", schemas.Seat, { seat: "…" }],
  ["the default", { type: "boolean", default: false }, false],
  ["the first choice", { enum: ["won", "lost"] }, "won"],
  ["a day", { type: "string", format: "date" }, "2026-01-31"],
  ["what is not null", { anyOf: [{ type: "null" }, { type: "integer", minimum: 5 }] }, 5],
  ["a list of one", { type: "array", items: { type: "boolean" } }, [true]],
])("an example holds %s", (_label, schema, value) => expect(example(schema, schemas)).toEqual(value));

const write: Operation = {
  method: "post",
  path: "/api/seats/{seat}",
  operationId: "addSeat",
  summary: "Add a seat",
  "x-permission": "people.read",
  parameters: [{ name: "Idempotency-Key", in: "header" }],
  requestBody: {
    content: { "application/json": { schema: { type: "object", properties: { name: { const: "it's" } }, required: ["name"] } } },
  },
  responses: {},
};

test("an example for the terminal: with a key, and quotes that the shell keeps", () => {
  expect(curlOf(write, {}, "https://pay.example.com")).toBe(
    `curl -X POST 'https://pay.example.com/api/seats/{seat}' \\
  -H "Authorization: Bearer $ATTAIN_KEY" \\
  -H "Idempotency-Key: $(uuidgen)" \\
  -H 'Content-Type: application/json' \\
  -d '{"name":"it'\\''s"}'`,
  );
  expect(curlOf({ ...write, method: "get", "x-permission": "public", parameters: [], requestBody: {} }, {}, "")).toBe(
    "curl '/api/seats/{seat}'",
  );
});

test("routes stand under the noun of their path, and are found by words of their path, summary, permission and parameters", () => {
  const { method: _method, path, ...described } = write;
  const specification: Specification = {
    info: { title: "t", version: "1" },
    paths: {
      [path]: { post: described },
      "/healthz": { get: { ...described, operationId: "health", summary: "It runs", parameters: [] } },
    },
    components: { schemas: {} },
  };
  const nouns = nounsOf(specification);
  expect(nouns.map(({ noun }) => noun)).toEqual(["seats", "server"]);
  const found = (words: string) => searched(nouns, words).flatMap(({ operations }) => operations.map(({ operationId }) => operationId));
  expect(found("")).toEqual(["addSeat", "health"]);
  expect(found("POST seat")).toEqual(["addSeat"]);
  expect(found("idempotency")).toEqual(["addSeat"]);
  expect(found("people.read runs")).toEqual(["health"]);
  expect(found("nothing")).toEqual([]);
});

test("a list's filters are told from what every list takes", () => {
  const named = (name: string) => ({ name, in: "query" });
  const { main, filters } = partsOf({
    ...write,
    parameters: [named("cursor"), named("limit"), named("owner"), { name: "id", in: "path" }],
  });
  expect(main.map(({ name }) => name)).toEqual(["cursor", "limit", "id"]);
  expect(filters.map(({ name }) => name)).toEqual(["owner"]);
  expect(partsOf({ ...write, parameters: [named("q")] }).filters).toEqual([]);
});
