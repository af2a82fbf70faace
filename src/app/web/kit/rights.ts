import { useSuspenseQuery } from "@tanstack/react-query";
import { type Permission, type Reach, reachOf, type Role } from "../../../access/permissions.ts";
import { sessionQuery } from "./queries.ts";

/** What the person who is signed in may do, from the same table that the server decides by. Showing is all that the browser decides. */
export type Rights = {
  readonly roles: readonly Role[];
  /** How far the permission reaches; undefined where one has none. */
  readonly reach: (permission: Permission) => Reach | undefined;
};

export function useRights(): Rights {
  const { roles } = useSuspenseQuery(sessionQuery).data;
  return { roles, reach: (permission) => reachOf(roles, permission) };
}
