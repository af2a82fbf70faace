import { expect, test } from "vitest";
import { ORIGIN, startTestServer } from "../../../test/support/server.ts";
import { newClientAddress } from "./client-address.ts";

const PROXIES = ["10.0.0.0/8", "192.0.2.7", "fd00::/8"];

test.each([
  ["nothing is named: the header is not believed", [], "10.0.0.1", "203.0.113.9", "10.0.0.1"],
  ["the peer is no proxy: the header is not believed", PROXIES, "198.51.100.1", "203.0.113.9", "198.51.100.1"],
  ["one proxy", PROXIES, "10.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["what the caller wrote stands before what the proxy added", PROXIES, "10.0.0.1", "127.0.0.1, 203.0.113.9", "203.0.113.9"],
  ["two proxies", PROXIES, "192.0.2.7", "203.0.113.9, 10.1.2.3", "203.0.113.9"],
  ["a caller who names a proxy before themselves", PROXIES, "10.0.0.1", "10.9.9.9, 203.0.113.9", "203.0.113.9"],
  ["no header", PROXIES, "10.0.0.1", undefined, "10.0.0.1"],
  ["an empty header", PROXIES, "10.0.0.1", "", "10.0.0.1"],
  ["what is no address", PROXIES, "10.0.0.1", "203.0.113.9, unknown", "10.0.0.1"],
  ["all are proxies", PROXIES, "10.0.0.1", "10.0.0.2", "10.0.0.2"],
  ["a proxy by IPv6", PROXIES, "fd00::1", "2001:db8::5", "2001:db8::5"],
  ["a proxy of IPv4 on a socket of IPv6", PROXIES, "::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["no connection", PROXIES, "unknown", "203.0.113.9", "unknown"],
] as const)("%s", (_label, proxies, peer, header, expected) => {
  expect(newClientAddress(proxies)(peer, header)).toBe(expected);
});

test("people behind a proxy that is named are limited each by their own address", async () => {
  const server = await startTestServer({ clientAddress: newClientAddress(["10.0.0.1"]) });
  const tryLink = async (forwardedFor: string): Promise<number> => {
    const headers = { "content-type": "application/json", "x-forwarded-for": forwardedFor };
    const init = { method: "POST", headers, body: JSON.stringify({ token: "wrong" }) };
    return (await server.app.request(`${ORIGIN}/api/password-links/check`, init, { incoming: { socket: { remoteAddress: "10.0.0.1" } } }))
      .status;
  };
  const statuses = new Set<number>();
  for (let tries = 0; tries < 61; tries += 1) statuses.add(await tryLink(`192.0.2.${tries}, 203.0.113.9`));
  expect([...statuses]).toEqual([410, 429]);
  expect(await tryLink("203.0.113.10")).toBe(410);
  await server.close();
});
