import type { Randomness } from "./kit/ports.ts";

const ACCEPTED = /^[A-Za-z0-9._-]{8,64}$/;

/** The caller's own X-Request-Id when it is harmless to log, else a new one. */
export function requestIdOf(header: string | undefined, random: Randomness): string {
  return header !== undefined && ACCEPTED.test(header) ? header : Buffer.from(random.bytes(12)).toString("base64url");
}
