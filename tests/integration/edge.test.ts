import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createEdge, type EdgeSettings } from "../../server/edge/edge.ts";
import { LIMITS } from "../../server/edge/limits.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.stop());

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** As any program may ask: fetch would not let us lie about Host. */
function ask(
  url: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = httpRequest(
      url + path,
      { method: body ? "POST" : "GET", headers },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    asking.once("error", reject);
    asking.end(body);
  });
}

const room = JSON.stringify({ name: "A room", modelId: "digits-3d" });
const json = { "content-type": "application/json" };
const codeOf = ({ body }: Answer) => JSON.parse(body).error?.code;

it("[K2] a name that is not this server's is refused with a sentence, on pages and routes; a malformed one is no error of ours", async () => {
  const page = await ask(server.url, "/", { host: "evil.test" });
  expect(page.status).toBe(421);
  expect(page.body).toContain("ALLOWED_HOSTS");
  expect(codeOf(await ask(server.url, "/api/models", { host: "evil.test:80" }))).toBe("wrong_host");
  for (const host of ["[::1", "a b", "@", "localhost:x", "%zz"])
    expect((await ask(server.url, "/api/health", { host })).status).toBe(421);
});

it("[K3] another site's page makes no room, whatever type it sends; ours and programs do", async () => {
  const post = (headers: Record<string, string>) => ask(server.url, "/api/rooms", headers, room);
  expect(codeOf(await post({ ...json, origin: "https://evil.test" }))).toBe("foreign_site");
  expect((await post({ "content-type": "text/plain", origin: "https://evil.test" })).status).toBe(
    403,
  );
  expect((await post({ ...json, "sec-fetch-site": "same-site" })).status).toBe(403);
  expect((await post({ ...json, origin: server.url })).status).toBe(201);
  expect((await post(json)).status).toBe(201);
});

it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])(
  "[K9] a body of type “%s” is refused with a code",
  async (type) => {
    const answer = await ask(server.url, "/api/rooms", type ? { "content-type": type } : {}, room);
    expect(answer.status).toBe(415);
    expect(codeOf(answer)).toBe("wrong_media_type");
  },
);

async function within(
  settings: Partial<EdgeSettings>,
  check: (url: string) => Promise<void>,
  limits = LIMITS,
): Promise<void> {
  const running = await startApp({ edge: createEdge(settings, limits) });
  try {
    await check(running.url);
  } finally {
    await running.stop();
  }
}

it("[K7] the room after the last of an address is refused, whatever x-forwarded-for says", () =>
  within(
    {},
    async (url) => {
      const statuses: number[] = [];
      for (let i = 0; i < 5; i++)
        statuses.push(
          (await ask(url, "/api/rooms", { ...json, "x-forwarded-for": `203.0.113.${i}` }, room))
            .status,
        );
      expect(statuses).toEqual([201, 201, 201, 429, 429]);
    },
    { ...LIMITS, createRoom: { points: 3, seconds: 3600 } },
  ));

it("[K18] of an address that is being refused the next request is refused unread; another's is answered", () =>
  within(
    { proxyHops: 1 },
    async (url) => {
      const from = (address: string, body?: string) =>
        ask(url, "/api/rooms", { ...json, "x-forwarded-for": address }, body ?? room);
      expect((await from("203.0.113.1")).status).toBe(201);
      const begun = performance.now();
      const refused = Array.from({ length: 8 }, () => from("203.0.113.1"));
      await new Promise((resolve) => setTimeout(resolve, 200));
      // Read, it would be told that it is no JSON.
      const unread = from("203.0.113.1", "no JSON");
      expect((await from("203.0.113.2")).status).toBe(201);
      expect(performance.now() - begun).toBeLessThan(900);
      expect(codeOf(await unread)).toBe("too_fast");
      for (const answer of await Promise.all(refused)) expect(answer.status).toBe(429);
      expect(performance.now() - begun).toBeGreaterThan(900);
      expect((await from("203.0.113.1", "no JSON")).status).toBe(400);
    },
    { ...LIMITS, createRoom: { points: 1, seconds: 3600 } },
  ));

it("[K7] behind a declared proxy each address has its own", () =>
  within(
    { proxyHops: 1 },
    async (url) => {
      const from = (address: string) =>
        ask(url, "/api/rooms", { ...json, "x-forwarded-for": address }, room);
      expect((await from("6.6.6.1, 203.0.113.1")).status).toBe(201);
      expect((await from("6.6.6.2, 203.0.113.1")).status).toBe(429);
      expect((await from("203.0.113.2")).status).toBe(201);
    },
    { ...LIMITS, createRoom: { points: 1, seconds: 3600 } },
  ));

const TOKEN = "a-token-of-the-scraper";

it.each([
  ["in a LAN, to anyone", {}, 200, 200],
  ["in a LAN with a token, to who holds it", { metricsToken: TOKEN }, 404, 200],
  ["in public, to nobody", { proxyHops: 1 }, 404, 404],
  [
    "in public with a token, to who holds it",
    { publicUrl: new URL("https://c.example.org"), metricsToken: TOKEN },
    404,
    200,
  ],
  ["with a port of its own, not beside the pages", { metricsPort: 9100 }, 404, 404],
] as [string, Partial<EdgeSettings>, number, number][])(
  "[K10] /metrics is answered %s",
  (_what, settings, open, held) =>
    within(settings, async (url) => {
      const authorization = `Bearer ${TOKEN}`;
      expect((await ask(url, "/metrics")).status).toBe(open);
      expect((await ask(url, "/metrics?x=1", { authorization: "Bearer wrong" })).status).toBe(open);
      expect((await ask(url, "/metrics", { authorization })).status).toBe(held);
    }),
);

it("[K11] the addresses of this machine are told on this machine only", async () => {
  const { port } = new URL(server.url);
  const answer = await ask(server.url, "/api/addresses");
  expect(JSON.parse(answer.body)).toEqual({ addresses: [`http://192.168.1.20:${port}`] });
  expect(
    (await ask(server.url, "/api/addresses", { "x-forwarded-for": "203.0.113.1" })).status,
  ).toBe(404);
});

it.each(["/", "/api/health", "/api/nothing", "/metrics", "/api/models/digits-3d/files/x/y"])(
  "[K12] %s says who may frame it, tells no one where its reader came from, and is taken for nothing else",
  async (path) => {
    const { headers } = await ask(server.url, path);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'self'");
    expect(headers["content-security-policy"]).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  },
);

it("[K12] who may frame the pages is a setting", () =>
  within({ frameAncestors: "https://lms.example.org" }, async (url) => {
    expect((await ask(url, "/")).headers["content-security-policy"]).toContain(
      "frame-ancestors https://lms.example.org",
    );
  }));
