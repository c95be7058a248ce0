import { expect, it } from "vitest";
import { at, settle, setup } from "./setup.ts";

it("[D1] the first move is decoded at once; what comes meanwhile is the next batch", async () => {
  const { move, calls, finish } = setup();
  move("r:1", "m", 1, at(1));
  move("r:2", "m", 1, at(2));
  move("r:3", "m", 1, at(3));
  expect(calls.map(({ count }) => count)).toEqual([1]);
  await finish(0);
  expect(calls.map(({ count }) => count)).toEqual([1, 2]);
});

it("[D2] latest wins: a place that still waits is overwritten and never decoded", async () => {
  const { move, calls, images, finish, meter } = setup();
  move("r:1", "m", 1, at(1));
  for (let seq = 1; seq <= 50; seq++) move("r:2", "m", seq, at(seq));
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
  const { move, images, finish } = setup(2);
  move("r:0", "m", 1, at(0));
  for (const who of [1, 2, 3, 4, 5]) move(`r:${who}`, "m", 1, at(who));
  move("r:1", "m", 2, at(1));
  await finish(0);
  await finish(1);
  await finish(2);
  expect(images.map(({ key }) => key)).toEqual(["r:0", "r:1", "r:2", "r:3", "r:4"]);
});

it("[D4] one batch is one model, and the model that waited longest is next", async () => {
  const { move, calls, finish } = setup();
  move("a:1", "m1", 1, at(1));
  move("b:1", "m2", 1, at(1));
  move("a:2", "m1", 1, at(2));
  await finish(0);
  await finish(1);
  expect(calls.map(({ modelId, count }) => [modelId, count])).toEqual([
    ["m1", 1],
    ["m2", 1],
    ["m1", 1],
  ]);
});

it("[D5] a large request is sliced, answered whole and in order, and cursors are served beside it", async () => {
  const { scheduler, move, calls, images, finish } = setup(4);
  const z = Float32Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? i / 2 : 0));
  const answer = scheduler.decode("m", z, 6);
  move("r:1", "m", 1, at(9));
  for (let i = 0; i < 3; i++) await finish(i);
  const pixels = await answer;
  expect([0, 1, 2, 3, 4, 5].map((i) => pixels[i * 4])).toEqual([0, 1, 2, 3, 4, 5]);
  expect(images).toEqual([{ key: "r:1", seq: 1, first: 9 }]);
  // How long one takes is not known before the first.
  expect(calls.map(({ count }) => count)).toEqual([1, 4, 2]);
});

it("[D6] cursors that never stop do not starve a request", async () => {
  const { scheduler, move, finish } = setup(4);
  let answered = false;
  move("r:0", "m", 1, at(0));
  void scheduler.decode("m", new Float32Array(2), 1).then(() => {
    answered = true;
  });
  for (let round = 0; round < 3 && !answered; round++) {
    for (let who = 0; who < 20; who++) move(`r:${who}`, "m", round + 2, at(who));
    await finish(round);
  }
  expect(answered).toBe(true);
});

it("[D7] an engine that fails rejects its requests with a code; another model goes on", async () => {
  const { scheduler, move, images, finish, fail, failures } = setup();
  const answer = scheduler.decode("m", new Float32Array(2), 1);
  move("r:1", "other", 1, at(1));
  const rejected = expect(answer).rejects.toMatchObject({ code: "engine_unavailable" });
  await fail(0);
  await rejected;
  await finish(1);
  expect(images).toEqual([{ key: "r:1", seq: 1, first: 1 }]);
  expect(failures).toHaveLength(1);
});

it("[D8] too much waiting is refused, dropped cursors are not decoded, dispose waits for the batch in flight", async () => {
  const { scheduler, move, owner, calls, images, finish } = setup();
  move("r:1", "m", 1, at(1));
  move("r:2", "m", 1, at(2));
  scheduler.drop(owner("r:2", "m"));
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
  const { move, calls, images, finish } = setup(64, { lanes: 2 });
  move("r:0", "m", 1, at(0));
  move("r:1", "m", 1, at(1));
  expect(calls.map(({ count }) => count)).toEqual([1, 1]);
  for (let who = 2; who < 22; who++) move(`r:${who}`, "m", 1, at(who));
  expect(calls).toHaveLength(2);
  // The later lane may finish first.
  await finish(1);
  expect(images.map(({ key }) => key)).toEqual(["r:1"]);
  expect(calls[2]?.count).toBe(20);
  await finish(0);
  for (let who = 2; who < 22; who++) move(`r:${who}`, "m", 2, at(who));
  expect(calls.slice(3).map(({ count }) => count)).toEqual([1]);
  await finish(3);
  await finish(2);
  expect(calls.slice(4).map(({ count }) => count)).toEqual([19]);
});

