import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Role } from "../../access/permissions.ts";
import type { CalculationTables } from "./schema-calculations.ts";
import type { ApiTables } from "./schema-api.ts";
import type { ImportTables } from "./schema-imports.ts";
import type { SignInTables } from "./schema-sign-in.ts";

/**
 * The tables as Kysely sees them. Types are the same on both engines:
 * bigint columns are numbers (a value beyond 2^53 is an error, never rounded: cast to text to read one),
 * numeric and date are text ("12.50", "2014-02-28", "infinity", "-infinity"), timestamptz is a Date, jsonb is parsed.
 * `change_number` defaults to the number under which the transaction publishes.
 */
export type Database = InputTables & ImportTables & CalculationTables & ApiTables & AccessTables & SignInTables;

/** "2014-02-28", or "infinity" and "-infinity" for open ends. */
type DateText = string;
type OpenDate = ColumnType<DateText, DateText | undefined, DateText>;
/** A decimal as text; written as text or as a whole number. */
export type Numeric = ColumnType<string, string | number, string | number>;
export type NumericOrNull = ColumnType<string | null, string | number | null | undefined, string | number | null>;
/** jsonb: parsed when read; written as JSON text (use `json()` of json.ts). */
export type Json<T extends object> = JSONColumnType<T>;
export type JsonWithDefault<T> = ColumnType<T, string | undefined, string>;
/** "timestamp with time zone": a Date; written as a Date or ISO text. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>;
export type TimestampOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type Attributes = JsonWithDefault<Record<string, unknown>>;

export type Row = { company_id: number; change_number: ColumnType<number, number | undefined, number> };
type Dated = { from: OpenDate; to: OpenDate };

export type InputTables = {
  companies: {
    company_id: Generated<number>;
    name: string;
    currency: string;
    settings: JsonWithDefault<Record<string, unknown>>;
    change_number: Row["change_number"];
  };
  windows: Row & { calendar: string; window: string; from: DateText; to: OpenDate };
  territories: Row & { territory: string; name: string | null; parent: string | null; attributes: Attributes };
  people: Row & { participant: string; hired: OpenDate; left: OpenDate; currency: string | null; attributes: Attributes; bucket: Computed };
  people_personal: Row & { participant: string; name: string; email: string | null; bucket: Computed };
  participant_attributes: Row & Dated & { participant: string; attribute: string; value: string; bucket: Computed };
  positions: Row & { position: string; title: string | null; role: string | null; parent: string | null; attributes: Attributes };
  position_attributes: Row & Dated & { position: string; attribute: string; value: string };
  reporting_lines: Row & Dated & { position: string; parent: string };
  /** share 1 is 100 %. */
  assignments: Row &
    Dated & {
      participant: string;
      position: string;
      share: ColumnType<string, string | number | undefined, string | number>;
      bucket: Computed;
    };
  territory_assignments: Row & Dated & { territory: string; position: string };
  customers: Row & { customer: string; name: string | null; segment: string | null; territory: string | null; attributes: Attributes };
  products: Row & { product: string; name: string | null; family: string | null; price: NumericOrNull; attributes: Attributes };
  quotas: Row & {
    position: string;
    measure: string;
    from: DateText;
    to: OpenDate;
    calendar: string | null;
    amount: Numeric;
    currency: string | null;
  };
  plan_assignments: Row & Dated & { plan: string; position: string };
  adjustments: Row & {
    adjustment: string;
    participant: string;
    set: string;
    calendar: string;
    date: DateText;
    amount: Numeric;
    currency: string | null;
    reason: string;
  };
  plans: Row & { set: string; plan: string; version: string; document: Json<object>; hash: string };
  transactions: Row & TransactionValues & { transaction_id: Generated<number>; attributes: Attributes; voided_at_change: number | null };
  /** share 1 is 100 %. */
  splits: Row & { source: string; transaction: string; line: string; kind: string; party: string; role: string; share: Numeric };
  opportunities: Row & {
    opportunity: string;
    name: string | null;
    customer: string | null;
    product: string | null;
    owner: string | null;
    stage: string;
    outcome: Generated<string>;
    amount: NumericOrNull;
    currency: string | null;
    opened: DateText | null;
    closed: DateText | null;
    attributes: Attributes;
  };
  stage_history: Row & { opportunity: string; stage: string; from: DateText; to: OpenDate };
  activities: Row & {
    activity: string;
    kind: string;
    date: DateText;
    owner: string | null;
    customer: string | null;
    opportunity: string | null;
    minutes: NumericOrNull;
  };
};
/** Computed by the database from the key; cannot be written. */
type Computed = ColumnType<number, never, never>;

export type TransactionValues = {
  source: string;
  transaction: string;
  line: string;
  kind: string;
  order: string | null;
  original: string | null;
  date: DateText;
  order_date: DateText | null;
  invoice_date: DateText | null;
  payment_date: DateText | null;
  customer: string | null;
  product: string | null;
  territory: string | null;
  owner: string | null;
  position: string | null;
  amount: Numeric;
  currency: string | null;
  margin: NumericOrNull;
  quantity: NumericOrNull;
};

export type AccessTables = {
  changes: {
    company_id: number;
    change_number: number;
    recorded_at: ColumnType<Date, undefined, never>;
    actor: string;
    reason: string;
    kind: string;
  };
  history: {
    company_id: number;
    history_id: Generated<number>;
    table_name: string;
    row_key: Json<Record<string, unknown>>;
    /** The key's parts in the table's order, divided by " / ". */
    object: string;
    row: Json<Record<string, unknown>>;
    change_number: number;
    superseded_by: number;
    actor: string;
    reason: string;
    participant: string | null;
    position: string | null;
  };
  /** Derived: `participant` sits below a seat of `manager`. */
  reports: { company_id: number; manager: string; participant: string; from: string; to: string };
  memberships: Row & Dated & { user_id: string; role: Role; participant: string | null };
  user: {
    id: string;
    name: string;
    email: string;
    emailVerified: boolean;
    image: string | null;
    twoFactorEnabled: Generated<boolean>;
    createdAt: Generated<Date>;
    updatedAt: Generated<Date>;
  };
  session: {
    id: string;
    expiresAt: Timestamp;
    token: string;
    createdAt: Generated<Date>;
    updatedAt: ColumnType<Date, Date | undefined, Date>;
    ipAddress: string | null;
    userAgent: string | null;
    userId: string;
  };
};
