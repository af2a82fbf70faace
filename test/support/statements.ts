import { sql } from "kysely";
import { createCompany } from "../../src/app/database/companies.ts";
import type { CalculationState } from "../../src/app/database/schema-calculations.ts";
import type { Store, Transaction } from "../../src/app/database/store.ts";
import type { Role } from "../../src/access/permissions.ts";
import type { Finding } from "../../src/compensation/statements/statement.ts";
import { PASSWORD, type TestServer } from "./server.ts";

/** Rows of a company as an import and a calculation leave them, written directly: what the routes read is the rows. */
export async function companyWith(store: Store, name: string, people: readonly string[]): Promise<number> {
  const companyId = await createCompany(store, "test", { name, currency: "USD", settings: {} });
  await store.publish({ companyId, actor: "test", roles: "system" }, { reason: "people", kind: "test" }, async (tx) => {
    for (const participant of people) {
      await tx.insertInto("people").values({ company_id: companyId, participant }).execute();
      await tx
        .insertInto("people_personal")
        .values({ company_id: companyId, participant, name: `Name ${participant}` })
        .execute();
      await tx
        .insertInto("transactions")
        .values({
          ...BLANK,
          company_id: companyId,
          source: "files",
          transaction: `T-${participant}`,
          line: "1",
          owner: participant,
          amount: "1000.1250",
        })
        .execute();
    }
  });
  return companyId;
}

const BLANK = {
  kind: "order",
  order: null,
  original: null,
  date: "2026-01-15",
  order_date: null,
  invoice_date: null,
  payment_date: null,
  customer: null,
  product: null,
  territory: null,
  position: null,
  currency: null,
};

export type StatementSeed = { readonly participant: string; readonly minor: readonly number[]; readonly findings?: readonly Finding[] };

/** One calculation of one period with a statement for each seed, whose lines pay `minor` cents each. */
export async function calculated(
  store: Store,
  companyId: number,
  period: string,
  from: string,
  state: CalculationState,
  seeds: readonly StatementSeed[],
): Promise<number> {
  return store.system(async (tx) => {
    const { calculation_id } = await tx
      .insertInto("calculations")
      .values({
        company_id: companyId,
        set: "default",
        period,
        input_change_number: 2,
        engine_version: "0",
        actor: "test",
        state,
        published_change: state === "draft" ? null : 2,
        superseded_change: state === "superseded" ? 3 : null,
      })
      .returning("calculation_id")
      .executeTakeFirstOrThrow();
    for (const seed of seeds) await addStatement(tx, companyId, calculation_id, period, from, seed);
    return calculation_id;
  });
}

async function addStatement(
  tx: Transaction,
  company_id: number,
  calculation_id: number,
  period: string,
  from: string,
  { participant, minor, findings = [] }: StatementSeed,
): Promise<void> {
  const common = { company_id, calculation_id, participant, period, currency: "USD", bucket: 0 };
  const document = JSON.stringify({ from, to: null, measures: [], findings, pay: {} });
  await tx
    .insertInto("statements")
    .values({ ...common, total_minor: minor.reduce((sum, cents) => sum + cents, 0), document })
    .execute();
  const { transaction_id } = await tx
    .selectFrom("transactions")
    .select("transaction_id")
    .where("company_id", "=", company_id)
    .where("transaction", "=", `T-${participant}`)
    .executeTakeFirstOrThrow();
  for (const [line_no, amount_minor] of minor.entries())
    await tx
      .insertInto("statement_lines")
      .values({
        ...common,
        line_no,
        component: line_no % 2 === 0 ? "base" : "extra",
        plan: "p",
        version: "1",
        position: "s",
        window: period,
        amount_minor,
        exact: String(amount_minor / 100),
        transaction_id,
        credit_rule: "own",
        credit_date: "2026-01-15",
        credit_amount: "1000.1250",
        adjustment: null,
      })
      .execute();
}

/** A user with a role in the company, signed in. */
export async function signedIn(
  server: TestServer,
  companyId: number,
  email: string,
  role: Role,
  participant: string | null,
): Promise<string> {
  const user = await server.signIn.create({ name: email, email });
  await server.signIn.setPassword(user.id, PASSWORD);
  await server.store.publish({ companyId, actor: "test", roles: "system" }, { reason: "sign-in", kind: "test" }, (tx) =>
    tx
      .insertInto("memberships")
      .values({ company_id: companyId, user_id: user.id, role, participant, from: sql`current_date - 1` })
      .execute(),
  );
  return server.cookieOf(email);
}