it("[D10] receivers slower than the engine slow it down: nothing piles up between the two", async () => {
  const { move, calls, finish, taking } = setup(1, { slow: true });
  for (let who = 0; who < 5; who++) move(`r:${who}`, "m", 1, at(who));
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
  const { scheduler, fail, clock } = setup(4);
  for (let round = 0; round < 3; round++) {
    const answer = scheduler.decode("m", new Float32Array(2 * 4000), 4000);
    const rejected = expect(answer).rejects.toMatchObject({ code: "engine_unavailable" });
    await fail(round);
    await rejected;
    clock.advance(10_000);
  }
});

it("[D12] a cursor that stands still gets its image when the engine is back, and hears of the outage once", async () => {
  const { move, calls, images, finish, fail, clock, health, meter, failures } = setup();
  move("r:1", "m", 1, at(7));
  for (let round = 0; round < 5; round++) {
    await fail(round);
    expect(meter.read().failuresPerSecond).toBeGreaterThan(0);
    // Nothing is tried again before the pause is over.
    expect(calls).toHaveLength(round + 1);
    clock.advance(5_000);
    expect(calls).toHaveLength(round + 2);
  }
  await finish(5);
  expect(images).toEqual([{ key: "r:1", seq: 1, first: 7 }]);
  expect(health).toEqual([
    ["m", true],
    ["m", false],
  ]);
  expect(failures).toHaveLength(5);
});

it("[D12] what was superseded, or whose owner left, while the engine failed is not tried again", async () => {
  const { scheduler, move, owner, calls, images, finish, fail, clock } = setup();
  move("r:1", "m", 1, at(1));
  move("r:2", "m", 1, at(2));
  move("r:1", "m", 2, at(3));
  await fail(0);
  scheduler.drop(owner("r:2", "m"));
  clock.advance(1_000);
  await finish(1);
  expect(images).toEqual([{ key: "r:1", seq: 2, first: 3 }]);
  expect(calls).toHaveLength(2);
  move("r:1", "m", 3, at(4));
  scheduler.drop(owner("r:1", "m"));
  await fail(2);
  clock.advance(10_000);
  expect(calls).toHaveLength(3);
});

it("[D12] a model that keeps failing is tried less and less often, and given up in the end", async () => {
  const { move, calls, fail, clock } = setup();
  move("r:1", "m", 1, at(1));
  let tried = 0;
  for (let second = 0; second < 1200; second++) {
    if (calls.length > tried) await fail(tried++);
    clock.advance(1_000);
  }
  expect(tried).toBeGreaterThan(100);
  expect(tried).toBeLessThan(140);
});

it("[D13] a latent of a wrong length, and a receiver that throws, stop nobody", async () => {
  const { scheduler, move, owner, images, finish, failures } = setup();
  move("r:0", "m", 1, at(0));
  move("r:1", "m", 1, new Float32Array(16));
  expect(failures).toMatchObject([{ code: "bad_latent" }]);
  await expect(scheduler.decode("m", new Float32Array(3), 1)).rejects.toMatchObject({
    code: "bad_latent",
  });
  const throwing = owner("r:2", "m");
  throwing.take = () => {
    throw new TypeError("no socket");
  };
  move("r:2", "m", 1, at(2));
  move("r:3", "m", 1, at(3));
  await finish(0);
  await finish(1);
  expect(images.map(({ key }) => key)).toEqual(["r:0", "r:3"]);
  expect(failures).toHaveLength(2);
  move("r:3", "m", 2, at(4));
  await finish(2);
  expect(images).toHaveLength(3);
});

it("[D14] the image of a cursor that left while it was decoded goes to nobody", async () => {
  const { scheduler, move, owner, images, finish } = setup();
  move("r:1", "m", 1, at(1));
  scheduler.drop(owner("r:1", "m"));
  await finish(0);
  expect(images).toEqual([]);
});
