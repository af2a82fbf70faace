import { expect, test } from "vitest";
import { deviceOf } from "../sessions/device.ts";
import { networkOf } from "./event.ts";

test.each([
  ["IPv4", "203.0.113.77", "203.0.113.0/24"],
  ["IPv4 inside IPv6", "::ffff:203.0.113.77", "203.0.113.0/24"],
  ["IPv6", "2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
  ["IPv6 with leading zeros", "2001:0db8:0001:2::1", "2001:db8:1::/48"],
  ["short IPv6", "2001:db8::1", "2001:db8:0::/48"],
  ["the own machine", "::1", "0:0:0::/48"],
  ["no address", "unknown", null],
  ["something else", "203.0.113.77; drop", null],
])("the network of %s", (_label, address, network) => expect(networkOf(address)).toBe(network));

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0 Safari/537.36 Edg/139.0",
    "Edge, Windows",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0 Safari/537.36", "Chrome, Linux"],
  ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0 Mobile Safari/537.36", "Chrome, Android"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1", "Safari, iPhone"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15", "Safari, macOS"],
  ["curl/8.5.0", null],
  ["", null],
])("the device of %s", (userAgent, device) => expect(deviceOf(userAgent)).toBe(device));
