import type { Role } from "../permissions.ts";

/** A membership as it is held. Days such as 2026-11-23, "-infinity" or "infinity"; `to` is the first day without it. */
export type Held = {
  readonly userId: string;
  readonly role: Role;
  readonly participant: string | null;
  readonly from: string;
  readonly to: string;
};

export type MembershipKey = Pick<Held, "userId" | "role" | "from">;

/** Why something cannot be given or ended: the field, and what to do. */
export type MembershipProblem = { readonly field: string; readonly message: string };

/** The participant that a user stands for in the company, whichever role says it. */
export function participantOf(held: readonly Held[], userId: string): string | null {
  return held.find((membership) => membership.userId === userId && membership.participant !== null)?.participant ?? null;
}

/** What speaks against giving a membership beside those that are held; `today` is the first day it may begin on. */
export function refusalToGive(held: readonly Held[], given: Held, today: string): MembershipProblem | undefined {
  const { userId, role, participant, from, to } = given;
  if (from < today) return { field: "from", message: `Begin today (${today}) or later: nobody could see more in the past than they could` };
  if (to <= from) return { field: "to", message: "Must be after `from`: it is the first day without the role" };
  const present = participantOf(held, userId);
  if (present !== null && participant !== present)
    return { field: "participant", message: `The user stands for participant ${present}; one user stands for one participant` };
  if (participant === null && (role === "rep" || role === "manager"))
    return { field: "participant", message: `Name the participant: a ${role} sees what belongs to one` };
  const other = held.find(
    (membership) =>
      membership.userId !== userId && membership.participant === participant && participant !== null && overlap(membership, given),
  );
  if (other) return { field: "participant", message: `Participant ${participant} is stood for by another user` };
  const same = held.find((membership) => membership.userId === userId && membership.role === role && overlap(membership, given));
  if (same)
    return {
      field: "roles",
      message: `The user is ${role} already, from ${same.from} to ${same.to}: end that first, or choose other days`,
    };
  return undefined;
}

/** What speaks against ending a membership on `to`. A company keeps an administrator on every day from today on. */
export function refusalToEnd(held: readonly Held[], key: MembershipKey, to: string, today: string): MembershipProblem | undefined {
  const ended = held.find(({ userId, role, from }) => userId === key.userId && role === key.role && from === key.from);
  if (!ended) return { field: "from", message: "There is no such membership" };
  if (to < today) return { field: "to", message: `End today (${today}) or later: what could be seen in the past stays as it was` };
  if (to >= ended.to) return { field: "to", message: `It ends on ${ended.to} already` };
  if (key.role !== "administrator") return undefined;
  const left = held
    .filter((membership) => membership !== ended || membership.from < to)
    .map((membership) => (membership === ended ? { ...ended, to } : membership));
  return alwaysAdministrator(left, today)
    ? undefined
    : { field: "to", message: "The company would be left without an administrator: give the role to somebody else first" };
}

/** Whether some administrator is there on every day from `today` on. */
function alwaysAdministrator(held: readonly Held[], today: string): boolean {
  const administrators = held
    .filter(({ role, to }) => role === "administrator" && to > today)
    .sort((a, b) => (dayKey(a.from) < dayKey(b.from) ? -1 : 1));
  let covered = today;
  for (const { from, to } of administrators) if (dayKey(from) <= covered && to > covered) covered = to;
  return covered === "infinity";
}

function overlap(a: Held, b: Held): boolean {
  return dayKey(a.from) < b.to && dayKey(b.from) < a.to;
}

/** Days compare as text; "infinity" comes after every date by itself, "-infinity" must come before. */
function dayKey(day: string): string {
  return day === "-infinity" ? "" : day;
}
