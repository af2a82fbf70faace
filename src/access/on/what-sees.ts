import { PERMISSIONS, type Permission, reachOf, type Role } from "../permissions.ts";
import type { UserOfDay } from "./who-sees.ts";

/** Somebody who reported to the user on the day, with the interval. */
export type Reported = { readonly participant: string; readonly from: string; readonly to: string };

export type Seen = {
  readonly permission: Permission;
  /** The role that gave it. */
  readonly role: Role;
  /** "company": every row; "reports": the rows of somebody who reported to the user; "own": the user's own. */
  readonly through: "own" | "reports" | "company";
  /** Whose rows; null: the whole company's. */
  readonly participant: string | null;
  readonly reporting: { readonly from: string; readonly to: string } | null;
};

/** What a user could see on a day: each permission of each role, and through it whose rows. */
export function whatSees({ roles, participant: self }: UserOfDay, reported: readonly Reported[]): Seen[] {
  return roles.flatMap((role) =>
    PERMISSIONS.flatMap((permission): Seen[] => {
      const reach = reachOf([role], permission);
      if (reach === undefined) return [];
      if (reach === "company") return [{ permission, role, through: "company", participant: null, reporting: null }];
      if (self === null) return [];
      const own: Seen = { permission, role, through: "own", participant: self, reporting: null };
      if (reach === "own") return [own];
      const reports = reported.map(
        ({ participant, from, to }): Seen => ({ permission, role, through: "reports", participant, reporting: { from, to } }),
      );
      return [own, ...reports];
    }),
  );
}
