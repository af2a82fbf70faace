import { decide, type Role } from "../permissions.ts";

/** What the question is asked of: the permissions whose rows belong to participants. */
export const ASKED = ["statements.read", "transactions.read"] as const;

/** A user with the roles of the day. */
export type UserOfDay = {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly participant: string | null;
};
/** A manager to whom the participant reported on the day, with the interval. */
export type Reporting = { readonly manager: string; readonly from: string; readonly to: string };

export type Seeing = {
  readonly userId: string;
  readonly name: string;
  readonly permission: (typeof ASKED)[number];
  /** The role that gave it. */
  readonly role: Role;
  /** "own": it was theirs; "reports": the participant reported to them; "company": the role sees everybody. */
  readonly through: "own" | "reports" | "company";
  readonly reporting: Reporting | null;
};

/** Which users could see a participant's rows of a day, through which role and reporting line, by name. */
export function whoSees(users: readonly UserOfDay[], participant: string, reporting: readonly Reporting[]): Seeing[] {
  return users.flatMap(({ userId, name, roles, participant: self }) =>
    ASKED.flatMap((permission) =>
      roles.flatMap((role): Seeing[] => {
        const decision = decide({ roles: [role], participant: self }, permission, participant);
        const line = reporting.find(({ manager }) => manager === self) ?? null;
        if (decision === "denied" || (decision === "reports" && line === null)) return [];
        const through =
          decision === "reports" ? "reports" : self === participant && (role === "rep" || role === "manager") ? "own" : "company";
        return [{ userId, name, permission, role, through, reporting: through === "reports" ? line : null }];
      }),
    ),
  );
}
