import type { ColumnType, Generated } from "kysely";
import type { Permission, Role } from "../../access/permissions.ts";
import type { Timestamp, TimestampOrNull } from "./schema.ts";

/** Tables of signing in, beside those of better-auth. */
export type SignInTables = {
  invitations: {
    company_id: number;
    invitation: string;
    email: string;
    roles: Role[];
    participant: string | null;
    from: string;
    to: ColumnType<string, string | undefined, string>;
    invited_by: string;
    invited_at: Timestamp;
    sent_at: TimestampOrNull;
    expires_at: Timestamp;
    accepted_at: TimestampOrNull;
    withdrawn_at: TimestampOrNull;
  };
  api_keys: {
    company_id: number;
    api_key: string;
    secret_hash: string;
    user_id: string;
    name: string;
    scopes: Permission[];
    made_at: Timestamp;
    expires_at: Timestamp;
    last_used_at: TimestampOrNull;
    revoked_at: TimestampOrNull;
  };
  sign_in_policies: { company_id: number; second_factor: "optional" | "required" };
  sign_in_events: {
    event: Generated<number>;
    company_id: number | null;
    at: Timestamp;
    kind: string;
    user_id: string | null;
    actor: string | null;
    subject: string | null;
    device: string | null;
    network: string | null;
  };
  outbox: {
    mail: Generated<number>;
    company_id: number | null;
    to: string;
    subject: string;
    text: string;
    link: string | null;
    written_at: Timestamp;
  };
  rate_limits: { key: string; ends_at: Timestamp; taken: number };
};
