import { afterEach, expect, it } from "vitest";
import { readCatalog } from "../../server/engine/catalog.ts";
import { startWorkerEngine, type WorkerEngine } from "../../server/engine/worker-engine.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { until } from "../helpers/client.ts";

const LIMITS = { start: 5_000, firstDecode: 3_000, decode: 400 };
const UNAVAILABLE = { code: "engine_unavailable" };
const Z = new Float32Array([7, 0, 0]);
let engine: WorkerEngine | undefined;
let warnings: string[] = [];

afterEach(() => engine?.dispose());

/** Real threads, each of which runs stub-worker.mjs. */
async function start(options: { choice?: string; threads?: number; limits?: typeof LIMITS } = {}) {
  warnings = [];
  engine = await startWorkerEngine({
    catalog: readCatalog(ARTIFACTS),
    choices: [options.choice ?? "stub"],
    threads: options.threads ?? 1,
    warn: (message) => warnings.push(message),
    limits: options.limits ?? LIMITS,
    entry: new URL("../helpers/stub-worker.mjs", import.meta.url),
  });
  await engine.allStarted;
  return engine;
}

it.each([
  ["exit", /its thread ended with code 3/],
  ["throw", /out of memory/],
])(
  "[E13] a thread that ends by itself (%s) fails what it held and is replaced; meanwhile the other decodes",
  async (model, reason) => {
    const engine = await start({ threads: 2 });
    const held = engine.decode(model, Z, 1);
    await expect(held).rejects.toMatchObject(UNAVAILABLE);
    expect(engine.lanes).toBe(1);
    expect(await engine.decode("any", Z, 1)).toEqual(Uint8Array.of(7));
    await until("a new thread", () => engine.lanes === 2);
    expect(warnings).toEqual([expect.stringMatching(/^A thread of Stub is replaced: /)]);
    expect(warnings[0]).toMatch(reason);
  },
);

it("[E13] with no thread left a decode is refused at once, and answered again when the next is up", async () => {
  const engine = await start({ threads: 2 });
  const both = [engine.decode("exit", Z, 1), engine.decode("exit", Z, 1)];
  for (const result of await Promise.allSettled(both)) expect(result.status).toBe("rejected");
  const asked = performance.now();
  await expect(engine.decode("any", Z, 1)).rejects.toMatchObject(UNAVAILABLE);
  expect(performance.now() - asked).toBeLessThan(100);
  // The caller counts lanes to know how much it may ask: with 0 it would never ask again.
  expect(engine.lanes).toBe(1);
  const decode = () => engine.decode("any", Z, 1).catch(() => null);
  await expect.poll(decode, { timeout: 10_000 }).toEqual(Uint8Array.of(7));
});

it("[E14] a thread that hangs fails all it held after the limit and is replaced", async () => {
  const engine = await start({ limits: { ...LIMITS, firstDecode: 500 } });
  const started = performance.now();
  const held = [engine.decode("hang", Z, 1), engine.decode("any", Z, 1)];
  for (const decode of held) await expect(decode).rejects.toMatchObject(UNAVAILABLE);
  expect(performance.now() - started).toBeGreaterThan(490);
  expect(warnings).toEqual(["A thread of Stub is replaced: it did not answer within 0.5 s."]);
  const decode = () => engine.decode("any", Z, 1).catch(() => null);
  await expect.poll(decode, { timeout: 10_000 }).toEqual(Uint8Array.of(7));
});

it("[E14] the first decode of a model may take longer than the later ones", async () => {
  const engine = await start();
  // 600 ms, beyond the limit of a later decode.
  await engine.decode("heavy", Z, 1);
  await engine.decode("heavy", Z, 1);
  expect(warnings).toEqual([]);
  await engine.decode("tiring", Z, 1);
  const started = performance.now();
  await expect(engine.decode("tiring", Z, 1)).rejects.toMatchObject(UNAVAILABLE);
  expect(performance.now() - started).toBeLessThan(LIMITS.firstDecode);
  expect(warnings).toHaveLength(1);
});

it("[E14] many that wait are no hang while each answer comes in time", async () => {
  const engine = await start();
  await engine.decode("heavy", Z, 1);
  // Eight times 100 ms in one thread are twice the limit of one.
  const chain = Array.from({ length: 8 }, () => engine.decode("heavy", Z, 1));
  await Promise.all(chain);
  expect(warnings).toEqual([]);
});

it("[E14] a main thread that was busy itself does not blame the lane", async () => {
  const engine = await start();
  await engine.decode("heavy", Z, 1);
  const decoding = engine.decode("heavy", Z, 1);
  const started = performance.now();
  while (performance.now() - started < 2 * LIMITS.decode);
  expect(await decoding).toEqual(Uint8Array.of(7));
  expect(warnings).toEqual([]);
});

it("[E15] a thread that ends or hangs before it is ready is an error of the start", async () => {
  await expect(start({ choice: "exits-early" })).rejects.toThrow(
    "A thread for ENGINE=exits-early ended early: its thread ended with code 4",
  );
  await expect(start({ choice: "hangs-early", limits: { ...LIMITS, start: 300 } })).rejects.toThrow(
    "ENGINE=hangs-early ended early: it did not answer within 0.3 s",
  );
});

it("[E7] an engine whose thread hangs can be disposed", async () => {
  const engine = await start({ limits: { ...LIMITS, firstDecode: 500 } });
  const held = expect(engine.decode("hang", Z, 1)).rejects.toMatchObject(UNAVAILABLE);
  await engine.dispose();
  await held;
});
