import { createHash, timingSafeEqual } from "node:crypto";
import type { Clock, Links, Randomness } from "./kit/ports.ts";

/** The part of better-auth's adapter that keeps values with an expiry; its consume is atomic. */
type Values = {
  readonly createVerificationValue: (value: { identifier: string; value: string; expiresAt: Date }) => Promise<unknown>;
  readonly findVerificationValue: (identifier: string) => Promise<{ readonly value: string; readonly expiresAt: Date } | null>;
  readonly consumeVerificationValue: (identifier: string) => Promise<{ readonly value: string } | null>;
  readonly deleteVerificationByIdentifier: (identifier: string) => Promise<unknown>;
};

const TOKEN = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})$/;

export function newLinks(values: () => Promise<Values>, clock: Clock, random: Randomness): Links {
  const check = async (token: string): Promise<string | undefined> => {
    const [, subject, secret] = TOKEN.exec(token) ?? [];
    if (subject === undefined || secret === undefined) return undefined;
    const kept = await (await values()).findVerificationValue(identifierOf(subject));
    const holds = kept !== null && kept.expiresAt.getTime() > clock.nowMs() && sameHash(kept.value, hashOf(secret));
    return holds ? subject : undefined;
  };
  return {
    check,
    revoke: async (subject) => void (await (await values()).deleteVerificationByIdentifier(identifierOf(subject))),
    create: async (subject, lifetimeMs) => {
      const secret = Buffer.from(random.bytes(32)).toString("base64url");
      const store = await values();
      await store.deleteVerificationByIdentifier(identifierOf(subject));
      await store.createVerificationValue({
        identifier: identifierOf(subject),
        value: hashOf(secret),
        expiresAt: new Date(clock.nowMs() + lifetimeMs),
      });
      return `${subject}.${secret}`;
    },
    consume: async (token) => {
      const subject = await check(token);
      if (subject === undefined) return undefined;
      return (await (await values()).consumeVerificationValue(identifierOf(subject))) ? subject : undefined;
    },
  };
}

function identifierOf(subject: string): string {
  return `link:${subject}`;
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
