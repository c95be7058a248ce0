import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createMetricsServer } from "../../../server/http/metrics.ts";

async function serving(
  metricsToken: string | null,
  metrics: () => Promise<string>,
  check: (url: string) => Promise<void>,
): Promise<void> {
  const http = createMetricsServer({ metricsToken }, metrics);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  try {
    await check(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  } finally {
    await new Promise((resolve) => http.close(resolve));
  }
}

const figures = async () => "latent_commons_rooms 3\n";

it("[K10] a port of its own answers /metrics and nothing else", () =>
  serving(null, figures, async (url) => {
    const answer = await fetch(`${url}/metrics?from=scraper`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    expect(await answer.text()).toBe("latent_commons_rooms 3\n");
    for (const path of ["/", "/metricsx", "/api/health", "/api/models"])
      expect((await fetch(url + path)).status, path).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: "POST" })).status).toBe(404);
  }));

it("[K10] where a token is set, its own port asks for it too", () =>
  serving("0123456789abcdef", figures, async (url) => {
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    const wrong = { authorization: "Bearer 0123456789abcdee" };
    expect((await fetch(`${url}/metrics`, { headers: wrong })).status).toBe(404);
    const right = { authorization: "Bearer 0123456789abcdef" };
    expect((await fetch(`${url}/metrics`, { headers: right })).status).toBe(200);
  }));

it("[K10] figures that fail are an error there, and no end of the server", () =>
  serving(
    null,
    () => Promise.reject(new Error("no figures")),
    async (url) => {
      expect((await fetch(`${url}/metrics`)).status).toBe(500);
      expect((await fetch(`${url}/metrics`)).status).toBe(500);
    },
  ));
