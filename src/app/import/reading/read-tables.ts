import type { PlacedRow } from "../../../table/row.ts";
import { isStaged } from "../read-rows.ts";
import type { RowsPart } from "./messages.ts";
import type { Reading } from "./worker.ts";

/** Gives the rows of every source that is not staged, some thousand at a time. */
export async function readTables({ inputs, give, step }: Reading<"rows">): Promise<null> {
  for (const [source, { table, file, open }] of inputs.sources.entries()) {
    if (isStaged(table.name)) continue;
    const { batches } = await open();
    await give({ source, table: table.name, file, names: [], rows: [], rejected: [], leftOut: 0 }); // a file without rows is one that was read
    for await (const { rows, rejected, leftOut } of batches) {
      step();
      const problems = rejected.map((one) => one.problems);
      await give({ source, table: table.name, file, ...laidOut(rows), rejected: problems, leftOut: leftOut.length });
    }
  }
  return null;
}

function laidOut(rows: readonly PlacedRow[]): Pick<RowsPart, "names" | "rows"> {
  const names = [...new Set(rows.flatMap(({ row }) => [...row.keys()]))];
  return { names, rows: rows.map(({ row, line, cells }) => ({ cells: names.map((name) => row.get(name)), line, texts: cells })) };
}
