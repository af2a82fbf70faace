import type { Finding, Statement, StatementLine } from "../../compensation/statements/statement.ts";
import { totalsByCurrency } from "../../compensation/statements/totals.ts";
import { allFindings } from "./statement-json.ts";
import { grouped, textTable } from "./text-table.ts";

/** Statements as people read them on a terminal: measures, then pay by component and window, then totals and findings. */
export function writeStatementsText(write: (text: string) => void, statements: readonly Statement[], findings: readonly Finding[]): void {
  for (const statement of statements) write(`${statementText(statement)}\n\n`);
  for (const total of totalsByCurrency(statements))
    write(
      `Total of ${total.statements} ${total.statements === 1 ? "statement" : "statements"}: ${grouped(total.amount)} ${total.currency}\n`,
    );
  if (statements.length === 0) write("No statements.\n");
  for (const finding of allFindings(statements, findings)) write(`${findingText(finding)}\n`);
}

function statementText(statement: Statement): string {
  const dates = statement.to === null ? `from ${statement.from}` : `${statement.from} to before ${statement.to}`;
  const parts = [
    `${statement.participant} ${statement.name} · ${statement.period} (${dates}) · ${grouped(statement.totals.amount)} ${statement.currency}`,
  ];
  if (statement.measures.length > 0) parts.push(measuresTable(statement));
  if (statement.lines.length > 0) parts.push(componentsTable(statement));
  return parts.join("\n");
}

function measuresTable(statement: Statement): string {
  const right = { align: "right" } as const;
  const columns = [
    { title: "Measure" },
    { title: "Seat" },
    { title: "Window" },
    { title: "Credits", ...right },
    { title: "Amount", ...right },
    { title: "Quota", ...right },
    { title: "Attainment", ...right },
  ];
  const rows = statement.measures.map((measure) => [
    measure.name,
    measure.position,
    measure.window,
    String(measure.credits),
    grouped(measure.amount),
    measure.quota === null ? "none" : grouped(measure.quota),
    measure.attainmentPercent === null ? "" : `${measure.attainmentPercent} %`,
  ]);
  return textTable(columns, rows);
}

/** One row for each component: how many lines, and what they pay together. */
function componentsTable(statement: Statement): string {
  const lines = new Map<string, { first: StatementLine; count: number }>();
  for (const line of statement.lines) {
    const known = lines.get(line.component);
    if (known) known.count += 1;
    else lines.set(line.component, { first: line, count: 1 });
  }
  const pay = new Map(Object.entries(statement.totals.components));
  const rows = [...lines].map(([component, { first, count }]) => [
    component,
    `${first.plan} ${first.version}`,
    String(count),
    grouped(pay.get(component) ?? ""),
  ]);
  return textTable([{ title: "Component" }, { title: "Plan" }, { title: "Lines", align: "right" }, { title: "Pay", align: "right" }], rows);
}

/** "blocking quota-missing: … Fix: …" */
export function findingText(finding: Finding): string {
  return `${finding.blocking ? "blocking finding" : "finding"} ${finding.code}: ${finding.message} ${finding.fix}`;
}
