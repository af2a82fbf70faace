import type { MappedTable } from "./shape.ts";
import type { SourceNames, SourceRow } from "./source-row.ts";

/** A joined file: its header, and the row that matches the cells at hand. */
export type JoinedFile = { readonly header: readonly string[]; readonly find: (key: string) => readonly string[] | undefined };

/** Finds the row of a joined file that belongs to a source row. */
export type RowJoin = {
  readonly file: string;
  readonly required: boolean;
  readonly find: (row: SourceRow) => readonly string[] | undefined;
  readonly key: (row: SourceRow) => string;
};

/** The joins of an entry, each with its file. */
export function compileJoins(declared: MappedTable["join"], joins: readonly JoinedFile[], names: SourceNames): RowJoin[] {
  return (declared ?? []).map((join, index) => {
    const keys = Object.keys(join.on).flatMap((name) => names.get(name) ?? []);
    const joined = joins[index];
    return {
      file: join.file,
      required: join.required === true,
      find: (row) => joined?.find(keys.map((name) => name.text(row)).join("\u001f")),
      key: (row) => keys.map((name) => name.text(row)).join(", "),
    };
  });
}
