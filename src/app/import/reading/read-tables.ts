import type { PlacedRow } from "../../../table/row.ts";
import { isStaged } from "../read-rows.ts";
import type { RowsPart } from "./messages.ts";
import type { Reading } from "./worker.ts";

/** Gives the rows of every source that is not staged, some thousand at a time. */
export async function readTables({ inputs, give, step }: Reading<"rows">): Promise<null> {
  for (const { table, file, open } of inputs.sources) {
    if (isStaged(table.name)) continue;
    const { batches } = await open();
    await give({ table: table.name, file, names: [], rows: [], rejected: [] }); // a file without rows is one that was read
    for await (const { rows, rejected } of batches) {
      step();
      await give({ table: table.name, file, ...laidOut(rows), rejected: rejected.map(({ problems }) => problems) });
    }
  }
  return null;
}

function laidOut(rows: readonly PlacedRow[]): Pick<RowsPart, "names" | "rows"> {
  const names = [...new Set(rows.flatMap(({ row }) => [...row.keys()]))];
  return { names, rows: rows.map(({ row, line, cells }) => ({ cells: names.map((name) => row.get(name)), line, texts: cells })) };
}
