import type { TextColumn } from "../../table/column.ts";
import type { Inputs, TransactionColumns } from "../inputs.ts";
import { type Directory, directory } from "./directory.ts";
import {
  NO_SEAT,
  SEVERAL_SEATS,
  type SeatOccupants,
  seatOccupants,
  seatsAbove,
  seatsHeld,
  steady,
  type Steady,
  type Stretches,
  valueOn,
} from "./seats.ts";
import { ShareTable } from "./shares.ts";
import { type SplitSlots, splitSlots } from "./split-parts.ts";

/** Which of a transaction's dates counts. */
export type DateKind = "date" | "orderDate" | "invoiceDate" | "paymentDate";

/** People, seats, splits and who occupies what, under codes. Made once for the inputs; only `shares` grows, so a calculation has its own. */
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
  /** By codes of owners and of parties: those who hold one seat that nobody shares need no search. */
  readonly steadyOwners: Steady;
  readonly steadyParties: Steady;
};

/** A transaction whose owner, or a party of whose splits, has no one seat on the day. */
export type SeatProblem = {
  readonly transaction: number;
  readonly participant: number;
  readonly code: "ambiguous-seat" | "owner-without-seat";
  readonly day: number;
};

export function ownership(inputs: Inputs): Ownership {
  const { transactions, splits } = inputs;
  const codes = directory(inputs);
  const shares = new ShareTable();
  const [held, occupants] = [seatsHeld(codes), seatOccupants(codes, shares)];
  const participantOfParty = translate(splits.participant, codes.participantCodes);
  const participantOfOwner = translate(transactions.owner, codes.participantCodes);
  return {
    transactions,
    directory: codes,
    shares,
    held,
    above: seatsAbove(codes, inputs.reportingLines),
    occupants,
    participantOfParty,
    participantOfOwner,
    steadyOwners: steady(participantOfOwner, held, occupants),
    steadyParties: steady(participantOfParty, held, occupants),
    seatOfParty: translate(splits.position, codes.positionCodes),
    slots: splits.count > 0 ? splitSlots(splits, transactions.count) : undefined,
    seatOfPosition: translate(transactions.position, codes.positionCodes),
  };
}

/** Codes of a dictionary's words in another numbering; -1: not there. */
export function translate({ dictionary }: TextColumn, codes: ReadonlyMap<string, number>): Int32Array {
  return Int32Array.from(dictionary, (word) => codes.get(word) ?? -1);
}

/** Stands in place of a seat: the transaction has neither owner nor position. */
export const NO_OWNER = -3;

/** The seat a transaction names, else the one its owner holds; below 0: none, several, no owner. */
export function ownerSeat({ transactions, seatOfPosition, participantOfOwner, held }: Ownership, transaction: number, day: number): number {
  const position = transactions.position.codes[transaction]!;
  if (position >= 0 && seatOfPosition[position]! >= 0) return seatOfPosition[position]!;
  const owner = transactions.owner.codes[transaction]!;
  const participant = owner < 0 ? -1 : participantOfOwner[owner]!;
  return participant < 0 ? NO_OWNER : valueOn(held, participant, day, NO_SEAT);
}

export function seatProblem(transaction: number, participant: number, seat: number, day: number): SeatProblem {
  return { transaction, participant, day, code: seat === SEVERAL_SEATS ? "ambiguous-seat" : "owner-without-seat" };
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
