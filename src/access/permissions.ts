/** Who may do what: the one permission table. Everything that is not in it is denied. */
export const ROLES = ["administrator", "rep"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  "company.read",
  "statements.read",
  "transactions.read",
  "people.read",
  "plans.read",
  "calculations.read",
  "sign-ins.manage",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** How far a permission reaches: every row of the company, or what belongs to one's own participant. */
export type Reach = "company" | "own";

const TABLE: Readonly<Record<Role, ReadonlyMap<Permission, Reach>>> = {
  administrator: new Map(PERMISSIONS.map((permission) => [permission, "company"])),
  rep: new Map([
    ["company.read", "company"],
    ["statements.read", "own"],
    ["transactions.read", "own"],
    ["people.read", "own"],
    ["plans.read", "company"],
  ]),
};

/** The reach of a role's permission, or undefined where it has none. */
export function reachOf(role: Role, permission: Permission): Reach | undefined {
  return TABLE[role].get(permission);
}

/** What a decision looks at: who asks, with which role, standing for which participant (null: for none). */
export type Actor = { readonly role: Role; readonly participant: string | null };

/** Whether the actor may use the permission on something that belongs to `owner` (null: to the company as a whole). */
export function mayOn(actor: Actor, permission: Permission, owner: string | null): boolean {
  const reach = reachOf(actor.role, permission);
  if (reach === "company") return true;
  return reach === "own" && owner !== null && owner === actor.participant;
}
