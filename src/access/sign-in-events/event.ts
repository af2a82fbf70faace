/** What happens around signing in, each written down once. */
export const EVENT_KINDS = [
  "signed-in",
  "sign-in-failed",
  "second-factor-failed",
  "signed-out",
  "session-ended",
  "reset-asked",
  "password-set",
  "password-changed",
  "second-factor-on",
  "second-factor-off",
  "backup-codes-made",
  "invited",
  "invitation-sent-again",
  "invitation-withdrawn",
  "invitation-accepted",
  "sign-in-ended",
  "key-made",
  "key-first-used",
  "key-revoked",
  "policy-changed",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type SignInEvent = {
  readonly kind: EventKind;
  /** Whose sign-in it is about; null: an address that nobody has. */
  readonly userId: string | null;
  /** The company in which it happened; left out: every company in which the user has a role today. */
  readonly companyId?: number;
  /** Who did it where it was not the user. */
  readonly actor?: string;
  /** What it is about: the id of an API key or an invitation. Never a secret. */
  readonly subject?: string;
  /** From where: browser and system, and the network address, of which only a keyed hash of the prefix is kept. */
  readonly userAgent?: string;
  readonly address?: string;
};

/**
 * The part of a network address that stays the same for a household or an office: 24 bits of IPv4, 48 of IPv6.
 * Null for what is no address.
 */
export function networkOf(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain);
  if (four) return `${four[1]}.0/24`;
  if (!/^[0-9a-f:]+$/i.test(plain) || !plain.includes(":")) return null;
  const [head = "", tail] = plain.toLowerCase().split("::");
  const start = head === "" ? [] : head.split(":");
  const end = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = tail === undefined ? start : [...start, ...Array<string>(Math.max(0, 8 - start.length - end.length)).fill("0"), ...end];
  return `${groups
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/48`;
}
