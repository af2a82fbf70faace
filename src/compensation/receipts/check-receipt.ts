import { canonicalJson, type Json } from "./canonical-json.ts";
import { firstMismatch, type Mismatch } from "./compare.ts";
import { type Receipt, signedReceiptShape } from "./receipt.ts";
import { recompute } from "./recompute.ts";

/** A public key: 32 bytes in base64url. */
export type ReceiptKey = { readonly key: string; readonly publicKey: string; readonly madeAt: string };

/** Whether an Ed25519 signature (base64url) over the UTF-8 of a text is of a public key. */
export type VerifySignature = (publicKey: string, signature: string, text: string) => Promise<boolean>;

/** What a check finds. `valid` and `mismatch` are independent: an altered receipt fails the one, and the other too where pay depends on it. */
export type ReceiptCheck = {
  readonly receipt: Receipt;
  readonly signature: "valid" | "altered" | "unknown-key" | "unchecked";
  readonly mismatch: Mismatch | undefined;
};

/**
 * Checks a receipt by itself: its signature under one of the keys, and its lines by calculating them again. `verify` undefined: this place cannot
 * check signatures. Throws RangeError for a document that is no receipt, or whose inputs cannot be read; the message names the part.
 */
export async function checkReceipt(
  document: unknown,
  keys: readonly ReceiptKey[],
  verify: VerifySignature | undefined,
): Promise<ReceiptCheck> {
  const parsed = signedReceiptShape.safeParse(document);
  if (!parsed.success) throw new RangeError(`${parsed.error.issues[0]?.path.join(".") ?? ""}: ${parsed.error.issues[0]?.message ?? ""}`);
  const { receipt, signature } = parsed.data;
  const mismatch = firstMismatch(receipt, recompute(receipt));
  const key = keys.find((each) => each.key === receipt.key);
  if (!key) return { receipt, signature: "unknown-key", mismatch };
  if (!verify) return { receipt, signature: "unchecked", mismatch };
  const isValid = await verify(key.publicKey, signature, signedText(receipt));
  return { receipt, signature: isValid ? "valid" : "altered", mismatch };
}

/** What the signature is over. */
export function signedText(receipt: Receipt): string {
  const json: Json = JSON.parse(JSON.stringify(receipt));
  return canonicalJson(json);
}
