import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";
import { type EdgeSettings, isPublic } from "../edge/edge.ts";

export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** Whether /metrics is answered beside the pages: to anyone in a LAN, with the token where one is set, else not in public. */
export function answersMetrics(edge: EdgeSettings, authorization: string | undefined): boolean {
  if (edge.metricsPort !== null) return false;
  return edge.metricsToken ? holdsToken(edge.metricsToken, authorization) : !isPublic(edge);
}

/** /metrics on a port of its own, which the operator's firewall keeps to the scraper. Not yet listening. */
export function createMetricsServer(
  { metricsToken }: Pick<EdgeSettings, "metricsToken">,
  metrics: () => Promise<string>,
): Server {
  return createServer((request, response) => {
    const isMetrics = request.method === "GET" && /^\/metrics(\?|$)/.test(request.url ?? "");
    if (!isMetrics || (metricsToken && !holdsToken(metricsToken, request.headers.authorization))) {
      response.writeHead(404).end();
      return;
    }
    metrics().then(
      (text) => response.writeHead(200, { "content-type": METRICS_TYPE }).end(text),
      () => response.writeHead(500).end(),
    );
  });
}

/** Compared as hashes, in a time that tells nothing about how much was right. */
function holdsToken(token: string, authorization: string | undefined): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(`Bearer ${token}`), digest(authorization ?? ""));
}
