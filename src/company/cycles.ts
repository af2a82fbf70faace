import type { TableDefinition } from "../table/definition.ts";
import type { Problem } from "../table/problem.ts";
import { refuse } from "../table/refusal.ts";
import type { PlacedRow } from "../table/row.ts";
import { intervalOf } from "./intervals.ts";
import { rowProblem } from "./row-problem.ts";

/** Rows of a hierarchy (positions or territories, by `parent`) that close a circle are problems; the others are given back. */
export function checkParents(table: TableDefinition, rows: readonly PlacedRow[], problems: Problem[]): PlacedRow[] {
  const [key = ""] = table.key;
  return withoutCycles(table, rows, (placed) => placed.row.get(key), problems);
}

/** Reporting lines that close a circle on some day, together with the undated parents of seats without a line, are problems. */
export function checkReportingLines(
  table: TableDefinition,
  lines: readonly PlacedRow[],
  positions: readonly PlacedRow[],
  problems: Problem[],
): PlacedRow[] {
  const days = [...new Set(lines.map((placed) => intervalOf(placed).from))].sort((a, b) => a - b);
  const refused = new Set<PlacedRow>();
  for (const day of days) {
    const active = lines.filter((placed) => !refused.has(placed) && intervalOf(placed).from <= day && day < intervalOf(placed).to);
    const dated = new Set(active.map((placed) => placed.row.get("position")));
    const undated = positions.filter((placed) => !dated.has(placed.row.get("position")));
    const kept = new Set(withoutCycles(table, [...undated, ...active], (placed) => placed.row.get("position"), problems));
    for (const placed of active) if (!kept.has(placed)) refused.add(placed);
  }
  return lines.filter((placed) => !refused.has(placed));
}

function withoutCycles(
  table: TableDefinition,
  rows: readonly PlacedRow[],
  childOf: (placed: PlacedRow) => unknown,
  problems: Problem[],
): PlacedRow[] {
  const edges = new Map<string, string>();
  return rows.filter((placed) => {
    const child = childOf(placed);
    const parent = placed.row.get("parent");
    if (typeof child !== "string" || typeof parent !== "string") return true;
    const circle = pathTo(edges, parent, child);
    if (!circle) {
      edges.set(child, parent);
      return true;
    }
    problems.push(
      rowProblem(
        placed,
        "parent",
        refuse("cycle", `would make ${[child, ...circle].join(" → ")} a circle`, "Break it: one of them must report to somebody above"),
        table,
      ),
    );
    return false;
  });
}

/** The way up from `start` to `goal`, or undefined when it ends elsewhere. */
function pathTo(edges: ReadonlyMap<string, string>, start: string, goal: string): string[] | undefined {
  const path: string[] = [];
  for (let here: string | undefined = start; here !== undefined && path.length <= edges.size; here = edges.get(here)) {
    path.push(here);
    if (here === goal) return path;
  }
  return undefined;
}
