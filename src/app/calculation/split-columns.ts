import { sql } from "kysely";
import type { SplitColumns } from "../../compensation/inputs.ts";
import type { TextColumn } from "../../table/column.ts";
import { asOf } from "../database/as-of.ts";
import type { Store, Transaction } from "../database/store.ts";
import { asOfText } from "./as-of-text.ts";
import { type BinaryRow, readBinaryCopy } from "./binary-copy.ts";
import { integerField } from "./binary-values.ts";
import { numberBuilder, textBuilder } from "./column-builders.ts";
import { orderOf, permute } from "../../table/permute.ts";

const FIELDS = 5;

/**
 * Loads the splits as they were known at a change number, ordered by transaction row, kind, party and role.
 * `ids` are the database's ids of the transaction rows; a party is a participant when `isParticipant` knows it, else a position.
 */
export async function loadSplits(
  store: Store,
  tx: Transaction,
  companyId: number,
  changeNumber: number,
  ids: Float64Array,
  isParticipant: (party: string) => boolean,
): Promise<SplitColumns> {
  const kinds = textBuilder(1);
  const parties = textBuilder(2);
  const roles = textBuilder(3);
  const shares = numberBuilder(4);
  const transactionIds: number[] = [];
  const statement = `copy (
    select t.transaction_id, s.kind, s.party, s.role, s.share
    from ${asOfText("splits", companyId, changeNumber)} s
    join ${asOfText("transactions", companyId, changeNumber)} t using (source, transaction, line)
    where t.voided_at_change is null
  ) to stdout (format binary)`;
  const add = (row: BinaryRow): void => {
    transactionIds.push(integerField(row, 0));
    for (const builder of [kinds, parties, roles, shares]) builder.add(row);
  };
  // Without splits the transactions need not be read a second time.
  const { rows } = await sql<{ some: boolean }>`select exists (select from ${asOf("splits", companyId, changeNumber)} s) as some`.execute(
    tx,
  );
  const count = rows[0]?.some === false ? 0 : await readBinaryCopy(store.copyOut(tx, statement), FIELDS, add);
  const rowOf = count === 0 ? new Map<number, number>() : new Map(Array.from(ids, (id, row) => [id, row]));
  const transaction = Int32Array.from(transactionIds, (id) => rowOf.get(id) ?? -1);
  const party = parties.column();
  const columns = {
    kind: kinds.column(),
    participant: partiesThat(party, isParticipant),
    position: partiesThat(party, (id) => !isParticipant(id)),
    role: roles.column(),
    share: shares.column(shares.scale()),
  };
  const order = orderOf({ type: "date", days: transaction }, [columns.kind, party, columns.role]) ?? Array.from(transaction.keys());
  return {
    count,
    transaction: Int32Array.from(order, (row) => transaction[row] ?? -1),
    kind: permute(columns.kind, order),
    participant: permute(columns.participant, order),
    position: permute(columns.position, order),
    role: permute(columns.role, order),
    share: permute(columns.share, order),
  };
}

/** The column with the parties that hold, the others blank. */
function partiesThat(party: TextColumn, holds: (id: string) => boolean): TextColumn {
  const kept = party.dictionary.map((id) => holds(id));
  return { ...party, codes: party.codes.map((code) => (kept[code] ? code : -1)) };
}
