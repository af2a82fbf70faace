/** At most `quota` units under one key within `windowMs`, counted from the first. `name` stands in the headers and keeps keys apart. */
export type RateLimit = { readonly name: string; readonly quota: number; readonly windowMs: number };

/** How a key stands after something was taken: how many units were given, how many are left, and when all are back. */
export type Taken = { readonly granted: number; readonly remaining: number; readonly endsAtMs: number };

/** Guessing one person's password or code, and guessing from one network address; what succeeds counts too. */
export const SIGN_IN_BY_EMAIL: RateLimit = { name: "sign-in", quota: 10, windowMs: 15 * 60_000 };
export const SIGN_IN_BY_ADDRESS: RateLimit = { name: "sign-in-address", quota: 100, windowMs: 15 * 60_000 };
/** Mails to one person, and from one network address. */
export const RESET_BY_EMAIL: RateLimit = { name: "reset", quota: 3, windowMs: 15 * 60_000 };
export const RESET_BY_ADDRESS: RateLimit = { name: "reset-address", quota: 30, windowMs: 15 * 60_000 };
/** Trying one-time links from one network address. */
export const LINKS_BY_ADDRESS: RateLimit = { name: "links", quota: 60, windowMs: 15 * 60_000 };
/** Whoever is signed in proves themselves again: password or code. */
export const PROOF_BY_USER: RateLimit = { name: "proof", quota: 10, windowMs: 15 * 60_000 };
/** A code of an authenticator app is taken once: it is good for at most 90 seconds. */
export const CODE_ONCE: RateLimit = { name: "code", quota: 1, windowMs: 120_000 };

/** Whole seconds until a key has all its units back, at least 1. */
export function secondsLeft(taken: Taken, nowMs: number): number {
  return Math.max(1, Math.ceil((taken.endsAtMs - nowMs) / 1000));
}

/**
 * The fields of the IETF draft "RateLimit header fields for HTTP" (draft-ietf-httpapi-ratelimit-headers): the policy,
 * and what is left of it until when.
 */
export function rateLimitHeaders(limit: RateLimit, taken: Taken, nowMs: number): readonly (readonly [string, string])[] {
  return [
    ["ratelimit-policy", `"${limit.name}";q=${limit.quota};w=${limit.windowMs / 1000}`],
    ["ratelimit", `"${limit.name}";r=${taken.remaining};t=${secondsLeft(taken, nowMs)}`],
  ];
}
