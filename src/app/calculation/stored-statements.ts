import type { Statement, StatementLine } from "../../compensation/statements/statement.ts";
import { type LineRow, listLines, type StatementKey } from "../../compensation/statements/lines/store.ts";
import { listCalculationStatements, listStatements, type StatementFilter, type StatementRow } from "../../compensation/statements/store.ts";
import type { Transaction } from "../database/store.ts";

const STATEMENTS_A_PAGE = 200;
const LINES_A_PAGE = 10_000;

/** Statements of the database in the form that `attain pay` gives, ordered like the pages of the app: latest period first, by name within it. */
export async function* storedStatements(tx: Transaction, companyId: number, filter: StatementFilter): AsyncGenerator<Statement> {
  let after: StatementRow | undefined;
  do {
    const page: StatementRow[] = await listStatements(tx, companyId, filter, STATEMENTS_A_PAGE, after);
    for (const row of page) yield await withLines(tx, companyId, row);
    after = page.length === STATEMENTS_A_PAGE ? page.at(-1) : undefined;
  } while (after);
}

/** Every statement that a calculation wrote, whether it still counts or not, ordered by participant and period. */
export async function* calculationStatements(tx: Transaction, companyId: number, calculationId: number): AsyncGenerator<Statement> {
  let after: StatementRow | undefined;
  do {
    const page: StatementRow[] = await listCalculationStatements(tx, companyId, calculationId, STATEMENTS_A_PAGE, after);
    for (const row of page) yield await withLines(tx, companyId, row);
    after = page.length === STATEMENTS_A_PAGE ? page.at(-1) : undefined;
  } while (after);
}

async function withLines(tx: Transaction, companyId: number, row: StatementRow): Promise<Statement> {
  const lines = await storedLines(tx, { companyId, ...row });
  const { participant, name, period, from, to, currency, measures, findings } = row;
  return { participant, name, period, from, to, currency, measures, lines, totals: { amount: row.amount, components: row.pay }, findings };
}

/** All lines of one stored statement, in its order. */
export async function storedLines(tx: Transaction, key: StatementKey): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  for (let last = -1, more = true; more;) {
    const page = await listLines(tx, key, undefined, LINES_A_PAGE, last);
    for (const line of page) lines.push(statementLine(line));
    more = page.length === LINES_A_PAGE;
    last = page.at(-1)?.lineNo ?? last;
  }
  return lines;
}

function statementLine({ component, plan, version, position, window, amount, exact, credit, adjustment, manual }: LineRow): StatementLine {
  const line = { component, plan, version, position, window, amount, exact };
  const reference = credit && {
    source: credit.source,
    transaction: credit.transaction,
    line: credit.line,
    date: credit.date,
    rule: credit.rule,
    amount: credit.amount,
  };
  return { ...line, credit: reference, ...(adjustment ? { adjustment } : {}), ...(manual ? { manual } : {}) };
}
