import type { Mismatch } from "./compare.ts";
import type { Receipt, ReceiptFact } from "./receipt.ts";

/** A mismatch in one sentence, for the terminal. */
export function mismatchText(mismatch: Mismatch): string {
  if (mismatch.at === "total")
    return `the total is signed as ${mismatch.signed}; worked out again it is ${mismatch.recomputed ?? "nothing"}.`;
  const { line, signed, recomputed } = mismatch;
  const of = signed ?? recomputed;
  const what = of
    ? ` (${[of.component, of.transaction?.transaction ?? of.fact ?? of.adjustment].filter((part) => part !== undefined).join(", ")})`
    : "";
  return `line ${line}${what} is signed as ${signed?.amount ?? "nothing"}; worked out again it is ${recomputed?.amount ?? "nothing"}.`;
}

/** Where the receipt's own proof ends, one sentence a fact. */
export function proofEnds({ facts: { credits } }: Receipt): string[] {
  if (credits.length === 0) return ["Every line is worked out from the participant's own rows."];
  return [
    `Its own proof ends at ${credits.length} signed ${credits.length === 1 ? "fact" : "facts"} from others' rows:`,
    ...credits.map(factText),
  ];
}

function factText({ fact, rule, plan, position, first, last, contributors, credits }: ReceiptFact): string {
  const days = first === last ? first : `${first} to ${last}`;
  const people = contributors === 1 ? "1 person or seat" : `${contributors} people or seats`;
  return `  ${fact}: ${rule} of plan ${plan} for seat ${position}, ${days}: ${credits} ${credits === 1 ? "credit" : "credits"} of ${people}`;
}
