import { sql } from "kysely";
import type { Problem } from "../../table/problem.ts";
import type { Store, Transaction } from "../database/store.ts";
import type { InputSource } from "../files/inputs.ts";
import type { Claim } from "./record.ts";

/** One reason why a row was not taken, as recorded. */
export type Rejection = {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  /** What is wrong and what to do. */
  readonly reason: string;
};

const ROWS_AT_ONCE = 1000;

/** Records problems, in the transaction that leaves their rows out. */
export async function recordRejections(
  tx: Transaction,
  claim: Pick<Claim, "companyId" | "importId">,
  rejections: readonly Rejection[],
): Promise<void> {
  for (let at = 0; at < rejections.length; at += ROWS_AT_ONCE) {
    const rows = rejections.slice(at, at + ROWS_AT_ONCE);
    await sql`insert into import_rejections (company_id, import_id, file, line, "column", value, code, reason)
      select ${claim.companyId}, ${claim.importId}, r.file, r.line, nullif(r."column", ''), nullif(r.value, ''), r.code, r.reason
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(file text, line bigint, "column" text, value text, code text, reason text)`.execute(
      tx,
    );
  }
}

/** Names the file's own header beside the column of the table, for what was recorded: `amount (value)`. */
export async function nameHeaders(
  tx: Transaction,
  { companyId, importId }: Pick<Claim, "companyId" | "importId">,
  sources: readonly InputSource[],
): Promise<void> {
  const headers = sources.flatMap(({ file, headers: own }) => [...own].map(([column, header]) => ({ file, column, header })));
  if (headers.length === 0) return;
  // A file that several entries of a mapping read may fill one column from several of its own.
  await sql`update import_rejections r set "column" = r."column" || ' (' || h.header || ')'
    from (
      select file, "column", string_agg(distinct header, ', ') as header
      from jsonb_to_recordset(${JSON.stringify(headers)}::jsonb) as h(file text, "column" text, header text) group by file, "column"
    ) h
    where r.company_id = ${companyId} and r.import_id = ${importId} and r.file = h.file and r."column" = h."column"`.execute(tx);
}

export function rejectionOf({ file, line, column, value, code, reason, fix }: Problem): Rejection {
  return { file, line, column, value: printable(value), code, reason: `${reason.replace(/\.$/, "")}. ${fix}` };
}

/** The database cannot hold NUL. */
function printable(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "�") : text;
}

/** Every rejection of an import in the order of its files, read in pages. */
export async function* readRejections(store: Store, companyId: number, importId: number): AsyncGenerator<Rejection> {
  let after = { file: "", line: -1, rejection_id: 0 };
  for (;;) {
    const from = after;
    const page = await store.system((tx) =>
      tx
        .selectFrom("import_rejections")
        .selectAll()
        .where("company_id", "=", companyId)
        .where("import_id", "=", importId)
        .where(sql<boolean>`(file, line, rejection_id) > (${from.file}, ${from.line}::bigint, ${from.rejection_id}::bigint)`)
        .orderBy("file")
        .orderBy("line")
        .orderBy("rejection_id")
        .limit(ROWS_AT_ONCE)
        .execute(),
    );
    for (const row of page)
      yield { file: row.file, line: row.line, column: row.column ?? "", value: row.value ?? "", code: row.code, reason: row.reason };
    const last = page.at(-1);
    if (!last || page.length < ROWS_AT_ONCE) return;
    after = last;
  }
}
