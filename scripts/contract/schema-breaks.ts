import type { Schema } from "./specification.ts";

export type SchemaPlace = {
  readonly components: { readonly before: Readonly<Record<string, Schema>>; readonly after: Readonly<Record<string, Schema>> };
  /** Whether callers send it (it must not become narrower) or read it (it must not become wider). */
  readonly sent: boolean;
  readonly place: string;
  /** Pairs of references on the way here: what contains itself is compared once. */
  readonly within?: readonly string[];
};

/** What between two schemas of one place would break callers. */
export function schemaBreaks(before: Schema | undefined, after: Schema | undefined, at: SchemaPlace): string[] {
  if (!before || !after) return before ? [`${at.place}: it is no longer described`] : [];
  const pair = `${before.$ref ?? ""} ${after.$ref ?? ""}`;
  if (pair !== " " && at.within?.includes(pair)) return [];
  const deeper = { ...at, within: pair === " " ? (at.within ?? []) : [...(at.within ?? []), pair] };
  const old = resolved(before, at.components.before);
  const now = resolved(after, at.components.after);
  return [...typeBreaks(old, now, deeper), ...(at.sent ? limitBreaks(old, now, at.place) : []), ...partBreaks(old, now, deeper)];
}

function resolved(schema: Schema, components: Readonly<Record<string, Schema>>): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  return { ...components[$ref.split("/").at(-1) ?? ""], ...beside };
}

/** The simple types that a schema takes, with those of its alternatives; undefined for anything. */
function typesOf(schema: Schema, components: Readonly<Record<string, Schema>>): ReadonlySet<string> | undefined {
  const whole = resolved(schema, components);
  const alternatives = whole.anyOf ?? whole.oneOf;
  if (alternatives) {
    const found = alternatives.map((each) => typesOf(each, components));
    return found.includes(undefined) ? undefined : new Set(found.flatMap((types) => [...(types ?? [])]));
  }
  if (whole.const !== undefined) return new Set([whole.const === null ? "null" : typeof whole.const]);
  return whole.type === undefined ? undefined : new Set([whole.type].flat());
}

/** Whether every value of one type is one of the others: a whole number is a number. */
const covered = (type: string, types: ReadonlySet<string>) => types.has(type) || (type === "integer" && types.has("number"));

function typeBreaks(old: Schema, now: Schema, { components, sent, place }: SchemaPlace): string[] {
  const before = typesOf(old, components.before);
  const after = typesOf(now, components.after);
  if (sent && after) {
    const lost = before ? [...before].filter((type) => !covered(type, after)) : ["anything"];
    if (lost.length > 0) return [`${place}: ${lost.join(", ")} is no longer taken`];
  }
  if (!sent && before) {
    const added = after ? [...after].filter((type) => !covered(type, before)) : ["anything"];
    if (added.length > 0) return [`${place}: it may now be ${added.join(", ")}`];
  }
  return [];
}

const LEAST = ["minLength", "minimum", "minItems"] as const;
const MOST = ["maxLength", "maximum", "maxItems"] as const;

/** What became narrower for whoever sends it. */
function limitBreaks(old: Schema, now: Schema, place: string): string[] {
  const found: string[] = [];
  const choices = now.enum;
  if (choices) {
    const gone = old.enum ? old.enum.filter((value) => !choices.includes(value)) : ["other values"];
    if (gone.length > 0) found.push(`${place}: ${gone.map(String).join(", ")} is no longer taken`);
  }
  for (const limit of LEAST)
    if ((now[limit] ?? -Infinity) > (old[limit] ?? -Infinity)) found.push(`${place}: ${limit} is now ${now[limit]}`);
  for (const limit of MOST) if ((now[limit] ?? Infinity) < (old[limit] ?? Infinity)) found.push(`${place}: ${limit} is now ${now[limit]}`);
  for (const form of ["pattern", "format"] as const)
    if (now[form] !== undefined && now[form] !== old[form]) found.push(`${place}: ${form} is now ${now[form]}`);
  return found;
}

function partBreaks(old: Schema, now: Schema, at: SchemaPlace): string[] {
  const found = [...fieldBreaks(old, now, at)];
  if (old.items || now.items) found.push(...schemaBreaks(old.items, now.items, { ...at, place: `${at.place}[]` }));
  if (typeof old.additionalProperties === "object" && typeof now.additionalProperties === "object")
    found.push(...schemaBreaks(old.additionalProperties, now.additionalProperties, { ...at, place: `${at.place}.*` }));
  for (const by of ["anyOf", "oneOf", "allOf"] as const) {
    const [before, after] = [old[by] ?? [], now[by] ?? []];
    // Alternatives that came or went change the types; those that stayed in their order are compared one by one.
    if (before.length === after.length) for (const [index, each] of before.entries()) found.push(...schemaBreaks(each, after[index], at));
  }
  return found;
}

function fieldBreaks(old: Schema, now: Schema, at: SchemaPlace): string[] {
  const found: string[] = [];
  const fields = now.properties ?? {};
  for (const [name, field] of Object.entries(old.properties ?? {})) {
    const place = `${at.place}.${name}`;
    const kept = fields[name];
    if (!kept) found.push(`${place}: the field is gone`);
    else {
      found.push(...schemaBreaks(field, kept, { ...at, place }));
      if (!at.sent && old.required?.includes(name) && !now.required?.includes(name)) found.push(`${place}: it may now be missing`);
    }
  }
  if (at.sent)
    for (const name of now.required ?? []) if (!old.required?.includes(name)) found.push(`${at.place}.${name}: it is now required`);
  return found;
}
