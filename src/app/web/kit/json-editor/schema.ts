/** The parts of a JSON Schema that completion reads. */
export type Schema = { readonly [keyword: string]: unknown };
export type Path = readonly (string | number)[];

/** What may stand at a place: names of fields, or values. `detail`: the schema's own description. */
export type Completion = { readonly label: string; readonly kind: "field" | "value"; readonly detail?: string };

/** A schema behind references, within the document `root`. */
function resolved(root: Schema, schema: unknown, depth = 0): Schema | undefined {
  if (!isSchema(schema) || depth > 20) return undefined;
  const reference = schema["$ref"];
  if (typeof reference !== "string") return schema;
  const target = reference
    .replace(/^#\/?/, "")
    .split("/")
    .filter((part) => part !== "")
    .reduce<unknown>((at, part) => (isSchema(at) ? at[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined), root);
  return resolved(root, target, depth + 1);
}

/** The schema itself and every alternative that it names. */
function alternatives(root: Schema, schema: unknown, depth = 0): readonly Schema[] {
  const own = resolved(root, schema);
  if (!own || depth > 8) return [];
  const further = ["anyOf", "oneOf", "allOf"].flatMap((keyword) => {
    const parts = own[keyword];
    return Array.isArray(parts) ? parts.flatMap((part: unknown) => alternatives(root, part, depth + 1)) : [];
  });
  return [own, ...further];
}

/** Every schema that can hold at a path. `siblings`: what stands beside it decides between alternatives with a constant, such as a kind. */
export function schemasAt(root: Schema, path: Path, value?: unknown): readonly Schema[] {
  let found = alternatives(root, root);
  let here = value;
  for (const step of path) {
    found = found.filter((schema) => agrees(schema, here)).flatMap((schema) => alternatives(root, stepInto(schema, step)));
    here = typeof here === "object" && here !== null ? Reflect.get(here, step) : undefined;
  }
  return found.filter((schema) => agrees(schema, here));
}

function stepInto(schema: Schema, step: string | number): unknown {
  if (typeof step === "number") {
    const prefix = schema["prefixItems"];
    return (Array.isArray(prefix) ? prefix[step] : undefined) ?? schema["items"];
  }
  const properties = schema["properties"];
  return (isSchema(properties) ? properties[step] : undefined) ?? schema["additionalProperties"];
}

/** Whether the value has every constant that the schema asks of its fields, as far as the value is written yet. */
function agrees(schema: Schema, value: unknown): boolean {
  const properties = schema["properties"];
  if (!isSchema(properties) || typeof value !== "object" || value === null) return true;
  return Object.entries(properties).every(([name, field]) => {
    const written: unknown = Reflect.get(value, name);
    return !isSchema(field) || !("const" in field) || written === undefined || written === field["const"];
  });
}

/** Names of fields that may stand in the object at a path and do not yet. */
export function fieldsAt(root: Schema, path: Path, value: unknown, present: ReadonlySet<string>): readonly Completion[] {
  const found = new Map<string, Completion>();
  for (const schema of schemasAt(root, path, value)) {
    const properties = schema["properties"];
    if (!isSchema(properties)) continue;
    for (const [name, field] of Object.entries(properties))
      if (!present.has(name) && !found.has(name)) found.set(name, { label: name, kind: "field", ...detailOf(root, field) });
  }
  return [...found.values()];
}

/** Values that may stand at a path, where the schema lists them. */
export function valuesAt(root: Schema, path: Path, value: unknown): readonly Completion[] {
  const found = new Map<string, Completion>();
  for (const schema of schemasAt(root, path, value)) {
    const listed: readonly unknown[] = "const" in schema ? [schema["const"]] : Array.isArray(schema["enum"]) ? schema["enum"] : [];
    const known = listed.length === 0 && schema["type"] === "boolean" ? [true, false] : listed;
    for (const one of known) {
      const label = JSON.stringify(one);
      found.set(label, { label, kind: "value", ...detailOf(root, schema) });
    }
  }
  return [...found.values()];
}

function detailOf(root: Schema, schema: unknown): { readonly detail?: string } {
  const description = resolved(root, schema)?.["description"];
  return typeof description === "string" ? { detail: description } : {};
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
