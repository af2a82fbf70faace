import * as z from "zod";
import { checkReceipt, type ReceiptCheck, type ReceiptKey, type VerifySignature } from "../check-receipt.ts";

/** What the thread is given, and what it answers. */
export type CheckRequest = { readonly document: unknown; readonly keys: readonly ReceiptKey[] };
export type CheckAnswer = { readonly check: ReceiptCheck } | { readonly refused: string };

z.config({ jitless: true }); // pages may not make code from text

self.addEventListener("message", ({ data }: MessageEvent<CheckRequest>) => {
  void answer(data).then((found) => self.postMessage(found, {}));
});

async function answer({ document, keys }: CheckRequest): Promise<CheckAnswer> {
  try {
    return { check: await checkReceipt(document, keys, await verifier()) };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

/** Undefined where the browser has no Ed25519, or the page is neither served by https nor from this machine. */
async function verifier(): Promise<VerifySignature | undefined> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  if (!subtle) return undefined;
  try {
    await subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  } catch {
    return undefined;
  }
  return async (publicKey, signature, text) => {
    const key = await subtle.importKey("raw", bytesOf(publicKey), "Ed25519", false, ["verify"]);
    return subtle.verify("Ed25519", key, bytesOf(signature), new TextEncoder().encode(text));
  };
}

/** The bytes that base64url stands for. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
