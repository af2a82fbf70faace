import type { TableDefinition } from "../table/definition.ts";
import type { Problem } from "../table/problem.ts";
import { refuse } from "../table/refusal.ts";
import type { Cell, PlacedRow, Row } from "../table/row.ts";
import { keyOf, placeOf, rowProblem } from "./row-problem.ts";

/**
 * Rows by key: one that says the same as an earlier one counts once, one that says something else is a problem.
 * Rows without a place (line 0) are known already: a later row with the same key replaces them, and comes after all that stay, so that
 * what contradicts a known row is the row of the file, which can be reported.
 */
export function collapseDuplicates(table: TableDefinition, rows: readonly PlacedRow[], problems: Problem[]): PlacedRow[] {
  const byKey = new Map<string, PlacedRow>();
  for (const placed of rows) {
    const key = keyOf(table, placed);
    const earlier = byKey.get(key);
    if (!earlier) byKey.set(key, placed);
    else if (earlier.line === 0) {
      byKey.delete(key);
      byKey.set(key, placed);
    } else if (!sameContent(earlier.row, placed.row)) {
      problems.push(
        rowProblem(
          placed,
          table.key.at(-1) ?? "",
          refuse(
            "duplicate-key",
            `has the same ${table.key.join(", ")} as ${placeOf(earlier)} but other content`,
            "Keep one of the two rows",
          ),
          table,
        ),
      );
    }
  }
  return [...byKey.values()];
}

export function sameContent(a: Row, b: Row): boolean {
  if (a.size !== b.size) return false;
  for (const [name, cell] of a) if (!sameCell(cell, b.get(name))) return false;
  return true;
}

function sameCell(a: Cell, b: Cell | undefined): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  const scale = Math.max(a.scale, b.scale);
  return a.unscaled * 10n ** BigInt(scale - a.scale) === b.unscaled * 10n ** BigInt(scale - b.scale);
}
