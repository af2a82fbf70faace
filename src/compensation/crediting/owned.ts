import { BLANK_DAY } from "../../table/column.ts";
import {
  type DateKind,
  NO_OWNER,
  ownerSeat,
  type Ownership,
  partyParticipant,
  partySeat,
  type SeatProblem,
  seatProblem,
} from "./ownership.ts";
import { type CreditRows, type FoundRows, RowsBuilder, rowsByPair, type SeatRows } from "./rows.ts";
import { type SeatOccupants, valueOn } from "./seats.ts";
import type { SplitSlots } from "./split-parts.ts";

const NOBODY = -2_147_483_648;

/**
 * Who is credited by ownership and splits, by one of the transactions' dates (`days` by transaction). Made when asked for: `seats`, what the
 * seats own whoever occupies them; `splitOwners`, what the owners of transactions that have splits would be credited without them.
 * It depends on no plan and is never changed.
 */
export type Owned = {
  readonly days: Int32Array;
  readonly rows: CreditRows;
  readonly seats: () => SeatRows;
  readonly splitOwners: () => CreditRows;
  readonly problems: readonly SeatProblem[];
  readonly withoutOwner: number;
};

/** Credits by ownership and splits, which do not depend on plans. Transactions without the date are not there yet. */
export function ownedBy(context: Ownership, kind: DateKind): Owned {
  const { transactions, slots } = context;
  const { days } = transactions[kind];
  const { found, problems, withoutOwner } = slots ? ownedWithSplits(context, slots, days) : ownedDirectly(context, days);
  const pairCount = context.directory.pairParticipant.length;
  return {
    days,
    rows: rowsByPair(found, days, pairCount, slots),
    problems,
    withoutOwner,
    seats: once(() => ownedSeats(context, days)),
    splitOwners: once(() => rowsByPair(splitOwners(context, days), days, pairCount, undefined)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

type Found = { readonly found: FoundRows; readonly problems: readonly SeatProblem[]; readonly withoutOwner: number };

/** No transaction has splits: each has one seat or none. */
function ownedDirectly(context: Ownership, days: Int32Array): Found {
  const {
    transactions: { count, owner, position },
    steadyOwners: { pair, from, to },
  } = context;
  const rows = new RowsBuilder(count, false);
  const noted = { problems: [] as SeatProblem[], withoutOwner: 0 };
  for (let transaction = 0; transaction < count; transaction++) {
    const day = days[transaction]!;
    if (day === BLANK_DAY) continue;
    const code = position.codes[transaction]! < 0 ? owner.codes[transaction]! : -1;
    if (code >= 0 && from[code]! <= day && day < to[code]!) rows.write(transaction, pair[code]!, 0);
    else addOwner(context, transaction, day, rows, noted);
  }
  return { found: rows.build(), ...noted };
}

/** As `ownedDirectly`, with the parties of splits where a transaction has some. */
function ownedWithSplits(context: Ownership, slots: SplitSlots, days: Int32Array): Found {
  const {
    transactions: { count },
    steadyParties: { pair, from, to },
  } = context;
  const {
    start,
    splitStart,
    row,
    columns: {
      participant: { codes },
    },
  } = slots;
  const rows = new RowsBuilder(count + row.length, true);
  const noted = { problems: [] as SeatProblem[], withoutOwner: 0 };
  for (let transaction = 0; transaction < count; transaction++) {
    const day = days[transaction]!;
    if (day === BLANK_DAY) continue;
    const end = start[transaction + 1]!;
    let slot = splitStart[transaction]!;
    if (slot === end) addOwner(context, transaction, day, rows, noted);
    else if (slots.unbalanced.size > 0 && slots.unbalanced.has(transaction)) continue;
    for (; slot < end; slot++) {
      const code = codes[row[slot]!]!;
      if (code >= 0 && from[code]! <= day && day < to[code]!) rows.write(transaction, pair[code]!, slot + 1);
      else addParty(context, slots, transaction, slot, day, rows, noted.problems);
    }
  }
  return { found: rows.build(), ...noted };
}

function addOwner(
  context: Ownership,
  transaction: number,
  day: number,
  rows: RowsBuilder,
  noted: { problems: SeatProblem[]; withoutOwner: number },
): void {
  const seat = ownerSeat(context, transaction, day);
  if (seat >= 0) addOccupants(context.occupants, seat, day, transaction, 0, rows);
  else if (seat === NO_OWNER) noted.withoutOwner += 1;
  else
    noted.problems.push(seatProblem(transaction, context.participantOfOwner[context.transactions.owner.codes[transaction]!]!, seat, day));
}

function addParty(
  context: Ownership,
  slots: SplitSlots,
  transaction: number,
  slot: number,
  day: number,
  rows: RowsBuilder,
  problems: SeatProblem[],
): void {
  const seat = partySeat(context, slots, slot, day);
  const participant = partyParticipant(context, slots, slot);
  if (seat >= 0) addOccupants(context.occupants, seat, day, transaction, slot + 1, rows);
  else if (participant >= 0) problems.push(seatProblem(transaction, participant, seat, day));
}

function addOccupants(
  { byDay, groups }: SeatOccupants,
  seat: number,
  day: number,
  transaction: number,
  party: number,
  rows: RowsBuilder,
): void {
  const occupant = valueOn(byDay, seat, day, NOBODY);
  if (occupant >= 0) rows.write(transaction, occupant, party);
  else if (occupant !== NOBODY) for (const { pair, share } of groups[-1 - occupant] ?? []) rows.share(transaction, pair, party, share);
}

/** What the seats own, occupied or not. */
function ownedSeats(context: Ownership, days: Int32Array): SeatRows {
  const {
    transactions: { count },
    slots,
  } = context;
  const rows = openRows(slots ? count + slots.row.length : count, slots !== undefined);
  for (let transaction = 0; transaction < count; transaction++) {
    const day = days[transaction]!;
    if (day === BLANK_DAY) continue;
    const hasSplits = slots !== undefined && slots.splitStart[transaction]! < slots.start[transaction + 1]!;
    const seat = hasSplits ? -1 : ownerSeat(context, transaction, day);
    if (seat >= 0) add(rows, transaction, seat, 0);
    if (!hasSplits || slots.unbalanced.has(transaction)) continue;
    for (let slot = slots.splitStart[transaction]!; slot < slots.start[transaction + 1]!; slot++) {
      const own = partySeat(context, slots, slot, day);
      if (own >= 0) add(rows, transaction, own, slot + 1);
    }
  }
  return rows;
}

function splitOwners(context: Ownership, days: Int32Array): FoundRows {
  const {
    slots,
    transactions: { count },
  } = context;
  const rows = new RowsBuilder(slots ? count : 0, false);
  for (let transaction = 0; slots && transaction < count; transaction++) {
    if (days[transaction] === BLANK_DAY || slots.splitStart[transaction] === slots.start[transaction + 1]) continue;
    const seat = ownerSeat(context, transaction, days[transaction]!);
    if (seat >= 0) addOccupants(context.occupants, seat, days[transaction]!, transaction, 0, rows);
  }
  return rows.build();
}

type OpenRows = { count: number; readonly transaction: Int32Array; readonly seat: Int32Array; readonly party: Int32Array | undefined };

function openRows(capacity: number, hasParties: boolean): OpenRows {
  return {
    count: 0,
    transaction: new Int32Array(capacity),
    seat: new Int32Array(capacity),
    party: hasParties ? new Int32Array(capacity) : undefined,
  };
}

function add(rows: OpenRows, transaction: number, seat: number, party: number): void {
  const { count } = rows;
  rows.transaction[count] = transaction;
  rows.seat[count] = seat;
  if (rows.party) rows.party[count] = party;
  rows.count = count + 1;
}
