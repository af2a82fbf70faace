import type { Finding, Statement } from "../../compensation/statements/statement.ts";
import type { Problem } from "../../table/problem.ts";
import { totalsByCurrency } from "../../compensation/statements/totals.ts";

/**
 * The JSON form of `attain pay` and `attain statements`, one statement a line so that a million lines never stand in one text:
 * `{ "statements": [Statement …], "totals": [{ currency, amount, statements }], "findings": [Finding …], "warnings": [Problem …] }`.
 * `findings` holds every finding once, those of the statements included; `warnings` are those of the plans, where plans were read.
 */
export function writeStatementsJson(
  write: (text: string) => void,
  statements: readonly Statement[],
  findings: readonly Finding[],
  warnings?: readonly Problem[],
): void {
  write('{"statements": [');
  statements.forEach((statement, index) => write(`${index === 0 ? "" : ","}\n${JSON.stringify(statement)}`));
  write(`\n], "totals": ${JSON.stringify(totalsByCurrency(statements))},\n"findings": [`);
  allFindings(statements, findings).forEach((finding, index) => write(`${index === 0 ? "" : ","}\n${JSON.stringify(finding)}`));
  write(warnings === undefined ? "\n]}\n" : `\n],\n"warnings": ${JSON.stringify(warnings)}}\n`);
}

/** The findings of the calculation and of its statements, each once. */
export function allFindings(statements: readonly Statement[], findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const finding of [...findings, ...statements.flatMap((statement) => statement.findings)]) seen.set(JSON.stringify(finding), finding);
  return [...seen.values()];
}
