import type { Role } from "../permissions.ts";

/** A person of the company: a user with roles, a participant without a user, or both in one. */
export type SignInRow = {
  readonly participant: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly userId: string | null;
  readonly roles: readonly Role[];
  readonly secondFactor: boolean;
  readonly lastSignIn: Date | null;
};

type Member = Omit<SignInRow, "userId" | "lastSignIn"> & { readonly userId: string };
type Participant = { readonly participant: string; readonly name: string; readonly email: string | null };

/** Users and participants as one list, by name. A user who stands for a participant goes by the participant's name. */
export function signInList(
  members: readonly Member[],
  participants: readonly Participant[],
  lastSignIns: ReadonlyMap<string, Date>,
): SignInRow[] {
  const people = new Map(participants.map((person) => [person.participant, person]));
  const users = members.map((member) => {
    const person = member.participant === null ? undefined : people.get(member.participant);
    return { ...member, name: person?.name ?? member.name, lastSignIn: lastSignIns.get(member.userId) ?? null };
  });
  const taken = new Set(members.map(({ participant }) => participant));
  const others = participants
    .filter(({ participant }) => !taken.has(participant))
    .map((person) => ({ ...person, userId: null, roles: [], secondFactor: false, lastSignIn: null }));
  return [...users, ...others].toSorted((a, b) => compare(a.name, b.name) || compare(a.participant ?? "", b.participant ?? ""));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
