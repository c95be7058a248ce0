import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { hostname } from "node:os";
import { fromRight } from "./address.ts";

export interface GateOptions {
  /** Declared reverse proxies in front of this server; 0: forwarded headers are not believed. */
  proxyHops: number;
  publicUrl: URL | null;
  /** Further names, with or without a port. */
  allowedHosts: readonly string[];
}

export interface Refusal {
  status: 403 | 421;
  message: string;
}

type Asked = Pick<IncomingMessage, "headers" | "method" | "url">;

export interface Gate {
  /** Null when the request may go on. */
  refuse: (request: Asked) => Refusal | null;
}

const FOREIGN: Refusal = {
  status: 403,
  message: "Another site's page may not use this server.",
};

/**
 * Keeps other sites' pages out. Browsers say where a request comes from (Origin, Sec-Fetch-Site) and a page cannot lie
 * about it; the name in Host must be ours, or a site that points its own name at this machine (DNS rebinding) would count
 * as the same origin. Programs that are no browsers send no Origin and are let in: they hold no one's session.
 */
export function createGate(options: GateOptions): Gate {
  const { proxyHops, publicUrl, allowedHosts } = options;
  const own = hostname().toLowerCase();
  const names = new Set(["localhost", own, `${own.split(".")[0]}.local`]);
  if (publicUrl) names.add(publicUrl.hostname);
  for (const host of allowedHosts) names.add(parseHost(host)?.hostname ?? host);

  const isOurs = ({ hostname: name }: URL) =>
    names.has(name) || name.endsWith(".localhost") || isIP(name.replace(/^\[|\]$/g, "")) > 0;

  const isSameOrigin = (text: string, asked: string) => {
    const origin = URL.canParse(text) ? new URL(text) : null;
    if (!origin) return false;
    // Host leaves out the port that its scheme implies, and only the origin tells the scheme.
    if (origin.host === parseHost(asked, origin.protocol)?.host) return true;
    return (
      origin.origin === publicUrl?.origin ||
      allowedHosts.some((host) => host === origin.host || host === origin.hostname)
    );
  };

  const refuseOrigin = (request: Asked, asked: string): Refusal | null => {
    const { method = "GET", url = "/", headers } = request;
    const { origin } = headers;
    const site = headers["sec-fetch-site"];
    // "null" hides who asks; a page of ours under Referrer-Policy no-referrer may send it, and says so here.
    if (origin !== undefined && !(origin === "null" && site === "same-origin"))
      return isSameOrigin(origin, asked) ? null : FOREIGN;
    const changes = !["GET", "HEAD", "OPTIONS"].includes(method);
    const isSocket = headers.upgrade !== undefined || url.startsWith("/socket.io/");
    const isForeign = site === "cross-site" || site === "same-site";
    return isForeign && (changes || isSocket) ? FOREIGN : null;
  };

  return {
    refuse(request) {
      const { headers } = request;
      const forwarded = proxyHops > 0 ? fromRight(headers["x-forwarded-host"], proxyHops) : null;
      const asked = forwarded ?? headers.host ?? "";
      const host = parseHost(asked);
      if (host && isOurs(host)) return refuseOrigin(request, asked);
      const name = asked.slice(0, 100);
      return {
        status: 421,
        message: `This server does not answer to the name “${name}”. If it is yours, add it to ALLOWED_HOSTS.`,
      };
    },
  };
}

/** A host with or without port as a URL; null for anything that is more, less or other than that. */
export function parseHost(text: string, protocol = "http:"): URL | null {
  if (!/^[^\s/\\?#@]+$/.test(text)) return null;
  const address = `${protocol}//${text}`;
  return URL.canParse(address) ? new URL(address) : null;
}
