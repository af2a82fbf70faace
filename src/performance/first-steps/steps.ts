import type { Role } from "../../access/permissions.ts";

/** What a newcomer does first. Pages are taken by opening one; the others are facts of the company or of the own sign-in. */
export const PAGES = [
  "statement",
  "why",
  "opportunity",
  "plan-page",
  "person",
  "hierarchy",
  "territory",
  "calculation",
  "history",
  "who-sees",
] as const;
export const FACTS = ["people", "seats", "quotas", "import", "plan", "calculate", "publish", "invite", "second-factor"] as const;
export type PageStep = (typeof PAGES)[number];
export type FactStep = (typeof FACTS)[number];
export type Step = PageStep | FactStep;

/** The first steps of each role; those who have most to set up come first. What a company needs before it pays stands in its order. */
export const STEPS_OF = {
  administrator: ["people", "seats", "quotas", "import", "plan", "calculate", "publish", "invite"],
  "compensation-administrator": ["people", "seats", "quotas", "import", "plan", "calculate", "publish", "why"],
  "sales-operations": ["import", "hierarchy", "territory", "opportunity", "second-factor"],
  manager: ["person", "statement", "why", "opportunity", "second-factor"],
  rep: ["statement", "why", "opportunity", "plan-page", "second-factor"],
  finance: ["calculation", "statement", "history", "who-sees", "second-factor"],
  executive: ["hierarchy", "statement", "opportunity", "territory", "second-factor"],
} as const satisfies Record<Role, readonly Step[]>;

export type StepState = { readonly step: Step; readonly done: boolean };
export type FirstSteps = { readonly role: Role; readonly steps: readonly StepState[] };

/** Every step that these roles may be asked to take. */
export function stepsOf(roles: readonly Role[]): ReadonlySet<Step> {
  return new Set(roles.flatMap((role): readonly Step[] => STEPS_OF[role]));
}

/** The steps of the first of one's roles that still has some open, or of the first role; undefined without a role. */
export function firstSteps(roles: readonly Role[], done: ReadonlySet<string>): FirstSteps | undefined {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are its type's keys
  const held = (Object.keys(STEPS_OF) as Role[]).filter((role) => roles.includes(role));
  const lists = held.map((role) => ({ role, steps: STEPS_OF[role].map((step) => ({ step, done: done.has(step) })) }));
  return lists.find(({ steps }) => steps.some((step) => !step.done)) ?? lists[0];
}

const OPENED: readonly (readonly [RegExp, PageStep])[] = [
  [/^\/statements\/[^/]+\/[^/]+\/why$/, "why"],
  [/^\/statements\/[^/]+\/[^/]+/, "statement"],
  [/^\/opportunities\/[^/]+/, "opportunity"],
  [/^\/plans\/[^/]+/, "plan-page"],
  [/^\/people\/[^/]+/, "person"],
  [/^\/hierarchy$/, "hierarchy"],
  [/^\/territories\/[^/]+/, "territory"],
  [/^\/calculations\/[^/]+/, "calculation"],
  [/^\/history/, "history"],
  [/^\/access\/(on|of)$/, "who-sees"],
];

/** The step that opening a page takes. */
export function stepOfPage(path: string): PageStep | undefined {
  return OPENED.find(([page]) => page.test(path))?.[1];
}
