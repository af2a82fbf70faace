import { type RawBuilder, sql } from "kysely";
import { splits, transactions } from "../../transactions/tables.ts";
import { analyzeStaging, REFUSED_SPLIT, type StagedTable, stagingTable } from "../database/staging.ts";
import type { Store, Transaction } from "../database/store.ts";
import type { Distinct } from "./reading/messages.ts";
import { type Claim, holdClaim, type Progress, saveProgress, type StagedCounts } from "./record.ts";
import { storedColumns } from "./stored-columns.ts";

/**
 * Checks that need all staged rows: repeated keys, splits without transaction or not totalling 100 %, returns and payments
 * without original. A transaction of which a split was refused is held back with its other splits: it would be credited to its owner alone.
 * Rows that fail go from staging to the rejections, each naming its file and line.
 */
export async function checkStaged(
  store: Store,
  claim: Claim,
  progress: Progress,
  fileNames: readonly string[],
  distinct: Distinct,
): Promise<Progress> {
  return store.system(async (tx) => {
    await holdClaim(tx, claim);
    const check: Check = { tx, claim, fileNames };
    const linked = await hasLinks(check);
    const split = progress.tables.splits.staged > 0;
    if (distinct.transactions && distinct.splits && !linked && !split) return progress;
    await analyzeStaging(tx, claim.importId);
    // Without it an empty table beside a large one is planned as a nested loop that never ends.
    await sql`set local enable_nestloop = off`.execute(tx);
    const marks = split ? await takeMarks(check) : 0;
    const repeatedTransactions = distinct.transactions ? NONE : await removeRepeated(check, "transactions");
    const repeatedSplits = distinct.splits ? NONE : await removeRepeated(check, "splits");
    let rejectedTransactions = repeatedTransactions.different;
    let rejectedSplits = repeatedSplits.different;
    if (split) {
      // Held back first, so that what is left of a refused split is not taken for a wrong total.
      for (const refused of [holdSplits, refuseWrongTotals, holdSplits]) rejectedSplits += await refused(check);
      rejectedTransactions += await holdTransactions(check);
    }
    if (linked) {
      // A return whose original has just been refused is refused too.
      for (let refused = -1; refused !== 0;) {
        refused = await refuseWithoutOriginal(check);
        rejectedTransactions += refused;
      }
    }
    if (split) rejectedSplits += await refuseStraySplits(check);
    const { tables } = progress;
    const after: Progress = {
      ...progress,
      tables: {
        transactions: without(tables.transactions, rejectedTransactions, repeatedTransactions.same),
        splits: without({ ...tables.splits, staged: tables.splits.staged - marks }, rejectedSplits, repeatedSplits.same),
      },
    };
    // Saved together with what it counts: a resume finds the rows gone and the counts right.
    await saveProgress(tx, claim, after);
    return after;
  });
}

function without(counts: StagedCounts, rejected: number, collapsed: number): StagedCounts {
  return {
    read: counts.read,
    rejected: counts.rejected + rejected,
    collapsed: counts.collapsed + collapsed,
    staged: counts.staged - rejected - collapsed,
  };
}

const NONE = { same: 0, different: 0 };

type Check = { readonly tx: Transaction; readonly claim: Claim; readonly fileNames: readonly string[] };

const partition = (check: Check, table: StagedTable): RawBuilder<unknown> => sql.table(stagingTable(table, check.claim.importId));

async function count(statement: RawBuilder<{ count: number }>, tx: Transaction): Promise<number> {
  return (await statement.execute(tx)).rows[0]?.count ?? 0;
}

async function hasLinks(check: Check): Promise<boolean> {
  return (
    (await count(
      sql`select count(*) as count from (select from ${partition(check, "transactions")} where original is not null or kind in ('return', 'payment') limit 1) one`,
      check.tx,
    )) > 0
  );
}

/**
 * Moves the rows that `refused` selects (place, file, row_line, column, value, code, reason) from staging to the rejections.
 * Gives their number.
 */
async function refuse(check: Check, table: StagedTable, refused: RawBuilder<unknown>): Promise<number> {
  const { tx, claim, fileNames } = check;
  return count(
    sql`with refused as materialized (${refused}),
      recorded as (
        insert into import_rejections (company_id, import_id, file, line, "column", value, code, reason)
        select ${claim.companyId}, ${claim.importId}, (${[...fileNames]}::text[])[r.file + 1], r.row_line, r."column", r.value, r.code, r.reason from refused r
      ),
      removed as (delete from ${partition(check, table)} s using refused r where s.ctid = r.place returning s.source, s.transaction, s.line)
      ${table === "splits" ? sql`, held as (insert into held_back select source, transaction, line from removed)` : sql``}
    select count(*) as count from removed`,
    tx,
  );
}

/** Takes the marks of splits that were refused when they were read out of the staging: the transactions of `held_back`. Gives their number. */
async function takeMarks(check: Check): Promise<number> {
  const marks = sql`${partition(check, "splits")} where kind = ${REFUSED_SPLIT}`;
  await sql`create temporary table held_back (source text not null, transaction text not null, line text not null) on commit drop`.execute(
    check.tx,
  );
  return count(
    sql`with marks as (delete from ${marks} returning source, transaction, line), held as (insert into held_back select source, transaction, line from marks)
      select count(*) as count from marks`,
    check.tx,
  );
}

const isHeld = sql`exists (select from held_back h where h.source = s.source and h.transaction = s.transaction and h.line = s.line)`;

