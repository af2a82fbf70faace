import { createHash } from "node:crypto";
import { explainHead, type StatementHead, type TraceNode } from "../../compensation/engine.ts";
import type { PresentCalculation } from "../../compensation/present.ts";
import { makeReceipt, type ReceiptFrame } from "../../compensation/receipts/make-receipt.ts";
import type { Receipt } from "../../compensation/receipts/receipt.ts";
import {
  type AskedOfOwners,
  type AskedOfWorklist,
  ownersOf,
  presentCounts,
  presentRows,
  type ToldCounts,
} from "../../compensation/worklist/present.ts";
import type { OwnershipPreview } from "../../compensation/worklist/schemas.ts";
import type { Reasoned } from "../../compensation/worklist/reasoned.ts";
import { type AskedOfHome, presentHome, type ToldOfHome } from "../../performance/present-home.ts";

type OfStatement = Pick<StatementHead, "participant" | "period" | "currency">;

/** What can be asked of a calculation, with its answer. Both are plain data: they go from thread to thread. */
export type Questions = {
  home: { asked: AskedOfHome; answer: ToldOfHome };
  worklistCounts: { asked: null; answer: ToldCounts };
  worklistRows: { asked: AskedOfWorklist; answer: Reasoned };
  owners: { asked: AskedOfOwners; answer: OwnershipPreview | undefined };
  explanation: { asked: OfStatement; answer: TraceNode | undefined };
  receipt: { asked: { statement: OfStatement; frame: Omit<ReceiptFrame, "sha256"> }; answer: Receipt | undefined };
};
export type Question = keyof Questions;
export type Asked<K extends Question> = Questions[K]["asked"];
export type Answer<K extends Question> = Questions[K]["answer"];

const ANSWERS: { readonly [K in Question]: (kept: PresentCalculation, asked: Asked<K>) => Answer<K> } = {
  home: presentHome,
  worklistCounts: presentCounts,
  worklistRows: presentRows,
  owners: ownersOf,
  explanation: ({ calculation }, statement) => {
    const head = headOf(calculation.statements, statement);
    return head && explainHead(calculation, head);
  },
  receipt: ({ calculation }, { statement, frame }) => {
    const head = headOf(calculation.statements, statement);
    return head && makeReceipt(calculation, head, { ...frame, sha256: (text) => createHash("sha256").update(text).digest("hex") });
  },
};

export function answerOf<K extends Question>(kept: PresentCalculation, question: K, asked: Asked<K>): Answer<K> {
  return ANSWERS[question](kept, asked);
}

function headOf(statements: readonly StatementHead[], { participant, period, currency }: OfStatement): StatementHead | undefined {
  return statements.find((head) => head.participant === participant && head.period === period && head.currency === currency);
}
