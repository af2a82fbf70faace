import { sql } from "kysely";
import type { Transaction } from "../../../app/database/store.ts";
import { formatMinor } from "../../../money/money.ts";
import { amountOfMinor } from "../amount/store.ts";
import type { LineAdjustment, StatementLine } from "../statement.ts";

/** Which statement of which calculation. */
export type StatementKey = {
  readonly companyId: number;
  readonly calculation: number;
  readonly participant: string;
  readonly period: string;
  readonly currency: string;
};

export type ComponentTotal = {
  readonly component: string;
  readonly plan: string;
  readonly version: string;
  readonly amount: string;
  readonly lines: number;
};

/** What each component of the statement pays, in the order of its lines. */
export async function componentTotals(tx: Transaction, key: StatementKey): Promise<ComponentTotal[]> {
  const rows = await tx
    .selectFrom("statement_lines")
    .select([
      "component",
      "plan",
      "version",
      sql<string>`sum(amount_minor)::text`.as("amount_minor"),
      sql<number>`count(*)::int`.as("lines"),
    ])
    .where("company_id", "=", key.companyId)
    .where("calculation_id", "=", key.calculation)
    .where("participant", "=", key.participant)
    .where("period", "=", key.period)
    .where("currency", "=", key.currency)
    .groupBy(["component", "plan", "version"])
    .orderBy(sql`min(line_no)`)
    .execute();
  return rows.map(({ amount_minor, ...row }) => ({ ...row, amount: formatMinor(BigInt(amount_minor), key.currency) }));
}

export type LineRow = {
  readonly lineNo: number;
  readonly component: string;
  readonly plan: string;
  readonly version: string;
  readonly position: string;
  readonly window: string;
  readonly amount: string;
  readonly exact: string;
  readonly adjustment: LineAdjustment | null;
  readonly manual: NonNullable<StatementLine["manual"]> | null;
  readonly credit: {
    readonly source: string;
    readonly transaction: string;
    readonly line: string;
    readonly date: string;
    readonly rule: string;
    readonly amount: string;
    readonly customer: string | null;
    readonly product: string | null;
  } | null;
};

/** At most `limit` lines of one component (all components: undefined) after line number `after`, in the statement's order. */
export async function listLines(
  tx: Transaction,
  key: StatementKey,
  component: string | undefined,
  limit: number,
  after: number,
): Promise<LineRow[]> {
  const rows = await lineQuery(tx, key)
    .where("l.line_no", ">", after)
    .$if(component !== undefined, (query) => query.where("l.component", "=", component ?? ""))
    .orderBy("l.line_no")
    .limit(limit)
    .execute();
  return rows.map((row) => lineOf(row, key.currency));
}

/** The lines of a statement as the list shows them. */
export function lineRows(tx: Transaction, key: StatementKey) {
  return tx
    .selectFrom(lineQuery(tx, key).as("l"))
    .select(["l.line_no as lineNo", "l.component", "l.plan", "l.version", "l.position", "l.window", "l.exact", "l.adjustment"])
    .select(amountOfMinor(sql`l.amount_minor`, sql`${key.currency}::text`).as("amount"))
    .select([sql<string | null>`l.manual ->> 'adjustment'`.as("manual"), sql<string | null>`l.manual ->> 'reason'`.as("reason")])
    .select(["l.source", "l.transaction", "l.line", "l.credit_date as date", "l.credit_rule as rule", "l.credit_amount as credited"])
    .select((e) => [
      e.fn.coalesce("l.customer_name", "l.customer").as("customer"),
      e.fn.coalesce("l.product_name", "l.product").as("product"),
    ]);
}

/** One line by its number. */
export async function readLine(tx: Transaction, key: StatementKey, lineNo: number): Promise<LineRow | undefined> {
  const row = await lineQuery(tx, key).where("l.line_no", "=", lineNo).executeTakeFirst();
  return row && lineOf(row, key.currency);
}

function lineQuery(tx: Transaction, key: StatementKey) {
  return tx
    .selectFrom("statement_lines as l")
    .leftJoin("transactions as t", (join) =>
      join.onRef("t.company_id", "=", "l.company_id").onRef("t.transaction_id", "=", "l.transaction_id"),
    )
    .leftJoin("customers as c", (join) => join.onRef("c.company_id", "=", "t.company_id").onRef("c.customer", "=", "t.customer"))
    .leftJoin("products as p", (join) => join.onRef("p.company_id", "=", "t.company_id").onRef("p.product", "=", "t.product"))
    .select([
      "l.line_no",
      "l.component",
      "l.plan",
      "l.version",
      "l.position",
      "l.window",
      "l.amount_minor",
      "l.exact",
      "l.adjustment",
      "l.manual",
      "l.credit_rule",
      "l.credit_date",
      "l.credit_amount",
    ])
    .select(["t.source", "t.transaction", "t.line", "t.customer", "t.product", "c.name as customer_name", "p.name as product_name"])
    .where("l.company_id", "=", key.companyId)
    .where("l.calculation_id", "=", key.calculation)
    .where("l.participant", "=", key.participant)
    .where("l.period", "=", key.period)
    .where("l.currency", "=", key.currency);
}

type JoinedLine = NonNullable<Awaited<ReturnType<ReturnType<typeof lineQuery>["executeTakeFirst"]>>>;

function lineOf(row: JoinedLine, currency: string): LineRow {
  return {
    lineNo: row.line_no,
    component: row.component,
    plan: row.plan,
    version: row.version,
    position: row.position,
    window: row.window,
    amount: formatMinor(BigInt(row.amount_minor), currency),
    exact: row.exact,
    adjustment: row.adjustment,
    manual: row.manual,
    credit:
      row.transaction === null || row.source === null || row.line === null
        ? null
        : {
            source: row.source,
            transaction: row.transaction,
            line: row.line,
            date: row.credit_date ?? "",
            rule: row.credit_rule ?? "",
            amount: row.credit_amount ?? "",
            customer: row.customer_name ?? row.customer,
            product: row.product_name ?? row.product,
          },
  };
}
