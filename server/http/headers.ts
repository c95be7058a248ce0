import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export interface HeaderOptions {
  /** Who may show these pages in a frame, as CSP writes it: 'self', 'none' or addresses. */
  frameAncestors: string;
  /** `next dev` evaluates what it reloads. */
  development: boolean;
}

/**
 * Pages load from this server only, and of inline scripts only those that carry this answer's nonce. `ws:` is spelled out
 * because older Safari does not count WebSockets to 'self'; 'wasm-unsafe-eval' is the page's own decoder; inline styles
 * stay allowed: React writes `style` attributes, which no nonce covers.
 */
function policy({ frameAncestors, development }: HeaderOptions, nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'wasm-unsafe-eval'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self' ws: wss:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join("; ");
}

/**
 * Sets what every answer carries, page, file or JSON. Next takes the nonce for its own scripts from the request's
 * Content-Security-Policy, so it is put there too; whatever a client sent under that name is overwritten.
 */
export function setHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  options: HeaderOptions,
): void {
  const nonce = randomBytes(16).toString("base64");
  const csp = policy(options, nonce);
  request.headers["content-security-policy"] = csp;
  request.headers["x-nonce"] = nonce;
  response.setHeader("content-security-policy", csp);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "no-referrer");
}
