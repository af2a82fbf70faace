import { createHash } from "node:crypto";
import type { Randomness } from "./ports.ts";

/** A new API key: its id, and its secret, of which only the hash is kept. */
export function newKeySecret(random: Randomness): { readonly id: string; readonly secret: string; readonly secretHash: string } {
  const secret = Buffer.from(random.bytes(32)).toString("base64url");
  return { id: Buffer.from(random.bytes(8)).toString("hex"), secret, secretHash: hashOfSecret(secret) };
}

/** The secret is random and long, so a plain hash keeps it as well as a slow one. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
