/**
 * Who may do what: the one permission table. Everything that is not in it is denied; an administrator may do everything.
 * The roles are defined in GLOSSARY.md.
 */
export const ROLES = ["rep", "manager", "sales-operations", "compensation-administrator", "finance", "executive", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** How far a permission reaches: every row of the company, one's own and one's reports', or what belongs to oneself. */
export type Reach = "company" | "subtree" | "own";

type Grants = Partial<Record<Exclude<Role, "administrator">, Reach>>;

const EVERYBODY: Grants = {
  rep: "company",
  manager: "company",
  "sales-operations": "company",
  "compensation-administrator": "company",
  finance: "company",
  executive: "company",
};
/** What shows pay: not for sales operations. */
const PAY: Grants = { rep: "own", manager: "subtree", "compensation-administrator": "company", finance: "company", executive: "company" };
const SALES: Grants = { ...PAY, "sales-operations": "company" };

/** Who answers for the changes that others made. */
const AUDIT: Grants = { "sales-operations": "company", "compensation-administrator": "company", finance: "company" };

/** One line a permission, `<noun>.<verb>` in the noun of its routes. */
const TABLE = {
  "company.read": EVERYBODY,
  "statements.read": PAY,
  "transactions.read": SALES,
  "customers.read": SALES,
  "products.read": EVERYBODY,
  "opportunities.read": SALES,
  "territories.read": EVERYBODY,
  "people.read": SALES,
  "quotas.read": SALES,
  "plans.read": EVERYBODY,
  "plans.manage": { "compensation-administrator": "company" },
  "adjustments.manage": { "compensation-administrator": "company" },
  "adjustments.read": { "compensation-administrator": "company", finance: "company", executive: "company" },
  "credits.read": PAY,
  "disputes.answer": { "compensation-administrator": "company" },
  "disputes.ask": { rep: "own", manager: "own" },
  "disputes.comment": { rep: "own", manager: "subtree", "compensation-administrator": "company" },
  "disputes.read": PAY,
  "calculations.manage": { "compensation-administrator": "company" },
  "calculations.read": { "compensation-administrator": "company", finance: "company", executive: "company" },
  "worklist.manage": { "sales-operations": "company", "compensation-administrator": "company" },
  "worklist.read": { "sales-operations": "company", "compensation-administrator": "company", finance: "company" },
  "imports.manage": { "sales-operations": "company", "compensation-administrator": "company" },
  "sign-ins.manage": {},
  "memberships.manage": {},
  "history.read": AUDIT,
  "access.read": { "compensation-administrator": "company", finance: "company" },
  "demo.manage": {},
  "sign-in-events.read": {},
} as const satisfies Record<string, Grants>;

export type Permission = keyof typeof TABLE;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its type's keys
export const PERMISSIONS = Object.keys(TABLE) as readonly Permission[];

const WIDER: Readonly<Record<Reach, number>> = { own: 0, subtree: 1, company: 2 };

/** The widest reach that one of the roles gives the permission, or undefined where none does. */
export function reachOf(roles: readonly Role[], permission: Permission): Reach | undefined {
  const grants: Grants = TABLE[permission];
  let widest: Reach | undefined;
  for (const role of roles) {
    const reach = role === "administrator" ? "company" : grants[role];
    if (reach !== undefined && (widest === undefined || WIDER[reach] > WIDER[widest])) widest = reach;
  }
  return widest;
}

/** What a decision looks at: who asks, with which roles, standing for which participant (null: for none). */
export type Actor = {
  readonly roles: readonly Role[];
  readonly participant: string | null;
  /** With an API key: what of the roles' permissions it may use. */
  readonly scopes?: readonly Permission[];
};

/** The reach of an actor's roles, where they come with an API key only as far as its scopes go. */
export function reachOfActor(actor: Actor, permission: Permission): Reach | undefined {
  return actor.scopes && !actor.scopes.includes(permission) ? undefined : reachOf(actor.roles, permission);
}

/** "reports": allowed where the owner reports to the actor, which only the dated hierarchy can tell. */
export type Decision = "allowed" | "reports" | "denied";

/** Whether the actor may use the permission on something that belongs to `owner` (null: to the company as a whole). */
export function decide(actor: Actor, permission: Permission, owner: string | null): Decision {
  const reach = reachOfActor(actor, permission);
  if (reach === "company") return "allowed";
  if (reach === undefined || owner === null || actor.participant === null) return "denied";
  if (owner === actor.participant) return "allowed";
  return reach === "subtree" ? "reports" : "denied";
}
