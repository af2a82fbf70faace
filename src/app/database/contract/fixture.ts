import { createCompany } from "../companies.ts";
import { bucketOf } from "../bucket.ts";
import type { Session, Store, Transaction } from "../store.ts";

export type Fixture = {
  readonly companyId: number;
  readonly administrator: Session;
  readonly rep: (participant: string) => Session;
  readonly published: number;
  readonly draft: number;
};

/**
 * A company with two reps in two seats (anna in S1, bo in S2), one transaction each, one that only bo's credit links to
 * (owner nobody), a published calculation and a draft.
 */
export async function companyWithTwoReps(store: Store, name: string): Promise<Fixture> {
  const companyId = await createCompany(store, "tests", { name, currency: "EUR", settings: { amountDigits: 2 } });
  const administrator: Session = { companyId, actor: "admin", roles: ["administrator"] };
  await store.publish(administrator, { reason: "Inputs", kind: "import" }, (tx) => writeInputs(tx, companyId));
  const published = await store.publish(administrator, { reason: "Pay of 2026-Q1", kind: "calculation" }, (tx, change) =>
    writeResults(tx, companyId, change),
  );
  const draft = await store.as(administrator, (tx) => writeResults(tx, companyId, undefined));
  return {
    companyId,
    administrator,
    rep: (participant) => ({ companyId, actor: participant, roles: ["rep"], participant }),
    published,
    draft,
  };
}

async function writeInputs(tx: Transaction, company_id: number): Promise<void> {
  await tx.insertInto("windows").values({ company_id, calendar: "weeks", window: "W01", from: "2026-01-01", to: "2026-01-08" }).execute();
  await tx.insertInto("products").values({ company_id, product: "P1", name: "Bicycle", price: "12.50" }).execute();
  await tx.insertInto("plans").values({ company_id, set: "default", plan: "base", version: "1", document: "{}", hash: "0" }).execute();
  for (const [participant, position, customer] of [
    ["anna", "S1", "C1"],
    ["bo", "S2", "C2"],
  ] as const) {
    await tx.insertInto("people").values({ company_id, participant }).execute();
    await tx
      .insertInto("people_personal")
      .values({ company_id, participant, name: `Name of ${participant}` })
      .execute();
    await tx.insertInto("participant_attributes").values({ company_id, participant, attribute: "rate", value: "5%" }).execute();
    await tx.insertInto("positions").values({ company_id, position, title: "Rep" }).execute();
    await tx.insertInto("position_attributes").values({ company_id, position, attribute: "bonus", value: "100" }).execute();
    await tx.insertInto("assignments").values({ company_id, participant, position, share: "1" }).execute();
    await tx.insertInto("reporting_lines").values({ company_id, position, parent: "TOP" }).execute();
    await tx
      .insertInto("territories")
      .values({ company_id, territory: `T-${position}` })
      .execute();
    await tx
      .insertInto("territory_assignments")
      .values({ company_id, territory: `T-${position}`, position })
      .execute();
    await tx.insertInto("plan_assignments").values({ company_id, plan: "base", position }).execute();
    await tx
      .insertInto("adjustments")
      .values({
        company_id,
        adjustment: `A-${participant}`,
        participant,
        set: "default",
        calendar: "month",
        date: "2026-01-31",
        amount: "1",
        reason: "test",
      })
      .execute();
    await tx.insertInto("quotas").values({ company_id, position, measure: "revenue", from: "2026-01-01", amount: "1000" }).execute();
    await tx
      .insertInto("customers")
      .values({ company_id, customer, name: `Customer ${customer}` })
      .execute();
    await tx
      .insertInto("transactions")
      .values({
        company_id,
        source: "files",
        transaction: `of-${participant}`,
        line: "1",
        kind: "order",
        date: "2026-01-05",
        owner: participant,
        customer,
        amount: "99.999999",
      })
      .execute();
    await tx
      .insertInto("splits")
      .values({
        company_id,
        source: "files",
        transaction: `of-${participant}`,
        line: "1",
        kind: "overlay",
        party: participant,
        role: "",
        share: "0.5",
      })
      .execute();
    await tx
      .insertInto("opportunities")
      .values({ company_id, opportunity: `O-${participant}`, owner: participant, stage: "open" })
      .execute();
    await tx
      .insertInto("stage_history")
      .values({ company_id, opportunity: `O-${participant}`, stage: "open", from: "2026-01-02" })
      .execute();
    await tx
      .insertInto("activities")
      .values({
        company_id,
        activity: `A-${participant}`,
        kind: "call",
        date: "2026-01-03",
        owner: participant,
        opportunity: `O-${participant}`,
      })
      .execute();
  }
  await tx
    .insertInto("transactions")
    .values({ company_id, source: "files", transaction: "house", line: "1", kind: "order", date: "2026-01-06", amount: "10" })
    .execute();
  await tx.insertInto("imports").values({ company_id, actor: "admin" }).execute();
}

/** Statements, lines and credits of both reps; published under `change`, or a draft. */
async function writeResults(tx: Transaction, company_id: number, change: number | undefined): Promise<number> {
  const { calculation_id } = await tx
    .insertInto("calculations")
    .values({
      company_id,
      set: "default",
      period: "2026-Q1",
      input_change_number: 2,
      engine_version: "1",
      actor: "admin",
      ...(change === undefined ? {} : { state: "published", published_change: change }),
    })
    .returning("calculation_id")
    .executeTakeFirstOrThrow();
  await tx.insertInto("calculation_summaries").values({ company_id, calculation_id, summary: "{}" }).execute();
  const house = await tx
    .selectFrom("transactions")
    .select("transaction_id")
    .where("company_id", "=", company_id)
    .where("transaction", "=", "house")
    .executeTakeFirstOrThrow();
  for (const [credit_no, participant, position] of [
    [1, "anna", "S1"],
    [2, "bo", "S2"],
  ] as const) {
    const credit = { company_id, calculation_id, participant, currency: "EUR", bucket: bucketOf(company_id, participant) };
    const row = { ...credit, period: "2026-Q1" };
    await tx
      .insertInto("statements")
      .values({ ...row, total_minor: 1234, document: "{}" })
      .execute();
    await tx
      .insertInto("statement_lines")
      .values({
        ...row,
        line_no: 1,
        component: "base",
        plan: "base",
        version: "1",
        position,
        window: "2026-Q1",
        amount_minor: 1234,
        exact: "12.34",
      })
      .execute();
    const own = await tx
      .selectFrom("transactions")
      .select("transaction_id")
      .where("company_id", "=", company_id)
      .where("transaction", "=", `of-${participant}`)
      .executeTakeFirstOrThrow();
    const transaction_id = participant === "bo" ? house.transaction_id : own.transaction_id;
    await tx
      .insertInto("credits")
      .values({
        ...credit,
        credit_no,
        position,
        plan: "base",
        version: "1",
        rule: "direct",
        transaction_id,
        date: "2026-01-05",
        amount: "10",
        share: "1",
      })
      .execute();
  }
  return calculation_id;
}
