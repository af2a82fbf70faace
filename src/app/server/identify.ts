import { timingSafeEqual } from "node:crypto";
import { type KeyParts, keyOfHeader } from "../../access/api-keys/key.ts";
import { findUsableKey, noteKeyUse, type UsableKey } from "../../access/api-keys/store.ts";
import { ledCounts, leads } from "../../access/reach/store.ts";
import type { SignedIn } from "../../access/session.ts";
import { type Membership, membershipsOf } from "../../access/store.ts";
import { dayOfClock } from "../../access/today.ts";
import type { Store } from "../database/store.ts";
import { hashOfSecret } from "./kit/key-secret.ts";
import type { Clock, SignIn, SignInEvents } from "./kit/ports.ts";

export type IdentifyDeps = { readonly signIn: SignIn; readonly store: Store; readonly clock: Clock; readonly events: SignInEvents };

/**
 * Finds who sends a request: the owner of its API key, else the session cookie's user; and, read anew each time, what
 * they are today. A user without any membership is nobody. With a key the cookies are not looked at.
 */
export function identifier(deps: IdentifyDeps) {
  const leadsMany = ledCounts(deps.store);
  return async (headers: Headers, address: string): Promise<SignedIn | undefined> => {
    const found = await identify(deps, headers, address);
    if (!found) return undefined;
    const { company, user, roles, participant } = found;
    const leading = participant === null ? undefined : { companyId: company.id, actor: user.id, roles, participant };
    return { ...found, leadsMany: leading !== undefined && (await leadsMany(leading, deps.clock.nowMs())) };
  };
}

type Identified = Omit<SignedIn, "leadsMany">;

async function identify(deps: IdentifyDeps, headers: Headers, address: string): Promise<Identified | undefined> {
  const key = keyOfHeader(headers.get("authorization"));
  if (key !== undefined) return key === null ? undefined : byKey(deps, key, headers, address);
  return headers.has("cookie") ? bySession(deps, headers) : undefined;
}

async function bySession({ signIn, store, clock }: IdentifyDeps, headers: Headers): Promise<Identified | undefined> {
  const found = await signIn.user(headers);
  if (!found) return undefined;
  const { sessionId, secondFactor, ...user } = found;
  const [membership] = await membershipsOf(store.signIn, user.id, dayOfClock(clock.nowMs()));
  return membership && signedIn(store, user, membership, { kind: "session", sessionId, secondFactor }, secondFactor);
}

async function byKey(deps: IdentifyDeps, { id, secret }: KeyParts, headers: Headers, address: string): Promise<Identified | undefined> {
  const { store, clock, events } = deps;
  const nowMs = clock.nowMs();
  const key = await findUsableKey(store.signIn, id, nowMs);
  if (!key || !isSecretOf(key, secret)) return undefined;
  const memberships = await membershipsOf(store.signIn, key.userId, dayOfClock(nowMs));
  const membership = memberships.find(({ companyId }) => companyId === key.companyId);
  if (!membership) return undefined;
  if (await noteKeyUse(store.signIn, id, key.lastUsedAt, nowMs)) {
    const userAgent = headers.get("user-agent") ?? "";
    await events.note({ kind: "key-first-used", userId: key.userId, companyId: key.companyId, subject: id, userAgent, address });
  }
  const user = { id: key.userId, name: key.name, email: key.email };
  return { ...signedIn(store, user, membership, { kind: "key", apiKey: id }, key.secondFactor), scopes: key.scopes };
}

function signedIn(
  store: Store,
  user: SignedIn["user"],
  membership: Membership,
  proof: SignedIn["proof"],
  secondFactor: boolean,
): Identified {
  const { companyId, companyName, currency, demo, roles, participant, secondFactorRequired } = membership;
  const company = { id: companyId, name: companyName, currency, demo };
  return {
    user,
    company,
    roles,
    participant,
    leads: async (who, day) =>
      participant !== null &&
      store.as({ companyId, actor: user.id, roles, participant }, (tx) => leads(tx, companyId, participant, who, day)),
    proof,
    secondFactorNeeded: secondFactorRequired && !secondFactor,
  };
}

function isSecretOf(key: UsableKey, secret: string): boolean {
  return timingSafeEqual(Buffer.from(key.secretHash), Buffer.from(hashOfSecret(secret)));
}
