import { calculate, prepare, type StatementHead, toStatement } from "../../compensation/engine.ts";
import { ALL_PERIODS } from "../../compensation/statements/store.ts";
import type { Statement } from "../../compensation/statements/statement.ts";
import type { Session, Store } from "../database/store.ts";
import { canonicalJson } from "../import/canonical-json.ts";
import { firstDifference } from "./first-difference.ts";
import { loadInputs } from "./load.ts";
import { calculationStatements } from "./stored-statements.ts";

/** One statement, or a whole part of the calculation, that does not come out as it was published. */
export type Difference = {
  readonly participant: string;
  readonly period: string;
  readonly place: string;
  readonly stored: string;
  readonly replayed: string;
};

export type Replay = {
  readonly calculationId: number;
  readonly set: string;
  readonly period: string;
  readonly inputChange: number;
  readonly engineVersion: string;
  readonly statements: number;
  readonly lines: number;
  readonly differences: readonly Difference[];
};

const DIFFERENCES_MAX = 100;

/** The calculations that were published, in their order; superseded ones too. */
export async function publishedCalculations(store: Store, session: Session): Promise<readonly number[]> {
  const found = await store.as(session, (tx) =>
    tx
      .selectFrom("calculations")
      .select("calculation_id")
      .where("company_id", "=", session.companyId)
      .where("published_change", "is not", null)
      .orderBy("calculation_id")
      .execute(),
  );
  return found.map((row) => row.calculation_id);
}

/**
 * Computes a calculation again from its plan versions and the inputs as of its change number, and compares every statement, measure, finding
 * and line with what is stored, to the minor unit. Undefined when there is no such calculation.
 */
export async function replay(store: Store, session: Session, calculationId: number, signal?: AbortSignal): Promise<Replay | undefined> {
  const { companyId } = session;
  return store.as(session, async (tx) => {
    const record = await tx
      .selectFrom("calculations")
      .select(["set", "period", "input_change_number", "engine_version", "plan_versions"])
      .where("company_id", "=", companyId)
      .where("calculation_id", "=", calculationId)
      .where("state", "!=", "running")
      .executeTakeFirst();
    if (!record) return undefined;
    const { set, period, input_change_number: inputChange, engine_version: engineVersion } = record;
    const loaded = await loadInputs(store, tx, companyId, inputChange, set);
    const differences: Difference[] = [];
    const report = (
      participant: string,
      of: string,
      difference: { readonly place: string; readonly stored: string; readonly replayed: string },
    ) => {
      if (differences.length < DIFFERENCES_MAX) differences.push({ participant, period: of, ...difference });
    };
    const plans = firstDifference(record.plan_versions, loaded.planVersions);
    if (plans) report("", period, { ...plans, place: `plan versions${plans.place}` });
    const calculation = calculate(prepare(loaded.inputs), { set });
    const heads = new Map(
      calculation.statements.filter((head) => period === ALL_PERIODS || head.period === period).map((head) => [keyOf(head), head]),
    );
    let statements = 0;
    let lines = 0;
    for await (const stored of calculationStatements(tx, companyId, calculationId)) {
      signal?.throwIfAborted();
      statements += 1;
      lines += stored.lines.length;
      const head = heads.get(keyOf(stored));
      heads.delete(keyOf(stored));
      const difference = head ? compare(stored, toStatement(calculation, head)) : { place: "", stored: "a statement", replayed: "none" };
      if (difference) report(stored.participant, stored.period, difference);
    }
    for (const head of heads.values()) report(head.participant, head.period, { place: "", stored: "none", replayed: "a statement" });
    return { calculationId, set, period, inputChange, engineVersion, statements, lines, differences };
  });
}

function keyOf({ participant, period, currency }: Pick<StatementHead, "participant" | "period" | "currency">): string {
  return canonicalJson([participant, period, currency]);
}

/** Names of people may be corrected later and are no part of the result. */
function compare({ name: _stored, ...stored }: Statement, { name: _replayed, ...replayed }: Statement) {
  return firstDifference(stored, replayed);
}
