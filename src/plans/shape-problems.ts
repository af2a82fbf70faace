import * as z from "zod";
import { error, type PathStep, type PlanProblem } from "./problem.ts";
import { suggestion } from "./suggest.ts";

/** The problems of a document's shape in words: zod's issues with the value that was found and what to write instead. */
export function shapeProblems(schema: z.ZodType, document: unknown, issues: readonly z.core.$ZodIssue[]): PlanProblem[] {
  return issues.flatMap((issue) => describe(schema, document, issue));
}

function describe(schema: z.ZodType, document: unknown, issue: z.core.$ZodIssue): PlanProblem[] {
  const path = issue.path.filter((step): step is PathStep => typeof step !== "symbol");
  const value = valueAt(document, path);
  const shown = show(value);
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = fieldsAt(schema, document, path);
      return issue.keys.map((key) => error([...path, key], `"${key}" is not a field here.`, suggestion(key, known, "Remove it.")));
    }
    case "invalid_type":
      return [
        value === undefined
          ? error(
              path,
              "is missing.",
              `Write ${expectation(issue.expected)}${isNullable(schema, document, path) ? ", or null for none" : ""}.`,
            )
          : error(path, `${shown} is not ${expectation(issue.expected)}.`, fixOfType(value, issue.expected)),
      ];
    case "invalid_value":
      return [
        error(
          path,
          value === undefined ? "is missing." : `${shown} is not possible here.`,
          suggestion(String(value), issue.values.map(String), ""),
        ),
      ];
    case "invalid_union": {
      const options = "options" in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
      return [
        error(
          path,
          value === undefined ? "is missing." : `${shown} is not a kind.`,
          suggestion(String(value), options, "See docs/plan-language.md."),
        ),
      ];
    }
    case "too_small":
      return [
        error(
          path,
          value === "" || (Array.isArray(value) && value.length === 0) ? "is empty." : `${shown} is too small.`,
          `At least ${issue.minimum}.`,
        ),
      ];
    case "too_big":
      return [error(path, "is too long or too large.", `At most ${issue.maximum}.`)];
    default:
      return [error(path, `${shown} cannot stand here: ${issue.message}.`, "Correct it.")];
  }
}

function expectation(type: string): string {
  if (type === "string") return "text in quotes";
  if (type === "array") return "a list in [ ]";
  if (type === "object" || type === "record") return "an object in { }";
  if (type === "int") return "a whole number";
  return type === "boolean" ? "true or false" : `a ${type}`;
}

function fixOfType(value: unknown, expected: string): string {
  if (expected === "string" && typeof value === "number") return `Formulas and names are text: write "${value}" in quotes.`;
  if (expected === "array" && typeof value !== "object") return `Write [${JSON.stringify(value)}].`;
  return `Write ${expectation(expected)}.`;
}

function show(value: unknown): string {
  const written = JSON.stringify(value) ?? "nothing";
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}

function valueAt(document: unknown, path: readonly PathStep[]): unknown {
  let value = document;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Object.entries(value).find(([key]) => key === String(step))?.[1];
  }
  return value;
}

/** The fields that the schema knows at a place of the document. */
function fieldsAt(schema: z.ZodType, document: unknown, path: readonly PathStep[]): string[] {
  return Object.keys(shapeAt(schema, document, path));
}

/** Whether a field may be null: an end that stays open. */
function isNullable(schema: z.ZodType, document: unknown, path: readonly PathStep[]): boolean {
  return shapeAt(schema, document, path.slice(0, -1))[String(path.at(-1))]?._zod.def.type === "nullable";
}

/** The fields with their schemas at a place of the document; none where no object stands. */
function shapeAt(schema: z.ZodType, document: unknown, path: readonly PathStep[]): Readonly<Record<string, z.core.$ZodType>> {
  let here: z.core.$ZodType | undefined = resolve(schema, document);
  for (const [index, step] of path.entries()) {
    const definition: z.core.$ZodTypeDef | undefined = here?._zod.def;
    if (isObject(definition)) here = definition.shape[String(step)];
    else if (isArray(definition)) here = definition.element;
    else return {};
    here = resolve(here, valueAt(document, path.slice(0, index + 1)));
  }
  const definition = here?._zod.def;
  return isObject(definition) ? definition.shape : {};
}

/** Takes optional, nullable and default off, and chooses the option of a union by its discriminator. */
function resolve(schema: z.core.$ZodType | undefined, value: unknown): z.core.$ZodType | undefined {
  const definition = schema?._zod.def;
  if (definition === undefined) return undefined;
  if ("innerType" in definition && definition.innerType instanceof z.core.$ZodType) return resolve(definition.innerType, value);
  if (!isUnion(definition)) return schema;
  const kind = valueAt(value, [definition.discriminator]);
  return definition.options.find((option) => [...(option._zod.propValues?.[definition.discriminator] ?? [])].includes(String(kind)));
}

function isObject(definition: z.core.$ZodTypeDef | undefined): definition is z.core.$ZodObjectDef {
  return definition?.type === "object";
}
function isArray(definition: z.core.$ZodTypeDef | undefined): definition is z.core.$ZodArrayDef {
  return definition?.type === "array";
}
function isUnion(definition: z.core.$ZodTypeDef): definition is z.core.$ZodDiscriminatedUnionDef {
  return definition.type === "union" && "discriminator" in definition;
}
