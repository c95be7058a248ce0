import type { IncomingHttpHeaders } from "node:http";
import { fromRight } from "./address.ts";
import { type Budgets, createBudgets } from "./budgets.ts";
import { createGate, type Gate, parseHost } from "./gate.ts";
import { createHoldBack, type HoldBack } from "./hold-back.ts";
import { LIMITS, type Limits } from "./limits.ts";

/** How this server is reached, and by whom. */
export interface EdgeSettings {
  proxyHops: number;
  publicUrl: URL | null;
  allowedHosts: readonly string[];
  frameAncestors: string;
  /** Needed for /metrics, where set. */
  metricsToken: string | null;
  /** /metrics has a port of its own, where set. */
  metricsPort: number | null;
}

export interface Edge extends EdgeSettings {
  gate: Gate;
  budgets: Budgets;
  holdBack: HoldBack;
}

const LAN: EdgeSettings = {
  proxyHops: 0,
  publicUrl: null,
  allowedHosts: [],
  frameAncestors: "'self'",
  metricsToken: null,
  metricsPort: null,
};

/** Without settings: a server in a LAN, reached directly. */
export function createEdge(settings: Partial<EdgeSettings> = {}, limits: Limits = LIMITS): Edge {
  const all = { ...LAN, ...settings };
  return {
    ...all,
    gate: createGate(all),
    budgets: createBudgets(limits),
    holdBack: createHoldBack(),
  };
}

/** Whether strangers reach this server. */
export function isPublic({ publicUrl, proxyHops }: EdgeSettings): boolean {
  return publicUrl !== null || proxyHops > 0;
}

/** The address under which a request that passed the gate came, for links that others open. */
export function originOf(
  { publicUrl, proxyHops }: EdgeSettings,
  headers: IncomingHttpHeaders,
): URL {
  if (publicUrl) return new URL(publicUrl.origin);
  const forwarded = (name: "x-forwarded-host" | "x-forwarded-proto") =>
    proxyHops > 0 ? fromRight(headers[name], proxyHops) : null;
  const protocol = forwarded("x-forwarded-proto") === "https" ? "https:" : "http:";
  const host = forwarded("x-forwarded-host") ?? headers.host ?? "";
  return parseHost(host, protocol) ?? new URL("http://localhost");
}
