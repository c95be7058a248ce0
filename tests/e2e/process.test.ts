import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { build, needsBuild } from "../../server/build.ts";
import { launchBrowser, newPerson } from "../helpers/browser.ts";
import { accepted, connectClient } from "../helpers/client.ts";
import { makeRoom } from "../helpers/stage.ts";
import { type ServerRun, startProcess } from "../helpers/start-process.ts";

const METRICS_TOKEN = "the-scraper-s-secret-7f3a";
/** When it is there, the store fails. */
const failing = join(mkdtempSync(join(tmpdir(), "lc-")), "failing");
let server: ServerRun;

beforeAll(async () => {
  if (needsBuild()) await build();
  server = await startProcess({ LOG_LEVEL: "debug", METRICS_TOKEN, STORE_FAILS_ONCE: failing }, [
    "--import",
    "./tests/helpers/fail-store.mjs",
  ]);
});
afterAll(() => server?.signal("SIGKILL"));

const createRoom = async (url: string, name = "A room") => (await makeRoom(url, name)).id;

it("[K12] pages, their scripts, missing pages and files carry the headers", async () => {
  const page = await (await fetch(server.url)).text();
  const script = /src="(\/_next\/[^"]+\.js)"/.exec(page)?.[1] ?? "none";
  const room = await createRoom(server.url);
  for (const path of [
    "/",
    `/room/${room}`,
    "/room/nosuchroom22",
    "/nothing",
    script,
    "/icon.svg",
    "/api/models",
    "/metrics",
  ]) {
    const { headers } = await fetch(server.url + path);
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("referrer-policy"), path).toBe("no-referrer");
    expect(headers.get("content-security-policy"), path).toContain("frame-ancestors 'self'");
    expect(headers.get("content-security-policy"), path).not.toMatch(
      /script-src[^;]*unsafe-inline/,
    );
  }
});

it("[K12] every script of a page carries the nonce of that answer, and another answer has another", async () => {
  const nonces = new Set<string>();
  for (let i = 0; i < 2; i++) {
    const answer = await fetch(server.url);
    const policy = answer.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    nonces.add(nonce);
    const scripts = (await answer.text()).match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
  }
  expect(nonces.size).toBe(2);
});

it("[K12] a page runs under it without a violation, in the theme chosen before", async () => {
  const browser = await launchBrowser();
  try {
    const { page, context, errors } = await newPerson(browser);
    await context.addInitScript(() => localStorage.setItem("latent-commons.theme", "light"));
    await page.goto(server.url);
    await page.getByRole("heading").first().waitFor();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("light");
    await page.goto(`${server.url}/room/nosuchroom22`);
    await page.getByText("This room does not exist").waitFor();
    expect(errors.filter((line) => !line.includes("404"))).toEqual([]);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.injected = true";
      document.head.append(script);
    });
    expect(await page.evaluate(() => "injected" in window)).toBe(false);
  } finally {
    await browser.close();
  }
});

it("[K17] joins, commands, failures and metrics at the most talkative level hold no token", async () => {
  const room = await createRoom(server.url);
  const tokens = [METRICS_TOKEN];
  for (let i = 0; i < 3; i++) {
    const client = await connectClient(server.url);
    const joined = accepted(await client.join(room)) as { token: string };
    tokens.push(joined.token);
    await client.ask("bookmark:create", { name: "here", z: [0, 0, 0], view: null });
    await client.ask("bookmark:create", { name: joined.token, z: [0, Number.NaN], view: null });
    client.move(1, [Number.NaN, 0, 0]);
    client.close();
    const again = await connectClient(server.url);
    await again.join(room, { token: joined.token, protocol: 99 });
    tokens.push(
      (
        accepted(await again.join(room, { token: joined.token, rejoining: true })) as {
          token: string;
        }
      ).token,
    );
    again.close();
  }
  const wrong = { authorization: `Bearer ${METRICS_TOKEN}x` };
  expect((await fetch(`${server.url}/metrics`, { headers: wrong })).status).toBe(404);
  const right = { authorization: `Bearer ${METRICS_TOKEN}` };
  const metrics = await (await fetch(`${server.url}/metrics`, { headers: right })).text();
  expect(metrics).toContain("latent_commons_people");
  expect(server.output()).toContain("protocol_mismatch");
  for (const token of tokens) {
    expect(token.length).toBeGreaterThan(15);
    expect(server.output()).not.toContain(token);
    expect(metrics).not.toContain(token);
  }
});

it("[K16] the page of a live room opens while the database is away; any other says so and leads on", async () => {
  const [live, other] = [await createRoom(server.url, "Live room"), await createRoom(server.url)];
  const client = await connectClient(server.url);
  accepted(await client.join(live));
  writeFileSync(failing, "");
  expect(await (await fetch(`${server.url}/room/${live}`)).text()).toContain("Live room");
  const away = await (await fetch(`${server.url}/room/${other}`)).text();
  expect(away).toContain("This room cannot be opened right now");
  expect(away).toContain("Go to the lobby");
  client.close();
});

it("[K14] under load the process ends well within ten seconds", async () => {
  const run = await startProcess();
  const room = await createRoom(run.url);
  const clients = await Promise.all(Array.from({ length: 10 }, () => connectClient(run.url)));
  for (const client of clients) accepted(await client.join(room));
  let seq = 0;
  const timer = setInterval(() => {
    seq++;
    for (const client of clients) client.move(seq, [Math.sin(seq), 0, 0]);
  }, 10);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const asking = fetch(`${run.url}/api/models`).catch(() => null);
  const startedAt = performance.now();
  run.signal("SIGTERM");
  expect(await run.ended).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  clearInterval(timer);
  await asking;
  for (const client of clients) client.close();
});

it("[K14] what hangs is named within some ten seconds, with a failing exit; a second signal does not wait", async () => {
  const hanging = ["--import", "./tests/helpers/hang-on-close.mjs"];
  const [one, two] = await Promise.all([startProcess({}, hanging), startProcess({}, hanging)]);
  const startedAt = performance.now();
  one.signal("SIGTERM");
  two.signal("SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  two.signal("SIGTERM");
  expect(await two.ended).toBe(1);
  expect(performance.now() - startedAt).toBeLessThan(5000);
  expect(await one.ended).toBe(1);
  expect(performance.now() - startedAt).toBeLessThan(13_000);
  expect(one.output()).toMatch(/Not closed within 10 s: rooms and sockets hangs/);
});
