import { ROLES, type Role } from "../../src/access/permissions.ts";
import type { Declared, Parameter, Schema, Specification } from "../support/api-contract.ts";

/** A generator of whole numbers below a bound, the same for the same seed. */
export type Dice = (below: number) => number;

/** Mulberry32: small, quick, and good enough to choose with. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export type FuzzRequest = {
  readonly declared: Declared;
  readonly role: Role | undefined;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

/** Values that programs stumble over. */
const HOSTILE: readonly string[] = [
  "",
  " ",
  "'",
  "' or 1=1 --",
  "\u0000",
  "%00",
  "\ud800",
  "é\u0301\u202e",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "${7*7}",
  "=1+1",
  "-1",
  "0",
  "9007199254740993",
  "1e309",
  "NaN",
  "Infinity",
  "infinity",
  "null",
  "undefined",
  "[object Object]",
  "__proto__",
  "constructor",
  "0000-01-01",
  "9999-12-31",
  "2026-02-30",
  "x".repeat(300),
  "1".repeat(60),
  "eyJvcmRlciI6IiIsInBsYWNlIjpbXX0",
  "*",
  "%",
  "_",
  "\\",
  "true",
  "{}",
  "[]",
];
const HOSTILE_JSON: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  9_007_199_254_740_992,
  [],
  {},
  [[]],
  { $ne: null },
  "\u0000",
  JSON.parse('{"__proto__":{"admin":true}}'),
  "x".repeat(5000),
];

/** Makes requests from the specification: valid, nearly valid and hostile, by every role and nobody, with ids that answers have shown. */
export function requestMaker(
  specification: Specification,
  operations: readonly Declared[],
  dice: Dice,
  ids: ReadonlyMap<string, readonly string[]>,
) {
  const pick = <T>(from: readonly T[]): T => from[dice(from.length)] as T;
  const chance = (percent: number) => dice(100) < percent;

  const text = (name: string): string => {
    const seen = ids.get(name);
    if (seen && seen.length > 0 && chance(70)) return pick(seen);
    return chance(50) ? pick(["a", "ann", "2026-Q1", "default", "1", "2026-01-01", "Ann"]) : pick(HOSTILE);
  };
  const resolve = (schema: Schema): Schema => {
    const reference = schema["$ref"];
    return typeof reference === "string" ? (specification.components.schemas[reference.split("/").at(-1) ?? ""] ?? {}) : schema;
  };
  const json = (given: Schema, name: string, depth = 0): unknown => {
    if (chance(6) || depth > 6) return pick(HOSTILE_JSON);
    const schema = resolve(given);
    const options = (schema["anyOf"] ?? schema["oneOf"]) as readonly Schema[] | undefined;
    if (options && options.length > 0) return json(pick(options), name, depth + 1);
    const values = schema["enum"] as readonly unknown[] | undefined;
    if (values) return pick(values);
    if ("const" in schema) return schema["const"];
    const type = Array.isArray(schema["type"]) ? (pick(schema["type"]) as string) : schema["type"];
    if (type === "object") {
      const entries = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>);
      const kept = entries.filter(([key]) => chance(((schema["required"] ?? []) as string[]).includes(key) ? 95 : 50));
      const made = Object.fromEntries(kept.map(([key, value]) => [key, json(value, key, depth + 1)]));
      return chance(8) ? { ...made, companyId: 1, role: "administrator", [pick(HOSTILE)]: pick(HOSTILE_JSON) } : made;
    }
    if (type === "array") return Array.from({ length: dice(3) }, () => json((schema["items"] ?? {}) as Schema, name, depth + 1));
    if (type === "integer" || type === "number") return chance(70) ? dice(50) : pick([-1, 0, 1e15, 2 ** 53, 1.5, -0]);
    if (type === "boolean") return chance(50);
    if (type === "null") return null;
    return text(name);
  };
  const parameter = ({ name, schema }: Parameter): string => {
    const made = json(schema, name);
    return typeof made === "string" ? made : JSON.stringify(made);
  };

  return (): FuzzRequest => {
    const declared = pick(operations);
    const { operation } = declared;
    const parameters = operation.parameters ?? [];
    const path = parameters
      .filter((one) => one.in === "path")
      .reduce((address, one) => address.replace(`{${one.name}}`, encode(parameter(one)) || "x"), declared.path);
    const query = parameters.filter((one) => one.in === "query" && (one.required === true || chance(15)));
    const pairs = query.map((one) => `${encode(one.name)}=${encode(parameter(one))}`);
    if (chance(5)) pairs.push(`${encode(pick(HOSTILE))}=${encode(pick(HOSTILE))}`);
    if (chance(3) && pairs[0]) pairs.push(pairs[0]);
    const content = operation.requestBody?.content ?? {};
    const [type] = Object.keys(content);
    const body = type === undefined ? undefined : bodyOf(type, content[type]?.schema ?? {});
    const headers: Record<string, string> = {};
    if (type !== undefined) headers["content-type"] = chance(4) ? pick(["text/plain", "application/xml", ""]) : type;
    for (const one of parameters) if (one.in === "header" && chance(20)) headers[one.name] = headerText(parameter(one));
    return {
      declared,
      role: chance(8) ? undefined : pick(ROLES),
      path: pairs.length > 0 ? `${path}?${pairs.join("&")}` : path,
      method: chance(2) ? pick(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]) : declared.method.toUpperCase(),
      headers,
      body,
    };
  };

  function bodyOf(type: string, schema: Schema): string {
    if (!type.endsWith("json")) return pick(HOSTILE).repeat(1 + dice(20));
    const made = JSON.stringify(json(schema, "body"));
    if (chance(3)) return made.slice(0, dice(made.length + 1));
    return chance(2) ? `{"__proto__":{"roles":["administrator"]},${made.slice(1)}` : made;
  }
}

function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

/** Of the text what a header can hold. */
function headerText(value: string): string {
  return Array.from(value.slice(0, 300), (character) => (/[\u0020-\u007e]/.test(character) ? character : "?"))
    .join("")
    .trim();
}
