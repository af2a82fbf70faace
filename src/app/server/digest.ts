import { createHmac } from "node:crypto";

/**
 * The server's keyed hash, for what must be told apart but not read: e-mail addresses under which attempts are counted,
 * network addresses of sign-ins. Without the secret nobody can try values against it.
 */
export function newDigest(secret: string): (text: string) => string {
  return (text) => createHmac("sha256", secret).update(`digest ${text}`).digest("base64url").slice(0, 24);
}
