/** An API key as its owner sends it: `attain_<id>_<secret>`. The id is no secret; of the secret only a hash is kept. */
const KEY = /^attain_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

export type KeyParts = { readonly id: string; readonly secret: string };

export function readKey(text: string): KeyParts | undefined {
  const [, id, secret] = KEY.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

export function writeKey({ id, secret }: KeyParts): string {
  return `attain_${id}_${secret}`;
}

/** The key of a request's `Authorization: Bearer …`; undefined when there is no such header, null when what it holds is no key of ours. */
export function keyOfHeader(authorization: string | null): KeyParts | null | undefined {
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization ?? "") ?? [];
  return token === undefined ? undefined : (readKey(token) ?? null);
}
