import { createHmac } from "node:crypto";
import { SET_UP } from "../../src/access/set-up/api.ts";
import { cookieFrom, PASSWORD, type TestServer } from "./server.ts";

const HOUR_MS = 3_600_000;

/** Sets a test server up with a company and gives its administrator's cookie. */
export async function setUpCompany(server: TestServer, email = "ann@example.com"): Promise<string> {
  const token = await server.signIn.links.create(SET_UP, HOUR_MS);
  const form = { token, name: "Ann Admin", email, password: PASSWORD, company: { name: "Demo", currency: "USD" } };
  return cookieFrom(await server.request("/api/set-up", { json: form }));
}

/** Invites somebody, accepts for them, and gives their cookie. */
export async function inviteAndAccept(
  server: TestServer,
  administrator: string,
  form: { readonly email: string; readonly roles: readonly string[]; readonly participant?: string },
): Promise<string> {
  const invited = await server.request("/api/invitations", { json: form, cookie: administrator });
  if (invited.status !== 201) throw new Error(`not invited: ${await invited.text()}`);
  const token = await linkTokenTo(server, form.email);
  const name = form.email.split("@")[0] ?? "";
  return cookieFrom(await server.request("/api/invitations/accept", { json: { token, name, password: PASSWORD } }));
}

/** The token of the latest mail with a link to an address, as it stands in the outbox. */
export async function linkTokenTo(server: TestServer, email: string): Promise<string> {
  const rows = await server.store.signIn.selectFrom("outbox").select("link").where("to", "=", email).orderBy("mail", "desc").execute();
  return rows.find(({ link }) => link !== null)?.link?.split("#")[1] ?? "";
}

/** The code of RFC 6238 that an authenticator app shows for an `otpauth://` address at a time. */
export function codeOf(uri: string, nowMs: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000)));
  const digest = createHmac("sha1", base32(new URL(uri).searchParams.get("secret") ?? ""))
    .update(counter)
    .digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

function base32(text: string): Buffer {
  const bits = Array.from(text.replaceAll("=", ""), (letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  ).join("");
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}