async function holdTransactions(check: Check): Promise<number> {
  return refuse(
    check,
    "transactions",
    sql`select s.ctid as place, s.file, s.row_line, 'transaction' as "column", s.transaction as value, 'split-refused' as code,
        'is held back: a row of its splits is refused. Correct the splits and import them together with this row' as reason
      from ${partition(check, "transactions")} s where ${isHeld}`,
  );
}

async function holdSplits(check: Check): Promise<number> {
  return refuse(
    check,
    "splits",
    sql`select s.ctid as place, s.file, s.row_line, 'transaction' as "column", s.transaction as value, 'split-refused' as code,
        'is held back: another row of the splits of this transaction is refused. Correct that one and import all of them together with the transaction' as reason
      from ${partition(check, "splits")} s where ${isHeld}`,
  );
}

/** Rows of one key: the first in the order of the files stays; later ones with the same content are dropped, others refused. */
async function removeRepeated(check: Check, table: StagedTable): Promise<{ readonly same: number; readonly different: number }> {
  const definition = table === "transactions" ? transactions : splits;
  const key = sql.join(definition.key.map((name) => sql.ref(name)));
  const repeats = await count(
    sql`select count(*) as count from (select from ${partition(check, table)} group by ${key} having count(*) > 1) repeated`,
    check.tx,
  );
  if (repeats === 0) return { same: 0, different: 0 };
  const content = storedColumns(definition)
    .filter(({ name }) => !definition.key.includes(name))
    .map(({ column, type }) => (type === "numeric" ? sql`trim_scale(${sql.ref(column)})` : sql.ref(column)));
  if (definition.attributesOf !== undefined) content.push(sql.ref("attributes"));
  const ranked = sql`
    select s.ctid as place, s.file, s.row_line, s.line as value, row_number() over sorted as place_no,
      first_value(s.file) over sorted as first_file, first_value(s.row_line) over sorted as first_line,
      row(${sql.join(content)})::text = first_value(row(${sql.join(content)})::text) over sorted as same
    from ${partition(check, table)} s
    where (${key}) in (select ${key} from ${partition(check, table)} group by ${key} having count(*) > 1)
    window sorted as (partition by ${key} order by s.file, s.row_line)`;
  const different = await refuse(
    check,
    table,
    sql`select place, file, row_line, ${definition.key.at(-1) ?? ""}::text as "column", value, 'duplicate-key' as code,
        'has the same ' || ${definition.key.join(", ")} || ' as ' || (${[...check.fileNames]}::text[])[first_file + 1] || ':' || first_line || ' but other content. Keep one of the two rows' as reason
      from (${ranked}) ranked where place_no > 1 and not same`,
  );
  const same = await count(
    sql`with removed as (delete from ${partition(check, table)} s using (${ranked}) r where s.ctid = r.place and r.place_no > 1 returning 1) select count(*) as count from removed`,
    check.tx,
  );
  return { same, different };
}

/**
 * No transaction for which the condition on `o` holds stands in the import, and none is known and not voided. Two conditions joined by `and`:
 * each is planned as an anti-join on its equalities, where an `or` would compare every row with every other one.
 */
function isUnknown(check: Check, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`not exists (select from ${partition(check, "transactions")} o where ${condition})
    and not exists (select from transactions o where o.company_id = ${check.claim.companyId} and o.voided_at_change is null and ${condition})`;
}

async function refuseWithoutOriginal(check: Check): Promise<number> {
  // A row is no original of its own.
  const other = sql`o.source = s.source and (o.transaction, o.line) <> (s.transaction, s.line)`;
  const byId = isUnknown(check, sql`o.transaction = s.original and ${other}`);
  const byLine = isUnknown(check, sql`o.transaction || '/' || o.line = s.original and ${other}`);
  return refuse(
    check,
    "transactions",
    sql`select s.ctid as place, s.file, s.row_line, 'original' as "column", s.original as value,
        case when s.original is null then 'required' else 'unknown-reference' end as code,
        case when s.original is null then 'is blank, but a ' || s.kind || ' belongs to an original transaction. Name the original''s id, or id/line'
          else 'is no other transaction of the source ' || s.source || '. Name the original''s id, or id/line, and import it before or together' end as reason
      from ${partition(check, "transactions")} s
      where (s.original is not null or s.kind in ('return', 'payment')) and ${byId} and ${byLine}`,
  );
}

async function refuseStraySplits(check: Check): Promise<number> {
  return refuse(
    check,
    "splits",
    sql`select s.ctid as place, s.file, s.row_line, 'transaction' as "column", s.transaction as value, 'unknown-reference' as code,
        'there is no such transaction and line of the source ' || s.source || '. Import the transaction before or together' as reason
      from ${partition(check, "splits")} s
      where ${isUnknown(check, sql`o.source = s.source and o.transaction = s.transaction and o.line = s.line`)}`,
  );
}

/** The splits of kind `split` of one transaction are imported together and total 100 %, or none of them is. */
async function refuseWrongTotals(check: Check): Promise<number> {
  return refuse(
    check,
    "splits",
    sql`select s.ctid as place, s.file, s.row_line, 'share' as "column", trim_scale(s.share * 100) || '%' as value, 'share-total' as code,
        'the shares of ' || s.transaction || ' line ' || s.line || ' total ' || trim_scale(t.total * 100) || ' %, not 100 %. Correct the shares; all parties of a transaction are imported together' as reason
      from ${partition(check, "splits")} s
      join (select source, transaction, line, sum(share) as total from ${partition(check, "splits")} where kind = 'split' group by source, transaction, line having sum(share) <> 1) t
        on t.source = s.source and t.transaction = s.transaction and t.line = s.line
      where s.kind = 'split'`,
  );
}
