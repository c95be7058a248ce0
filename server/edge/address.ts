import type { IncomingMessage } from "node:http";
import { isIP, isIPv4 } from "node:net";

/** What it needs of a request. */
export type Addressed = Pick<IncomingMessage, "headers"> & {
  socket: { remoteAddress?: string | undefined };
};

/**
 * Who asks, as a key for budgets. Without a proxy the address of the socket, whatever headers say; behind `proxyHops`
 * declared proxies the one that the outermost of them saw. An IPv6 address stands for its /64: that is what one
 * household gets, and its 2⁶⁴ addresses must not be as many budgets.
 */
export function clientAddress(request: Addressed, proxyHops: number): string {
  const direct = request.socket.remoteAddress ?? "";
  const forwarded = proxyHops > 0 ? fromRight(request.headers["x-forwarded-for"], proxyHops) : null;
  return groupAddress((forwarded && bareAddress(forwarded)) || bareAddress(direct) || "unknown");
}

/** Whether it was asked on this very machine; what an undeclared proxy beside us passes on was not. */
export function isFromThisMachine(request: Addressed, proxyHops: number): boolean {
  if (proxyHops === 0 && request.headers["x-forwarded-for"] !== undefined) return false;
  const address = clientAddress(request, proxyHops);
  return address.startsWith("127.") || address === LOOPBACK_V6;
}

/** The n-th value from the right of a list header: each proxy adds one there; what stands further left, anyone wrote. */
export function fromRight(header: string | string[] | undefined, n: number): string | null {
  const values = (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",");
  return values.at(-n)?.trim() || null;
}

const LOOPBACK_V6 = "::1";

/** Without port, brackets and zone; null for what is no address. */
function bareAddress(text: string): string | null {
  const inner = /^\[(.*)\](:\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, "$1");
  const address = inner.replace(/%.*$/, "");
  return isIP(address) ? address : null;
}

function groupAddress(address: string): string {
  if (isIPv4(address) || !isIP(address)) return address;
  const groups = groupsOf(address);
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  if (groups.slice(0, 7).every((group) => group === 0) && low === 1) return LOOPBACK_V6;
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(":")}::/64`;
}

/** The eight 16-bit groups of an IPv6 address; the URL parser knows every way to write one. */
function groupsOf(address: string): number[] {
  const [head = "", tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}
