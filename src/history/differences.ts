/** A row of a table as it stood at some change: columns by name, `attributes` an object in one of them. */
export type Version = Readonly<Record<string, unknown>>;

/** What a change made of one field; null where there was, or is, nothing. */
export type Difference = { readonly field: string; readonly before: string | null; readonly after: string | null };

/** Columns that say nothing about the object itself. */
const SILENT = new Set(["company_id", "change_number", "bucket", "transaction_id", "hash"]);

/**
 * The fields in which two versions of a row differ, in the row's order; of what was added those that have a value, of what was deleted those
 * that had one. Attributes are fields of their own ("attributes.region"). Open ends of dates and blanks are null.
 */
export function differencesOf(before: Version | null, after: Version | null): Difference[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field) => {
    const difference = { field, before: old.get(field) ?? null, after: now.get(field) ?? null };
    return difference.before === difference.after ? [] : [difference];
  });
}

function fieldsOf(version: Version | null): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(version ?? {})) {
    if (SILENT.has(name)) continue;
    if (name === "attributes" && isObject(value)) {
      for (const [attribute, given] of Object.entries(value)) keep(fields, `attributes.${attribute}`, given);
    } else keep(fields, name, value);
  }
  return fields;
}

function keep(fields: Map<string, string>, field: string, value: unknown): void {
  const shown = typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);
  if (shown !== "" && shown !== "infinity" && shown !== "-infinity") fields.set(field, shown);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
