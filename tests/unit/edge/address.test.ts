import { expect, it } from "vitest";
import { clientAddress, isFromThisMachine } from "../../../server/edge/address.ts";

const from = (remoteAddress: string, forwarded?: string) => ({
  headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  socket: { remoteAddress },
});

it("[K1] without a declared proxy a forged x-forwarded-for changes nothing", () => {
  expect(clientAddress(from("203.0.113.7", "198.51.100.1"), 0)).toBe("203.0.113.7");
});

it.each([
  ["the value that the only proxy added", 1, "6.6.6.6, 198.51.100.9", "198.51.100.9"],
  ["the value that the outer of two added", 2, "6.6.6.6, 198.51.100.9, 10.0.0.2", "198.51.100.9"],
  ["the socket's where there are too few", 3, "198.51.100.9, 10.0.0.2", "10.0.0.1"],
  ["the socket's where it is no address", 1, "unknown", "10.0.0.1"],
  ["an address with its port", 1, "198.51.100.9:4711", "198.51.100.9"],
  ["an IPv6 address with its port", 1, "[2001:db8::1]:4711", "2001:db8:0:0::/64"],
])("[K1] behind declared proxies: %s", (_what, hops, header, address) => {
  expect(clientAddress(from("10.0.0.1", header), hops)).toBe(address);
});

it.each([
  ["::ffff:192.168.1.5", "192.168.1.5"],
  ["::FFFF:c0a8:0105", "192.168.1.5"],
  ["2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002::1", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "::1"],
  ["", "unknown"],
])("[K1] %s is counted as %s", (address, key) => {
  expect(clientAddress(from(address), 0)).toBe(key);
});

it("[K1] only what is asked on this machine, with no proxy in between, is from this machine", () => {
  expect(isFromThisMachine(from("127.0.0.1"), 0)).toBe(true);
  expect(isFromThisMachine(from("::1"), 0)).toBe(true);
  expect(isFromThisMachine(from("::ffff:127.0.0.1"), 0)).toBe(true);
  expect(isFromThisMachine(from("192.168.1.5"), 0)).toBe(false);
  expect(isFromThisMachine(from("127.0.0.1", "203.0.113.7"), 0)).toBe(false);
  expect(isFromThisMachine(from("127.0.0.1", "203.0.113.7"), 1)).toBe(false);
});
