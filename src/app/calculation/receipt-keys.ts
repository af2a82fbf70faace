import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import type { ReceiptKey, VerifySignature } from "../../compensation/receipts/check-receipt.ts";
import type { Store, Transaction } from "../database/store.ts";
import type { Randomness } from "../server/kit/ports.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Characters of a key's id: the beginning of the hash of its public half. */
const ID_LENGTH = 16;

/** What signs: the key's id, and the signature of a text in base64url. */
export type Signer = { readonly key: string; readonly sign: (text: string) => string };

/** The company's newest key that the server's secret opens; made at first need, and when the secret has become another. */
export async function receiptSigner(store: Store, companyId: number, secret: string, random: Randomness): Promise<Signer> {
  return store.system(async (tx) => {
    const found = await tx
      .selectFrom("receipt_keys")
      .select(["key", "sealed_private_key"])
      .where("company_id", "=", companyId)
      .orderBy("made_at", "desc")
      .orderBy("key")
      .execute();
    for (const { key, sealed_private_key: sealed } of found) {
      const opened = unseal(sealed, secret, companyId);
      if (opened) return signerOf(key, opened);
    }
    return makeKey(tx, companyId, secret, random);
  });
}

/** Every public key of the company, the newest first. */
export async function readReceiptKeys(store: Store, companyId: number): Promise<ReceiptKey[]> {
  const rows = await store.system((tx) =>
    tx
      .selectFrom("receipt_keys")
      .select(["key", "public_key", "made_at"])
      .where("company_id", "=", companyId)
      .orderBy("made_at", "desc")
      .orderBy("key")
      .execute(),
  );
  return rows.map(({ key, public_key: publicKey, made_at: madeAt }) => ({ key, publicKey, madeAt: madeAt.toISOString() }));
}

/** Checks an Ed25519 signature with Node's cryptography. */
export const verifyWithNode: VerifySignature = async (publicKey, signature, text) => {
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
};

async function makeKey(tx: Transaction, companyId: number, secret: string, random: Randomness): Promise<Signer> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "jwk" }).x ?? "";
  const key = createHash("sha256").update(Buffer.from(raw, "base64url")).digest("base64url").slice(0, ID_LENGTH);
  const sealed = seal(privateKey.export({ format: "der", type: "pkcs8" }), secret, companyId, random.bytes(NONCE_BYTES));
  await tx.insertInto("receipt_keys").values({ company_id: companyId, key, public_key: raw, sealed_private_key: sealed }).execute();
  return signerOf(key, privateKey);
}

function signerOf(key: string, privateKey: KeyObject): Signer {
  return { key, sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64url") };
}

function sealingKey(secret: string, companyId: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, String(companyId), "attain receipt key", 32));
}

function seal(content: Uint8Array, secret: string, companyId: number, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv("aes-256-gcm", sealingKey(secret, companyId), nonce);
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined when another secret sealed it. */
function unseal(sealed: Uint8Array, secret: string, companyId: number): KeyObject | undefined {
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(secret, companyId), sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const der = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  } catch {
    return undefined;
  }
}
