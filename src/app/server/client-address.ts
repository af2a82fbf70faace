import { BlockList, isIP } from "node:net";

/** The address of whoever asks, from that of the connection and the header X-Forwarded-For. */
export type ClientAddress = (peer: string, forwardedFor: string | undefined) => string;

/**
 * Believes X-Forwarded-For only of the proxies that are named (addresses and ranges such as 10.0.0.0/8): each adds, at the end, from whom it
 * has the request, so the last address that is no proxy's is the caller's. What stands before it anybody can have written.
 */
export function newClientAddress(proxies: readonly string[]): ClientAddress {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [address = "", prefix] = proxy.split("/");
    const family = familyOf(address);
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isProxy = (address: string) => isIP(address) > 0 && trusted.check(address, familyOf(address));
  return (peer, forwardedFor) => {
    let caller = peer;
    const hops = (forwardedFor ?? "").split(",").map((hop) => hop.trim());
    while (isProxy(caller)) {
      const before = hops.pop();
      if (before === undefined || isIP(before) === 0) break;
      caller = before;
    }
    return caller;
  };
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
