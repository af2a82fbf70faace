import type { Problem } from "../table/problem.ts";
import { isRefusal, refuse } from "../table/refusal.ts";
import { CompactRow, type RowNames } from "../table/compact-row.ts";
import type { Cell, Row } from "../table/row.ts";
import type { RowJoin } from "./row-joins.ts";
import type { PeriodsOf } from "./row-periods.ts";
import type { SourceFormula } from "./source-formula.ts";
import type { SourceRow } from "./source-row.ts";
import type { TargetColumn } from "./target-column.ts";

/** One entry of a mapping, compiled against its files. */
export type CompiledEntry = {
  readonly joins: readonly RowJoin[];
  readonly periods: PeriodsOf | undefined;
  readonly condition: SourceFormula | undefined;
  readonly columns: readonly TargetColumn[];
  /** Of the columns, then `source` where the mapping's source fills it. */
  readonly names: RowNames;
  readonly source: string | undefined;
  readonly file: string;
};

/** The rows that one source row makes, none where the condition leaves it out; or its problems, with what could be read of the rows. */
export type MappedRows =
  | { readonly rows: readonly Row[]; readonly leftOut?: true }
  | { readonly problems: readonly Problem[]; readonly partial?: readonly Row[] };

export function readMappedRow(compiled: CompiledEntry, cells: readonly string[], line: number): MappedRows {
  const place = { file: compiled.file, line };
  const joined: (readonly string[] | undefined)[] = [];
  const row: SourceRow = { cells, joined };
  for (const join of compiled.joins) joined.push(join.find(row));
  const holds = compiled.condition?.(row);
  if (isRefusal(holds)) return { problems: [{ ...holds, ...place, column: "where", value: "" }] };
  if (compiled.condition && holds !== true) return { rows: [], leftOut: true };
  const missing = compiled.joins.findIndex((join, index) => join.required && joined[index] === undefined);
  const failed = compiled.joins[missing];
  if (failed)
    return {
      problems: [
        {
          ...refuse("lookup-failed", `has no row in ${failed.file} for ${failed.key(row)}`, "Correct it, or make the join not required"),
          ...place,
          column: "",
          value: "",
        },
      ],
    };
  const periods = compiled.periods?.(row);
  if (isRefusal(periods)) return { problems: [{ ...periods, ...place, column: "period", value: "" }] };
  const rows: Row[] = [];
  const problems: Problem[] = [];
  for (const source of periods ? periods.map((period): SourceRow => ({ cells, joined, period })) : [row])
    rows.push(readColumns(compiled, source, place, problems));
  return problems.length > 0 ? { problems, partial: rows } : { rows };
}

function readColumns(
  compiled: CompiledEntry,
  source: SourceRow,
  place: { readonly file: string; readonly line: number },
  problems: Problem[],
): Row {
  const cells: (Cell | undefined)[] = [];
  for (const column of compiled.columns) {
    const cell = column.read(source);
    if (isRefusal(cell)) problems.push({ ...cell, ...place, column: column.name, value: column.text(source) });
    cells.push(isRefusal(cell) ? undefined : (cell ?? undefined));
  }
  if (compiled.source !== undefined) cells.push(compiled.source);
  return new CompactRow(compiled.names, cells);
}
