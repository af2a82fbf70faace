import type { SignedIn } from "../../access/session.ts";
import { membershipsOf } from "../../access/store.ts";
import { dayOfClock } from "../../access/today.ts";
import type { Store } from "../database/store.ts";
import type { Clock, SignIn } from "./kit/ports.ts";

/**
 * Finds who sends a request: the session cookie's user and, read anew each time, what they are today.
 * A user without any membership is nobody.
 */
export function identifier({ signIn, store, clock }: { readonly signIn: SignIn; readonly store: Store; readonly clock: Clock }) {
  return async (headers: Headers): Promise<SignedIn | undefined> => {
    if (!headers.has("cookie")) return undefined;
    const user = await signIn.user(headers);
    if (!user) return undefined;
    const [membership] = await membershipsOf(store.signIn, user.id, dayOfClock(clock.nowMs()));
    if (!membership) return undefined;
    const { companyId, companyName, currency, roles, participant } = membership;
    return { user, company: { id: companyId, name: companyName, currency }, roles, participant };
  };
}
