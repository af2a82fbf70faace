import type { InputSource } from "../files/inputs.ts";

/** Rows of a file that a condition of its mapping leaves out of a table. */
export type LeftOut = { readonly table: string; readonly file: string; readonly condition: string; readonly rows: number };

/** How many rows the condition of each source has left out so far, by the source's index. */
export type LeftOutBySource = Readonly<Record<number, number>>;

export function withLeftOut(counts: LeftOutBySource, source: number, rows: number): LeftOutBySource {
  return rows === 0 ? counts : { ...counts, [source]: (counts[source] ?? 0) + rows };
}

/** What the conditions left out, in the order of the sources. */
export function leftOutOf(sources: readonly InputSource[], counts: LeftOutBySource): readonly LeftOut[] {
  return sources.flatMap(({ table, file, where }, index) => {
    const rows = counts[index] ?? 0;
    return where === null || rows === 0 ? [] : [{ table: table.name, file, condition: where, rows }];
  });
}
