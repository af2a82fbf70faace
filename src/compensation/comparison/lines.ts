import { formatMinor, minorOf } from "../../money/money.ts";
import type { StatementLine } from "../statements/statement.ts";

/** A line that is new, gone or pays otherwise: the same component, seat, window, rule and transaction on both sides. */
export type LineDifference = {
  readonly component: string;
  readonly plan: string;
  readonly position: string;
  readonly window: string;
  readonly transaction: string | null;
  readonly line: string | null;
  readonly date: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string;
};

/** The lines in which two statements of one currency differ, in the order of those after, what is gone at the end; they sum to the statements' difference. */
export function lineDifferences(before: readonly StatementLine[], after: readonly StatementLine[], currency: string): LineDifference[] {
  const rest = Map.groupBy(before, keyOf);
  const found: LineDifference[] = [];
  const add = (was: StatementLine | undefined, is: StatementLine | undefined): void => {
    const shown = is ?? was;
    const differenceMinor = minor(is, currency) - minor(was, currency);
    if (!shown || (differenceMinor === 0n && was && is)) return;
    const { component, plan, position, window, credit } = shown;
    const of = { transaction: credit?.transaction ?? null, line: credit?.line ?? null, date: credit?.date ?? null };
    const difference = formatMinor(differenceMinor, currency);
    found.push({ component, plan, position, window, ...of, before: was?.amount ?? null, after: is?.amount ?? null, difference });
  };
  for (const line of after) add(rest.get(keyOf(line))?.shift(), line);
  for (const gone of rest.values()) for (const line of gone) add(line, undefined);
  return found;
}

function keyOf({ component, plan, position, window, adjustment, manual, credit }: StatementLine): string {
  return JSON.stringify([
    component,
    plan,
    position,
    window,
    adjustment ?? "",
    manual?.adjustment,
    credit?.source,
    credit?.transaction,
    credit?.line,
    credit?.rule,
  ]);
}

function minor(line: StatementLine | undefined, currency: string): bigint {
  return line === undefined ? 0n : minorOf(line.amount, currency);
}
