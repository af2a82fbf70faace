import type { Actor } from "./permissions.ts";

/** Who asks, read anew for every request: a role that is taken away is gone with the next one. */
export type SignedIn = Actor & {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly company: { readonly id: number; readonly name: string; readonly currency: string; readonly demo: boolean };
  /** Whether the participant reports to them: on the day, or on some day until today. */
  readonly leads: (participant: string, day?: string) => Promise<boolean>;
  /** Whether very many report to them: it decides how their rows are found (one by one in order, or from a list of owners), never which. */
  readonly leadsMany: boolean;
  /** How they proved it: by a session, or by an API key. */
  readonly proof:
    | { readonly kind: "session"; readonly sessionId: string; readonly secondFactor: boolean }
    | { readonly kind: "key"; readonly apiKey: string };
  /** Their company asks for a second factor that they have not set up: nothing but the own sign-in answers. */
  readonly secondFactorNeeded: boolean;
};
