import type { Schema, Schemas } from "./specification.ts";

/** Deeper than this a schema is named, not spelt out. */
const DEPTH_MAX = 6;

/**
 * A schema as people read types: objects with a line for each field, lists as `[…]`, what may be missing with `?`, help behind `//`.
 * References are spelt out, each at most once on the way down.
 */
export function schemaText(schema: Schema, schemas: Schemas): string {
  return typeText(schema, { schemas, depth: 0, within: [] });
}

type Place = { readonly schemas: Schemas; readonly depth: number; readonly within: readonly string[] };

function typeText(schema: Schema, place: Place): string {
  if (schema.$ref !== undefined) return referenceText(schema.$ref, place);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return joined(choices, " | ", place);
  if (schema.allOf) return joined(schema.allOf, " & ", place);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length === 0) return schema.properties ? objectText(schema, place) : "anything";
  return types.map((type) => simpleText(type, schema, place)).join(" | ");
}

function simpleText(type: string, schema: Schema, place: Place): string {
  if (type === "array") return `[${typeText(schema.items ?? {}, place)}]`;
  if (type === "object") return objectText(schema, place);
  return schema.format === undefined || type === "null" ? type : `${type} (${schema.format})`;
}

function joined(schemas: readonly Schema[], by: string, place: Place): string {
  return [...new Set(schemas.map((each) => typeText(each, place)))].join(by);
}

function referenceText(reference: string, place: Place): string {
  const name = nameOf(reference);
  const schema = place.schemas[name];
  if (!schema || place.within.includes(name) || place.depth >= DEPTH_MAX) return name;
  return typeText(schema, { ...place, within: [...place.within, name] });
}

/** "Customer" of "#/components/schemas/Customer". */
export function nameOf(reference: string): string {
  return reference.split("/").at(-1) ?? reference;
}

function objectText({ properties = {}, required = [], additionalProperties }: Schema, place: Place): string {
  if (place.depth >= DEPTH_MAX) return "{ … }";
  const deeper = { ...place, depth: place.depth + 1 };
  const indent = "  ".repeat(place.depth + 1);
  const lines = Object.entries(properties).map(([name, field]) => {
    const help = field.description === undefined ? "" : ` // ${field.description}`;
    return `${indent}${name}${required.includes(name) ? "" : "?"}: ${typeText(field, deeper)}${help}`;
  });
  if (typeof additionalProperties === "object") lines.push(`${indent}[name]: ${typeText(additionalProperties, deeper)}`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${"  ".repeat(place.depth)}}`;
}

/** An example of a schema's values: the declared default, the first choice, or the plainest value of its type. */
export function example(schema: Schema, schemas: Schemas, depth = 0): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.$ref !== undefined) return depth > DEPTH_MAX ? null : example(schemas[nameOf(schema.$ref)] ?? {}, schemas, depth + 1);
  const first = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.find((each) => each.type !== "null");
  if (first) return example(first, schemas, depth + 1);
  switch ([schema.type].flat()[0]) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
          schema.required?.includes(name) ? [[name, example(field, schemas, depth + 1)]] : [],
        ),
      );
    case "array":
      return depth > DEPTH_MAX ? [] : [example(schema.items ?? {}, schemas, depth + 1)];
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    case "string":
      return schema.format === "date" ? "2026-01-31" : schema.format === "email" ? "ann@example.com" : "…";
    default:
      return null;
  }
}
