import { expect, it } from "vitest";
import type { Move } from "../../../server/schedule/batch.ts";
import { createScheduler } from "../../../server/schedule/decode-scheduler.ts";
import { createMeter } from "../../../server/schedule/meter.ts";
import { fakeEngine } from "../../helpers/fake-engine.ts";

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const at = (value: number) => new Float32Array([value, 0]);

function setup(maxBatch = 4, { lanes = 1, slow = false } = {}) {
  const { engine, calls } = fakeEngine(lanes);
  const taking: (() => void)[] = [];
  const images: { key: string; seq: number; first: number | undefined }[] = [];
  let time = 0;
  const now = () => time++;
  const meter = createMeter(now);
  const onImage = ({ key, seq }: Move, pixels: Uint8Array) => {
    images.push({ key, seq, first: pixels[0] });
    return slow ? new Promise<void>((resolve) => taking.push(resolve)) : undefined;
  };
  const scheduler = createScheduler({ engine, meter, now, latentDim: () => 2, maxBatch, onImage });
  const finish = async (index: number) => {
    calls[index]?.finish();
    await settle();
  };
  return { scheduler, calls, images, finish, meter, taking };
}

it("[D1] the first move is decoded at once; what comes meanwhile is the next batch", async () => {
  const { scheduler, calls, finish } = setup();
  scheduler.move("r:1", "m", 1, at(1));
  scheduler.move("r:2", "m", 1, at(2));
  scheduler.move("r:3", "m", 1, at(3));
  expect(calls.map(({ count }) => count)).toEqual([1]);
  await finish(0);
  expect(calls.map(({ count }) => count)).toEqual([1, 2]);
});

it("[D2] latest wins: a place that still waits is overwritten and never decoded", async () => {
  const { scheduler, calls, images, finish, meter } = setup();
  scheduler.move("r:1", "m", 1, at(1));
  for (let seq = 1; seq <= 50; seq++) scheduler.move("r:2", "m", seq, at(seq));
  await finish(0);
  await finish(1);
  expect(calls).toHaveLength(2);
  expect(images).toEqual([
    { key: "r:1", seq: 1, first: 1 },
    { key: "r:2", seq: 50, first: 50 },
  ]);
  expect(meter.read().supersededPerSecond).toBeGreaterThan(0);
});

it("[D3] the longest waiting goes first, and moving again does not lose one's place", async () => {
  const { scheduler, images, finish } = setup(2);
  scheduler.move("r:0", "m", 1, at(0));
  for (const who of [1, 2, 3, 4, 5]) scheduler.move(`r:${who}`, "m", 1, at(who));
  scheduler.move("r:1", "m", 2, at(1));
  await finish(0);
  await finish(1);
  await finish(2);
  expect(images.map(({ key }) => key)).toEqual(["r:0", "r:1", "r:2", "r:3", "r:4"]);
});

it("[D4] one batch is one model, and the model that waited longest is next", async () => {
  const { scheduler, calls, finish } = setup();
  scheduler.move("a:1", "m1", 1, at(1));
  scheduler.move("b:1", "m2", 1, at(1));
  scheduler.move("a:2", "m1", 1, at(2));
  await finish(0);
  await finish(1);
  expect(calls.map(({ modelId, count }) => [modelId, count])).toEqual([
    ["m1", 1],
    ["m2", 1],
    ["m1", 1],
  ]);
});

it("[D5] a large request is sliced, answered whole and in order, and cursors are served beside it", async () => {
  const { scheduler, calls, images, finish } = setup(4);
  const z = Float32Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? i / 2 : 0));
  const answer = scheduler.decode("m", z, 6);
  scheduler.move("r:1", "m", 1, at(9));
  for (let i = 0; i < 3; i++) await finish(i);
  const pixels = await answer;
  expect([0, 1, 2, 3, 4, 5].map((i) => pixels[i * 4])).toEqual([0, 1, 2, 3, 4, 5]);
  expect(images).toEqual([{ key: "r:1", seq: 1, first: 9 }]);
  expect(calls[1]?.count).toBe(3);
});

