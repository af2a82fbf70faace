import type { ColumnType, Generated } from "kysely";
import type { LineAdjustment, StatementLine } from "../../compensation/statements/statement.ts";
import type { CalculationProgress } from "../calculation/record.ts";
import type { DisputeSide, DisputeState, DisputeStep } from "../../compensation/disputes/dispute.ts";
import type { Json, JsonWithDefault, Numeric, NumericOrNull, Row } from "./schema.ts";
import type { Claimed } from "./schema-imports.ts";

export type CalculationState = "draft" | "running" | "published" | "superseded" | "failed";

export type CalculationTables = {
  calculations: Claimed & {
    company_id: number;
    calculation_id: Generated<number>;
    set: string;
    period: string;
    input_change_number: number;
    plan_versions: JsonWithDefault<readonly { plan: string; version: string; hash: string }[]>;
    engine_version: string;
    actor: string;
    state: Generated<CalculationState>;
    created_at: Generated<Date>;
    published_change: number | null;
    superseded_change: number | null;
    progress: JsonWithDefault<CalculationProgress>;
    error: string | null;
  };
  /** Totals of everybody; participants may not read them. */
  calculation_summaries: { company_id: number; calculation_id: number; summary: Json<Record<string, unknown>> };
  statements: {
    company_id: number;
    calculation_id: number;
    participant: string;
    period: string;
    currency: string;
    total_minor: number;
    document: Json<Record<string, unknown>>;
    bucket: number;
  };
  statement_lines: {
    company_id: number;
    calculation_id: number;
    participant: string;
    period: string;
    currency: string;
    line_no: number;
    component: string;
    plan: string;
    version: string;
    position: string;
    window: string;
    amount_minor: number;
    exact: string;
    transaction_id: number | null;
    credit_rule: string | null;
    credit_date: string | null;
    credit_amount: string | null;
    adjustment: LineAdjustment | null;
    /** Of a line with adjustment "manual": { adjustment, reason }. */
    manual: JsonWithDefault<NonNullable<StatementLine["manual"]> | null>;
    bucket: number;
  };
  credits: {
    company_id: number;
    calculation_id: number;
    credit_no: number;
    participant: string;
    position: string;
    plan: string;
    version: string;
    rule: string;
    transaction_id: number;
    date: string;
    amount: Numeric;
    currency: string;
    share: Numeric;
    bucket: number;
  };
  disputes: Row & {
    dispute: string;
    participant: string;
    set: string;
    period: string;
    currency: string;
    from: string;
    last_day: string | null;
    calculation_id: number;
    line_no: number | null;
    component: string | null;
    window: string | null;
    source: string | null;
    transaction: string | null;
    line: string | null;
    manual: string | null;
    amount: Numeric;
    question: string;
    state: ColumnType<DisputeState, DisputeState | undefined, DisputeState>;
    adjustment: ColumnType<string | null, string | null | undefined, string | null>;
    asked_by: string;
    asked_at: Generated<Date>;
  };
  dispute_messages: Row & {
    dispute: string;
    message: number;
    author: string;
    side: DisputeSide;
    step: DisputeStep;
    body: string;
    adjustment: string | null;
    adjustment_amount: NumericOrNull;
    written_at: Generated<Date>;
  };
};
