import { afterAll, beforeAll, expect, it } from "vitest";
import { createEdge } from "../../server/edge/edge.ts";
import { GUESS_WRONG, LIMITS } from "../../server/edge/limits.ts";
import { JOIN_CODE_ALPHABET } from "../../server/protocol/join-code.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let running: Running;
beforeAll(async () => {
  // A proxy in front, so that each test has addresses of its own.
  running = await startApp({
    edge: createEdge({ proxyHops: 1, metricsToken: "a-token-of-the-scraper" }),
  });
});
afterAll(() => running.stop());

async function join(code: unknown, from: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${running.url}/api/join`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": from },
    body: JSON.stringify({ code }),
  });
  return { status: response.status, body: await response.json() };
}

/** The i-th of many codes that are no one's. */
const wrong = (i: number): string =>
  Array.from({ length: 8 }, (_, at) => JOIN_CODE_ALPHABET[(i >> (4 * at)) & 15]).join("");

async function figure(name: string): Promise<number> {
  const metrics = await fetch(`${running.url}/metrics`, {
    headers: { authorization: "Bearer a-token-of-the-scraper" },
  });
  const line = (await metrics.text()).split("\n").find((text) => text.startsWith(`${name} `));
  return Number(line?.split(" ").at(-1));
}

it("[JN5] an unknown, an ended and a never possible code get the same answer", async () => {
  const { codes } = running.app;
  const roomId = await running.createRoom();
  const { code } = codes.open(roomId);
  expect(await join(code.toLowerCase().replace(/^..../, "$& - "), "203.0.113.1")).toEqual({
    status: 200,
    body: { roomId },
  });
  codes.end(roomId);
  const answers = [await join(code, "203.0.113.1")];
  for (const other of ["BBBBBBBB", "ABCDEFGH", "ЖЖЖЖЖЖЖЖ"])
    answers.push(await join(other, "203.0.113.1"));
  const shapeless = answers.pop();
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(shapeless?.status).toBe(400);
  expect(shapeless?.body).toMatchObject({ error: { code: "bad_code" } });
  expect((await join(["KRTMPWXD"], "203.0.113.1")).status).toBe(400);
});

it("[JN4] sixty pupils behind one address mistype twice each, and all come in", async () => {
  const roomId = await running.createRoom();
  const { code } = running.app.codes.open(roomId);
  for (const typed of [wrong(7), wrong(8), code]) {
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async () => (await join(typed, "203.0.113.2")).status),
    );
    expect(new Set(statuses)).toEqual(new Set([typed === code ? 200 : 404]));
  }
});

it("[JN4] of ten thousand wrong codes from one address 200 are looked at, and others go on", async () => {
  const roomId = await running.createRoom();
  const { code } = running.app.codes.open(roomId);
  const statuses: number[] = [];
  for (let i = 0; i < 10_000; i += 100) {
    const tries = Array.from({ length: 100 }, (_, k) =>
      join(wrong(1_000_000 + i + k), "203.0.113.3"),
    );
    statuses.push(...(await Promise.all(tries)).map(({ status }) => status));
  }
  const evaluated = LIMITS.guess.points / GUESS_WRONG;
  expect(statuses.filter((status) => status === 404).length).toBe(evaluated);
  expect(statuses.filter((status) => status === 429).length).toBe(10_000 - evaluated);
  // Whether it is right is not looked at any more, so the refusal tells nothing.
  expect((await join(code, "203.0.113.3")).status).toBe(429);
  expect((await join(code, "203.0.113.4")).status).toBe(200);
}, 60_000);

it("[JN6] right, wrong and refused codes are counted", async () => {
  const figures = () =>
    Promise.all(
      [
        'latent_commons_join_guesses_total{result="right"}',
        'latent_commons_join_guesses_total{result="wrong"}',
        "latent_commons_join_alarms_total",
        "latent_commons_join_codes",
      ].map(figure),
    );
  const roomId = await running.createRoom();
  const before = await figures();
  const { code } = running.app.codes.open(roomId);
  await join(code, "203.0.113.5");
  for (let i = 0; i < 202; i++) await join(wrong(i), "203.0.113.5");
  const after = await figures();
  expect(after.map((value, i) => value - (before[i] ?? 0))).toEqual([1, 199, 3, 1]);
});

it("[JN4] of many addresses together no more are looked at than the total allows", async () => {
  const statuses: number[] = [];
  for (let address = 0; address < 12; address++) {
    const tries = Array.from({ length: 100 }, (_, k) =>
      join(wrong(2_000_000 + address * 100 + k), `198.51.100.${address}`),
    );
    statuses.push(...(await Promise.all(tries)).map(({ status }) => status));
  }
  expect(statuses.at(-1)).toBe(429);
  // Of this and all tests before it, within the same five minutes.
  const evaluated = await figure('latent_commons_join_guesses_total{result="wrong"}');
  expect(evaluated).toBeGreaterThan(900);
  expect(evaluated).toBeLessThanOrEqual(LIMITS.guessTotal.points / GUESS_WRONG);
});
