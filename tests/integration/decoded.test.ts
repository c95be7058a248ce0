import { afterAll, beforeAll, expect, it } from "vitest";
import { createEdge } from "../../server/edge/edge.ts";
import { LIMITS } from "../../server/edge/limits.ts";
import { readCatalog } from "../../server/engine/catalog.ts";
import type { Engine } from "../../server/engine/engine.ts";
import { selectEngine } from "../../server/engine/select-engine.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

const PIXELS = 28 * 28;
let server: Running;
let engine: Engine;
/** Latents that the engine was given. */
let decoded = 0;

beforeAll(async () => {
  const real = await selectEngine(readCatalog(ARTIFACTS), "onnx-cpu");
  engine = {
    ...real,
    info: real.info,
    lanes: real.lanes,
    decode(modelId, z, count) {
      decoded += count;
      return real.decode(modelId, z, count);
    },
    dispose: () => real.dispose(),
  };
  // As small as can be: what is shared must not be paid for by each.
  const edge = createEdge({}, { ...LIMITS, decode: { points: 40, seconds: 3600 } });
  server = await startApp({ engine, edge });
});
afterAll(() => server.stop());

const strip = (from: number) => Array.from({ length: 20 }, (_, i) => [from + i / 20, 0.5, -1]);

async function ask(z: number[][]): Promise<Response> {
  return fetch(`${server.url}/api/models/digits-3d/decode`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ z }),
  });
}

it("[K13] three hundred pages that open one path at once all get their strip, and each latent is decoded once", async () => {
  decoded = 0;
  const answers = await Promise.all(Array.from({ length: 300 }, () => ask(strip(0))));
  expect(answers.map(({ status }) => status)).toEqual(Array(300).fill(200));
  const bodies = await Promise.all(
    answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())),
  );
  expect(decoded).toBe(20);
  const [first] = bodies;
  expect(first?.length).toBe(20 * PIXELS);
  expect(bodies.every((body) => first?.equals(body))).toBe(true);
  expect(
    new Set(
      Array.from({ length: 20 }, (_, i) =>
        first?.subarray(i * PIXELS, (i + 1) * PIXELS).toString("base64"),
      ),
    ).size,
  ).toBe(20);
});

it("[K13] strips that overlap share what they have in common, in the order each asked", async () => {
  decoded = 0;
  const known = strip(0);
  const mixed = [known[3] ?? [], [2, 2, 2], known[1] ?? [], [2, 2, 2]];
  const body = Buffer.from(await (await ask(mixed)).arrayBuffer());
  expect(decoded).toBe(1);
  const image = (of: Buffer, i: number) => of.subarray(i * PIXELS, (i + 1) * PIXELS);
  const whole = Buffer.from(await (await ask(known)).arrayBuffer());
  expect(image(body, 0).equals(image(whole, 3))).toBe(true);
  expect(image(body, 2).equals(image(whole, 1))).toBe(true);
  expect(image(body, 1).equals(image(body, 3))).toBe(true);
  expect(decoded).toBe(1);
});

it("[K13] what really must be decoded is paid for, and refused with a code when it is too much", async () => {
  expect((await ask(strip(3))).status).toBe(429);
  expect((await ask(strip(0))).status).toBe(200);
});
