import type { ColumnType, Generated } from "kysely";
import type { Role } from "../../access/permissions.ts";
import type { Json, JsonWithDefault, Timestamp, TimestampOrNull } from "./schema.ts";
import type { Claimed } from "./schema-imports.ts";

export type TaskState = "queued" | "running" | "done" | "failed" | "cancelled";
export type TaskProgress = { readonly text: string; readonly done: number; readonly total: number | null };
export type TaskProblem = { readonly code: string; readonly detail: string };

/** Tables of the API: what is kept under idempotency keys, and tasks. */
export type ApiTables = {
  idempotency_keys: {
    company_id: number;
    actor: string;
    key_hash: string;
    content_hash: string;
    status: number | null;
    media_type: string | null;
    body: Uint8Array | null;
    begun_at: Timestamp;
    lease_until: Timestamp;
    expires_at: Timestamp;
  };
  first_steps: { company_id: number; user_id: string; step: string; taken_at: Generated<Date> };
  receipt_keys: { company_id: number; key: string; public_key: string; sealed_private_key: Uint8Array; made_at: Generated<Date> };
  tasks: Claimed & {
    company_id: number;
    task: Generated<number>;
    kind: string;
    state: Generated<TaskState>;
    content: Json<Record<string, unknown>>;
    progress: JsonWithDefault<TaskProgress>;
    checkpoint: JsonWithDefault<Record<string, unknown>>;
    result: JsonWithDefault<Record<string, unknown> | null>;
    problem: JsonWithDefault<TaskProblem | null>;
    actor: string;
    roles: Role[];
    participant: string | null;
    created_at: Generated<Date>;
    started_at: TimestampOrNull;
    finished_at: TimestampOrNull;
    cancel: Generated<boolean>;
    updated_at: ColumnType<Date, Date | undefined, Date>;
  };
};
