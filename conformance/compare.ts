import type { Finding, Statement, StatementLine } from "../src/compensation/statements/statement.ts";
import { parseDecimal } from "../src/money/decimal.ts";
import { compare, scaled } from "../src/money/rational.ts";
import type { Result } from "./calculations.ts";

/** A result in words that can be compared: one text a statement, line, measure and finding. */
export function wordsOf({ statements, findings }: Result): string[] {
  return [...statements.flatMap(statementWords), ...findingWords("calculation", findings)];
}

function statementWords(statement: Statement): string[] {
  const head = `${statement.participant} ${statement.period} ${statement.from}..${statement.to} ${statement.currency}`;
  return [
    `${head} total ${statement.totals.amount}`,
    ...Object.entries(statement.totals.components)
      .filter(([, amount]) => /[1-9]/.test(amount))
      .map(([name, amount]) => `${head} total of ${name} ${amount}`)
      .sort(),
    ...statement.measures
      .map(
        (measure) =>
          `${head} measure ${measure.name} ${measure.plan} ${measure.position} ${measure.window}: ${plain(measure.amount)} of ${plain(measure.quota)}, ${measure.attainmentPercent} %, ${measure.credits} credits`,
      )
      .sort(),
    ...statement.lines.map((line) => `${head} line ${lineWords(line)}`),
    ...findingWords(head, statement.findings),
  ];
}

function lineWords({ component, plan, version, position, window, amount, exact, credit, adjustment, manual }: StatementLine): string {
  const of =
    credit === null
      ? manual
        ? `adjustment ${manual.adjustment} for ${manual.reason}`
        : (adjustment ?? "total")
      : `${credit.source}/${credit.transaction}/${credit.line} ${credit.date} ${credit.rule} ${plain(credit.amount)}`;
  return `${component} ${plan} ${version} ${position} ${window} ${of}: ${amount} (${plain(exact)})`;
}

/** Findings by code and person, each once. */
function findingWords(head: string, findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ code, participant }) => `${head} finding ${code} ${participant ?? ""}`))].sort();
}

/** A decimal without trailing zeros. */
export function plain(text: string | null): string | null {
  return text?.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** Sum of the lines of a statement equals its total. */
export function linesSum(statement: Statement): boolean {
  const value = (text: string): ReturnType<typeof scaled> => {
    const { unscaled, scale } = parseDecimal(text) ?? { unscaled: 0n, scale: 0 };
    return scaled(unscaled, scale);
  };
  const digits = parseDecimal(statement.totals.amount)?.scale ?? 0;
  const minor = statement.lines.reduce((sum, line) => sum + (parseDecimal(line.amount)?.unscaled ?? 0n), 0n);
  return compare(scaled(minor, digits), value(statement.totals.amount)) === 0;
}
