import { BLANK_DAY, type TextColumn } from "../../table/column.ts";
import type { Inputs, TransactionColumns } from "../inputs.ts";
import { type Directory, directory } from "./directory.ts";
import type { CreditRows, SeatRows } from "./rows.ts";
import { NO_SEAT, SEVERAL_SEATS, type SeatOccupants, seatOccupants, seatsAbove, seatsHeld, type Stretches, valueOn } from "./seats.ts";
import { ShareTable } from "./shares.ts";
import { type SplitSlots, splitSlots } from "./split-parts.ts";

/** Which of a transaction's dates counts. */
export type DateKind = "date" | "orderDate" | "invoiceDate" | "paymentDate";

/** People, seats, splits and who occupies what, under codes, made once a calculation. */
export type Ownership = {
  readonly transactions: TransactionColumns;
  readonly directory: Directory;
  readonly shares: ShareTable;
  readonly held: Stretches;
  readonly above: Stretches;
  readonly occupants: SeatOccupants;
  readonly slots: SplitSlots | undefined;
  /** Participants and seats by the codes of the splits' dictionaries. */
  readonly participantOfParty: Int32Array;
  readonly seatOfParty: Int32Array;
  /** Seats and participants by the codes of the transactions' dictionaries; -1: unknown. */
  readonly seatOfPosition: Int32Array;
  readonly participantOfOwner: Int32Array;
};

/** A transaction whose owner, or a party of whose splits, has no one seat on the day. */
export type SeatProblem = { readonly transaction: number; readonly participant: number; readonly code: "ambiguous-seat" | "owner-without-seat"; readonly day: number };

/**
 * What the seats own by one of the transactions' dates. `days` by transaction; `splitOwners`: the owners of transactions that have splits.
 */
export type Owned = { readonly days: Int32Array; readonly seats: SeatRows; readonly credits: CreditRows; readonly splitOwners: () => CreditRows; readonly problems: readonly SeatProblem[]; readonly withoutOwner: number };

export function ownership(inputs: Inputs): Ownership {
  const { transactions, splits } = inputs;
  const codes = directory(inputs);
  const shares = new ShareTable();
  return {
    transactions, directory: codes, shares, held: seatsHeld(codes), above: seatsAbove(codes, inputs.reportingLines), occupants: seatOccupants(codes, shares),
    participantOfParty: translate(splits.participant, codes.participantCodes),
    seatOfParty: translate(splits.position, codes.positionCodes),
    slots: splits.count > 0 ? splitSlots(splits, transactions.count) : undefined,
    seatOfPosition: translate(transactions.position, codes.positionCodes),
    participantOfOwner: translate(transactions.owner, codes.participantCodes),
  };
}

/** Codes of a dictionary's words in another numbering; -1: not there. */
export function translate({ dictionary }: TextColumn, codes: ReadonlyMap<string, number>): Int32Array {
  return Int32Array.from(dictionary, (word) => codes.get(word) ?? -1);
}

/** Credits by ownership and splits, which do not depend on plans. Transactions without the date are not there yet. */
export function ownedBy(context: Ownership, kind: DateKind): Owned {
  const { transactions, slots } = context;
  const { count } = transactions;
  const problems: SeatProblem[] = [];
  const rows = openRows(slots ? count + slots.row.length : count, slots !== undefined);
  const { days } = transactions[kind];
  let withoutOwner = 0;
  for (let transaction = 0; transaction < count; transaction++) {
    const day = days[transaction]!;
    if (day === BLANK_DAY) continue;
    if (slots !== undefined && slots.splitStart[transaction]! < slots.start[transaction + 1]!) {
      addParties(context, slots, transaction, day, rows, problems);
      continue;
    }
    const seat = ownerSeat(context, transaction, day);
    if (seat >= 0) add(rows, transaction, seat, 0);
    else if (seat === NO_OWNER) withoutOwner += 1;
    else problems.push(seatProblem(transaction, context.participantOfOwner[transactions.owner.codes[transaction]!]!, seat, day));
  }
  return { days, seats: rows, credits: occupied(context.occupants, rows, days), splitOwners: () => splitOwners(context, days), problems, withoutOwner };
}

/** What the owners of transactions with splits would be credited without them. */
function splitOwners(context: Ownership, days: Int32Array): CreditRows {
  const { slots, transactions } = context;
  const rows = openRows(slots ? transactions.count : 0, false);
  for (let transaction = 0; slots && transaction < transactions.count; transaction++) {
    if (days[transaction] === BLANK_DAY || slots.splitStart[transaction] === slots.start[transaction + 1]) continue;
    const seat = ownerSeat(context, transaction, days[transaction]!);
    if (seat >= 0) add(rows, transaction, seat, 0);
  }
  return occupied(context.occupants, rows, days);
}

const NO_OWNER = -3;

