import type { Generated } from "kysely";
import type { Mapping } from "../../mapping/shape.ts";
import type { Difference } from "../import/differences.ts";
import type { LeftOut } from "../import/left-out.ts";
import type { UnknownValue } from "../import/known-values.ts";
import type { ImportedFile, Progress } from "../import/record.ts";
import type { Undone } from "../import/undo.ts";
import type { Json, JsonWithDefault, Numeric, TimestampOrNull, TransactionValues } from "./schema.ts";

export type ImportState = "staging" | "published" | "preview" | "cancelled" | "failed";

/** Fields of work that a process claims for a time: whoever holds the latest attempt may write. */
export type Claimed = { attempt: Generated<number>; lease_owner: string | null; lease_until: TimestampOrNull };

export type ImportTables = {
  imports: Claimed & {
    company_id: number;
    import_id: Generated<number>;
    state: Generated<ImportState>;
    mapping: JsonWithDefault<object>;
    mode: Generated<"upsert" | "replace">;
    files: JsonWithDefault<readonly ImportedFile[]>;
    counts: JsonWithDefault<Record<string, unknown>>;
    progress: JsonWithDefault<Progress>;
    actor: string;
    error: string | null;
    created_at: Generated<Date>;
    finished_at: TimestampOrNull;
    change_number: number | null;
    differences: JsonWithDefault<readonly Difference[]>;
    unknown: JsonWithDefault<readonly UnknownValue[]>;
    left_out: JsonWithDefault<readonly LeftOut[]>;
    undone: Json<Undone> | null;
  };
  uploads: {
    company_id: number;
    upload_id: Generated<number>;
    name: string;
    bytes: number;
    hash: string;
    actor: string;
    created_at: Generated<Date>;
  };
  mappings: { company_id: number; name: string; document: Json<Mapping>; actor: string; updated_at: Generated<Date> };
  import_rejections: {
    company_id: number;
    import_id: number;
    rejection_id: Generated<number>;
    file: string;
    line: number;
    column: string | null;
    value: string | null;
    code: string;
    reason: string;
  };
  /** `file` is the index in `imports.files`, `row_line` the line of the file. */
  transactions_staging: StagedRow & TransactionValues & { attributes: Json<Record<string, unknown>> };
  splits_staging: StagedRow & {
    source: string;
    transaction: string;
    line: string;
    kind: string;
    party: string;
    role: string;
    share: Numeric;
  };
};
type StagedRow = { company_id: number; import_id: number; batch: number; file: number; row_line: number };
