/** Where a dispute stands: waits for an answer, is answered, or is over. */
export const DISPUTE_STATES = ["open", "answered", "resolved", "withdrawn"] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** What is done with a dispute; each step leaves a message. */
export const DISPUTE_STEPS = ["ask", "comment", "answer", "resolve", "withdraw", "reopen"] as const;
export type DisputeStep = (typeof DISPUTE_STEPS)[number];

/** Who speaks: whose statement it is, somebody who leads them, or who answers for pay. */
export const DISPUTE_SIDES = ["asker", "manager", "administration"] as const;
export type DisputeSide = (typeof DISPUTE_SIDES)[number];

type Move = { readonly from: readonly DisputeState[]; readonly by: readonly DisputeSide[]; readonly to: DisputeState | "same" };

const WAITING: readonly DisputeState[] = ["open", "answered"];
const OVER: readonly DisputeState[] = ["resolved", "withdrawn"];

/** The steps after the question. Whose statement it is never answers themselves, though they may administer pay. */
const MOVES: Readonly<Record<Exclude<DisputeStep, "ask">, Move>> = {
  comment: { from: WAITING, by: DISPUTE_SIDES, to: "same" },
  answer: { from: WAITING, by: ["administration"], to: "answered" },
  resolve: { from: WAITING, by: ["asker", "administration"], to: "resolved" },
  withdraw: { from: WAITING, by: ["asker"], to: "withdrawn" },
  reopen: { from: OVER, by: ["asker", "administration"], to: "open" },
};

/** The state after a step; or why it cannot be taken: not by this side, or not in this state. What the asker says to an answer opens it again. */
export function afterStep(
  state: DisputeState,
  side: DisputeSide,
  step: Exclude<DisputeStep, "ask">,
): { readonly state: DisputeState } | { readonly refused: "side" | "state" } {
  const { from, by, to } = MOVES[step];
  if (!by.includes(side)) return { refused: "side" };
  if (!from.includes(state)) return { refused: "state" };
  if (to !== "same") return { state: to };
  return { state: state === "answered" && side === "asker" ? "open" : state };
}

/** The steps that this side may take now, in the order in which they are offered. */
export function stepsFor(state: DisputeState, side: DisputeSide): Exclude<DisputeStep, "ask">[] {
  return (["answer", "comment", "resolve", "withdraw", "reopen"] as const).filter((step) => "state" in afterStep(state, side, step));
}
