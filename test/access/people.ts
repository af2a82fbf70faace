import { type Role, ROLES } from "../../src/access/permissions.ts";

/**
 * People of the matrix. Everything that belongs to one of them carries the id in its text, so that an answer tells whose row it holds.
 * `zzboss` leads `zzsub`; `zzforeign` is in another company.
 */
export const PEOPLE = ["zzown", "zzboss", "zzsub", "zzother", "zzforeign"] as const;
export type Person = (typeof PEOPLE)[number];

/** Whom the users of the roles stand for. */
export const STANDS_FOR: Partial<Record<Role, Person>> = { rep: "zzown", manager: "zzboss" };

/** Whose user it is, of a person: that of the role that stands for them, or one of their own. */
export function roleOf(person: Person): Role | undefined {
  return ROLES.find((role) => STANDS_FOR[role] === person);
}

/** What belongs to a person, or to their company, as routes name it. */
export type Names = {
  readonly participant: string;
  readonly position: string;
  readonly customer: string;
  readonly transaction: string;
  readonly opportunity: string;
  readonly activity: string;
  readonly adjustment: string;
  readonly email: string;
  readonly userId: string;
  readonly session: string;
  readonly apiKey: string;
  readonly invitation: string;
  readonly task: string;
  /** Of their company: the published calculation that pays them, a draft, the import, an upload, a mapping, a plan, a product, a territory. */
  readonly calculation: string;
  readonly draft: string;
  readonly import: string;
  readonly upload: string;
  readonly mapping: string;
  readonly plan: string;
  readonly product: string;
  readonly territory: string;
};

/** Names in the form of the others that nothing has: what is not the caller's to see is answered like these. */
export const MISSING: Names = {
  participant: "zzmissing",
  position: "zzmissing-seat",
  customer: "zzmissing-customer",
  transaction: "zzmissing-sale",
  opportunity: "zzmissing-deal",
  activity: "zzmissing-call",
  adjustment: "M987650",
  email: "user-of-zzmissing@example.com",
  userId: "zzmissingzzmissingzzmissingzzmis",
  session: "zzmissingsessionzzmissingsession",
  apiKey: "zzmissingapi",
  invitation: "zzmissinginvitation",
  task: "987651",
  calculation: "987652",
  draft: "987653",
  import: "987654",
  upload: "987655",
  mapping: "zzmissing mapping",
  plan: "zzmissingplan",
  product: "zzmissingproduct",
  territory: "zzmissingterritory",
};
