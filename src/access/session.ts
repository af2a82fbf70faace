import type { Actor } from "./permissions.ts";

/** Who asks, read anew for every request: a role that is taken away is gone with the next one. */
export type SignedIn = Actor & {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly company: { readonly id: number; readonly name: string; readonly currency: string };
};