it("[D6] cursors that never stop do not starve a request", async () => {
  const { scheduler, finish } = setup(4);
  let answered = false;
  scheduler.move("r:0", "m", 1, at(0));
  void scheduler.decode("m", new Float32Array(2), 1).then(() => {
    answered = true;
  });
  for (let round = 0; round < 3 && !answered; round++) {
    for (let who = 0; who < 20; who++) scheduler.move(`r:${who}`, "m", round + 2, at(who));
    await finish(round);
  }
  expect(answered).toBe(true);
});

it("[D7] an engine that fails rejects its requests with a code and goes on with the next batch", async () => {
  const { scheduler, calls, images, finish } = setup();
  const answer = scheduler.decode("m", new Float32Array(2), 1);
  scheduler.move("r:1", "m", 1, at(1));
  calls[0]?.fail(new Error("device lost"));
  await expect(answer).rejects.toMatchObject({ code: "engine_unavailable" });
  await finish(1);
  expect(images).toHaveLength(1);
});

it("[D8] too much waiting is refused, dropped cursors are not decoded, dispose waits for the batch in flight", async () => {
  const { scheduler, calls, images, finish } = setup();
  scheduler.move("r:1", "m", 1, at(1));
  scheduler.move("r:2", "m", 1, at(2));
  scheduler.drop("r:2");
  await expect(scheduler.decode("m", new Float32Array(2 * 5000), 5000)).rejects.toMatchObject({
    code: "too_fast",
  });
  const waiting = expect(scheduler.decode("m", new Float32Array(2), 1)).rejects.toMatchObject({
    code: "engine_unavailable",
  });
  let disposed = false;
  const disposing = scheduler.dispose().then(() => {
    disposed = true;
  });
  await settle();
  expect(disposed).toBe(false);
  await finish(0);
  await disposing;
  await waiting;
  expect(calls).toHaveLength(1);
  expect(images.map(({ key }) => key)).toEqual(["r:1"]);
});

it("[D9] every lane of the engine decodes at once, and a burst is shared between them", async () => {
  const { scheduler, calls, images, finish } = setup(64, { lanes: 2 });
  scheduler.move("r:0", "m", 1, at(0));
  scheduler.move("r:1", "m", 1, at(1));
  expect(calls.map(({ count }) => count)).toEqual([1, 1]);
  for (let who = 2; who < 22; who++) scheduler.move(`r:${who}`, "m", 1, at(who));
  expect(calls).toHaveLength(2);
  // The later lane may finish first.
  await finish(1);
  expect(images.map(({ key }) => key)).toEqual(["r:1"]);
  expect(calls[2]?.count).toBe(20);
  await finish(0);
  for (let who = 2; who < 22; who++) scheduler.move(`r:${who}`, "m", 2, at(who));
  expect(calls.slice(3).map(({ count }) => count)).toEqual([1]);
  await finish(3);
  await finish(2);
  expect(calls.slice(4).map(({ count }) => count)).toEqual([19]);
});

it("[D10] receivers slower than the engine slow it down: nothing piles up between the two", async () => {
  const { scheduler, calls, finish, taking } = setup(1, { slow: true });
  for (let who = 0; who < 5; who++) scheduler.move(`r:${who}`, "m", 1, at(who));
  await finish(0);
  // One batch is being taken, and one is decoded meanwhile.
  expect(calls).toHaveLength(2);
  await finish(1);
  expect(calls).toHaveLength(2);
  taking[0]?.();
  await settle();
  expect(calls).toHaveLength(2);
  taking[1]?.();
  await settle();
  expect(calls).toHaveLength(3);
});

it("[D11] a large request that failed half way leaves room for the next", async () => {
  const { scheduler, calls } = setup(4);
  for (let round = 0; round < 3; round++) {
    const answer = scheduler.decode("m", new Float32Array(2 * 2000), 2000);
    calls[round]?.fail(new Error("device lost"));
    await expect(answer).rejects.toMatchObject({ code: "engine_unavailable" });
  }
});
