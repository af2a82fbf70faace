import type { Mapping } from "../../mapping/shape.ts";

/** Every path that a mapping reads from, each with its place in it. */
export function pathsOf(mapping: Mapping): readonly { readonly place: string; readonly file: string }[] {
  return mapping.tables.flatMap(({ file, join: joins, columns }, index) => [
    { place: `tables[${index}].file`, file },
    ...(joins ?? []).map((one, at) => ({ place: `tables[${index}].join[${at}].file`, file: one.file })),
    ...Object.entries(columns).flatMap(([name, column]) =>
      typeof column === "object" && "column" in column && column.lookup
        ? [{ place: `tables[${index}].columns.${name}.lookup.file`, file: column.lookup.file }]
        : [],
    ),
  ]);
}

/** The first path by which a mapping would leave the folder of the import: a page's mapping reads what was sent, and nothing of the server. */
export function strayPath(mapping: Mapping): { readonly place: string; readonly file: string } | undefined {
  return pathsOf(mapping).find(({ file }) => /^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)|\0/i.test(file));
}
