import { text } from "../../web/kit/text.ts";
import type { ImportView } from "./import-report.tsx";

/** Rows that a check would import, the same ones included, and rows that it refuses; or that it failed. */
export type Outcome = { readonly taken: number; readonly refused: number; readonly failed: boolean };

/** Files without rows, such as company.json alone, are imported too; not those of which every row is refused. */
export function canImport({ taken, refused, failed }: Outcome): boolean {
  return !failed && (taken > 0 || refused === 0);
}

/** What the check found; undefined while it runs. */
export function outcomeOf(found: ImportView | undefined): Outcome | undefined {
  if (!found || found.state === "staging") return undefined;
  const sum = (count: (counts: ImportView["tables"][number]) => number) => found.tables.reduce((total, counts) => total + count(counts), 0);
  return {
    taken: found.error === null ? sum((counts) => counts.new + counts.changed + counts.same + counts.collapsed + counts.voided) : 0,
    failed: found.error !== null,
    refused: sum(({ rejected }) => rejected),
  };
}

type State = { readonly sending: boolean; readonly ready: boolean; readonly checked: boolean; readonly outcome: Outcome | undefined };

/** How far the import is, and what keeps it from going on. */
export function stateOf({ sending, ready, checked, outcome }: State): string {
  const words = text.imports;
  if (sending) return words.sending;
  if (!ready) return words.isOpen;
  if (!checked) return words.canCheck;
  if (!outcome) return words.isChecking;
  if (outcome.failed) return words.checkFailed;
  if (!canImport(outcome)) return words.allRefused(outcome.refused);
  return outcome.taken === 0 ? words.noRows : words.canImport(outcome.taken, outcome.refused);
}
