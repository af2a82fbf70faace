import { sql } from "kysely";
import { KINDS_WITHOUT_INPUTS } from "../../../history/kinds.ts";
import type { Store, Transaction } from "../../../app/database/store.ts";
import { formatMinor } from "../../../money/money.ts";
import type { StatementRow } from "../store.ts";

const VERSIONS_MAX = 12;
/** Changes of inputs that are told between two versions, the latest. */
const CHANGES_MAX = 20;

/** A published calculation of a statement, with the change numbers that say on what and when. */
export type PublishedVersion = {
  readonly calculation: number;
  readonly amount: string;
  readonly inputChange: number;
  readonly publishedChange: number;
};

/** The published calculations of a statement that the session may see, the latest first. */
export async function publishedVersions(
  tx: Transaction,
  companyId: number,
  { set, participant, period, currency }: Pick<StatementRow, "set" | "participant" | "period" | "currency">,
): Promise<PublishedVersion[]> {
  const rows = await tx
    .selectFrom("statements as s")
    .innerJoin("calculations as c", (join) =>
      join.onRef("c.company_id", "=", "s.company_id").onRef("c.calculation_id", "=", "s.calculation_id"),
    )
    .select(["c.calculation_id", "c.input_change_number", "s.total_minor"])
    .select(sql<number>`c.published_change`.as("published_change"))
    .where("s.company_id", "=", companyId)
    .where("c.set", "=", set)
    .where("s.participant", "=", participant)
    .where("s.period", "=", period)
    .where("s.currency", "=", currency)
    .where("c.published_change", "is not", null)
    .orderBy("c.calculation_id", "desc")
    .limit(VERSIONS_MAX)
    .execute();
  return rows.map((row) => ({
    calculation: row.calculation_id,
    amount: formatMinor(BigInt(row.total_minor), currency),
    inputChange: row.input_change_number,
    publishedChange: row.published_change,
  }));
}

export type Recorded = {
  readonly change: number;
  readonly kind: string;
  readonly at: string;
  readonly actor: string;
};

/** When and by whom changes were made. As the program: participants do not read `changes`, and are told only of those of their statement. */
export async function recordedChanges(store: Store, companyId: number, numbers: readonly number[]): Promise<Map<number, Recorded>> {
  if (numbers.length === 0) return new Map();
  const rows = await store.system((tx) =>
    changesOf(tx, companyId)
      .where("change_number", "in", [...numbers])
      .execute(),
  );
  return new Map(rows.map((row) => [row.change, told(row)]));
}

/** Changes of inputs after change `from` up to change `to`, the latest first. As the program, like `recordedChanges`. */
export async function inputChangesBetween(store: Store, companyId: number, from: number, to: number): Promise<Recorded[]> {
  const rows = await store.system((tx) =>
    changesOf(tx, companyId)
      .where("change_number", ">", from)
      .where("change_number", "<=", to)
      .where("kind", "not in", KINDS_WITHOUT_INPUTS)
      .orderBy("change_number", "desc")
      .limit(CHANGES_MAX)
      .execute(),
  );
  return rows.map(told);
}

/** The reasons of changes, as far as the session reads them: what was done for others stands in some. */
export async function reasonsOf(tx: Transaction, companyId: number, changes: readonly Recorded[]): Promise<Map<number, string>> {
  if (changes.length === 0) return new Map();
  const rows = await tx
    .selectFrom("changes")
    .select(["change_number", "reason"])
    .where("company_id", "=", companyId)
    .where(
      "change_number",
      "in",
      changes.map(({ change }) => change),
    )
    .execute();
  return new Map(rows.map((row) => [row.change_number, row.reason]));
}

function changesOf(tx: Transaction, companyId: number) {
  return tx
    .selectFrom("changes")
    .select(["change_number as change", "kind", "recorded_at as at", "actor"])
    .where("company_id", "=", companyId);
}

function told<Row extends { readonly at: Date }>({ at, ...row }: Row) {
  return { ...row, at: at.toISOString() };
}