/** The seat a transaction names, else the one its owner holds; below 0: none, several, no owner. */
function ownerSeat({ transactions, seatOfPosition, participantOfOwner, held }: Ownership, transaction: number, day: number): number {
  const position = transactions.position.codes[transaction]!;
  if (position >= 0 && seatOfPosition[position]! >= 0) return seatOfPosition[position]!;
  const owner = transactions.owner.codes[transaction]!;
  const participant = owner < 0 ? -1 : participantOfOwner[owner]!;
  return participant < 0 ? NO_OWNER : valueOn(held, participant, day, NO_SEAT);
}

export function seatProblem(transaction: number, participant: number, seat: number, day: number): SeatProblem {
  return { transaction, participant, day, code: seat === SEVERAL_SEATS ? "ambiguous-seat" : "owner-without-seat" };
}

type OpenRows = { count: number; readonly transaction: Int32Array; readonly seat: Int32Array; readonly party: Int32Array | undefined };

function openRows(capacity: number, hasParties: boolean): OpenRows {
  return { count: 0, transaction: new Int32Array(capacity), seat: new Int32Array(capacity), party: hasParties ? new Int32Array(capacity) : undefined };
}

function add(rows: OpenRows, transaction: number, seat: number, party: number): void {
  const { count } = rows;
  rows.transaction[count] = transaction;
  rows.seat[count] = seat;
  if (rows.party) rows.party[count] = party;
  rows.count = count + 1;
}

function addParties(context: Ownership, slots: SplitSlots, transaction: number, day: number, rows: OpenRows, problems: SeatProblem[]): void {
  if (slots.unbalanced.size > 0 && slots.unbalanced.has(transaction)) return;
  const { held, participantOfParty } = context;
  const { columns, row } = slots;
  const { codes } = columns.participant;
  const end = slots.start[transaction + 1]!;
  for (let slot = slots.splitStart[transaction]!; slot < end; slot++) {
    const code = codes[row[slot]!]!;
    const participant = code < 0 ? -1 : participantOfParty[code]!;
    const seat = participant >= 0 ? valueOn(held, participant, day, NO_SEAT) : partySeat(context, slots, slot, day);
    if (seat >= 0) {
      const { count } = rows;
      rows.transaction[count] = transaction;
      rows.seat[count] = seat;
      if (rows.party) rows.party[count] = slot + 1;
      rows.count = count + 1;
    } else if (participant >= 0) problems.push(seatProblem(transaction, participant, seat, day));
  }
}

/** The participant that a split's slot names, or -1. */
export function partyParticipant({ participantOfParty }: Ownership, { columns, row }: SplitSlots, slot: number): number {
  const code = columns.participant.codes[row[slot]!]!;
  return code < 0 ? -1 : participantOfParty[code]!;
}

/** The seat of a split's party on a day: its own, or the one its participant holds; below 0: none, several. */
export function partySeat(context: Ownership, slots: SplitSlots, slot: number, day: number): number {
  const participant = partyParticipant(context, slots, slot);
  if (participant >= 0) return valueOn(context.held, participant, day, NO_SEAT);
  const code = slots.columns.position.codes[slots.row[slot]!]!;
  return code < 0 ? NO_SEAT : context.seatOfParty[code]!;
}

const NOBODY = -2_147_483_648;

/** The credits of the seats' occupants on each row's day; where every seat has at most one, a row for each of the seats' rows. */
export function occupied({ byDay, groups }: SeatOccupants, { count, transaction, seat, party }: SeatRows, days: Int32Array): CreditRows {
  if (groups.length > 0) return sharedAmong({ byDay, groups }, { count, transaction, seat, party }, days);
  const pair = new Int32Array(count);
  for (let row = 0; row < count; row++) pair[row] = valueOn(byDay, seat[row]!, days[transaction[row]!]!, -1);
  return { count, transaction, pair, party, detail: undefined };
}

function sharedAmong({ byDay, groups }: SeatOccupants, rows: SeatRows, days: Int32Array): CreditRows {
  const most = groups.reduce((largest, group) => Math.max(largest, group.length), 1);
  const capacity = rows.count * most;
  const found = { transaction: new Int32Array(capacity), pair: new Int32Array(capacity), party: rows.party && new Int32Array(capacity), detail: new Int32Array(capacity) };
  let count = 0;
  const write = (row: number, pair: number, detail: number): void => {
    found.transaction[count] = rows.transaction[row]!;
    found.pair[count] = pair;
    if (found.party && rows.party) found.party[count] = rows.party[row]!;
    found.detail[count] = detail;
    count += 1;
  };
  for (let row = 0; row < rows.count; row++) {
    const occupant = valueOn(byDay, rows.seat[row]!, days[rows.transaction[row]!]!, NOBODY);
    if (occupant >= 0) write(row, occupant, 0);
    else for (const { pair, share } of groups[-1 - occupant] ?? []) write(row, pair, share);
  }
  return { count, ...found };
}
