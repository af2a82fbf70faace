import type { CheckedInputs } from "./check-inputs.ts";
import type { Written } from "./publish-staged.ts";
import type { ReadRows } from "./read-rows.ts";
import type { StagedCounts } from "./record.ts";
import { NO_ROWS, type TableCounts } from "./result.ts";

/** What was done with the tables that are held in memory, and with the plans. */
export function countSmallTables(read: ReadRows, checked: CheckedInputs, written: ReadonlyMap<string, Written>): [string, TableCounts][] {
  const refused = new Set(checked.problems.map(({ file, line }) => `${file}:${line}`));
  const tables = [...read.counts]
    .filter(([name, counts]) => counts.read > 0 || (written.get(name)?.voided ?? 0) > 0)
    .map(([name, counts]): [string, TableCounts] => {
      const placed = read.placed.get(name) ?? [];
      const kept = new Set(checked.rows.get(name)?.map(placeOf));
      const rejected = new Set(placed.map(placeOf).filter((place) => !kept.has(place) && refused.has(place))).size;
      const taken = checked.rows.get(name)?.length ?? 0;
      const { new: added, changed, voided } = written.get(name) ?? NO_ROWS;
      return [
        name,
        {
          read: counts.read,
          rejected: counts.rejected + rejected,
          collapsed: placed.length - taken - rejected,
          new: added,
          changed,
          same: taken - added - changed,
          voided,
        },
      ];
    });
  const plansRefused = new Set(checked.problems.filter(({ file }) => file.startsWith("plans/")).map(({ file }) => file)).size;
  const { new: added, changed } = written.get("plans") ?? NO_ROWS;
  const plans = checked.plans.length;
  if (plans + plansRefused > 0)
    tables.push([
      "plans",
      { read: plans + plansRefused, rejected: plansRefused, collapsed: 0, new: added, changed, same: plans - added - changed, voided: 0 },
    ]);
  return tables;
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }): string {
  return `${file}:${line}`;
}

export function countStagedTable({ read, rejected, collapsed, staged }: StagedCounts, written: Written = NO_ROWS): TableCounts {
  return {
    read,
    rejected,
    collapsed,
    new: written.new,
    changed: written.changed,
    same: staged - written.new - written.changed,
    voided: written.voided,
  };
}
