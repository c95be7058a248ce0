import { expect, it } from "vitest";
import { at, setup } from "./setup.ts";

it("[D15] a batch of a slow decoder takes a tenth of a second, of one that is slower still it is one image; a fast one's is full", async () => {
  const { scheduler, calls, finish, clock } = setup(64);
  const z = (count: number) => new Float32Array(2 * count);
  /** Sizes of the batches in which 100 images are decoded by an engine that takes `ms` for each. */
  const sizes = async (modelId: string, ms: number) => {
    const from = calls.length;
    const answer = scheduler.decode(modelId, z(100), 100);
    for (let i = from; i < calls.length; i++) {
      clock.advance(ms * (calls[i]?.count ?? 0));
      await finish(i);
    }
    await answer;
    return calls.slice(from).map(({ count }) => count);
  };
  expect(await sizes("300 ms", 300)).toEqual(Array(100).fill(1));
  const slow = await sizes("12 ms", 12);
  expect(slow.slice(0, -1)).toEqual([1, ...Array(slow.length - 2).fill(8)]);
  expect(await sizes("0.1 ms", 0.1)).toEqual([1, 64, 35]);
  // One batch that waited for the machine makes the next ones smaller, not for long.
  clock.advance(0);
  const answer = scheduler.decode("0.1 ms", z(200), 200);
  clock.advance(640);
  for (let i = calls.length - 1; i < calls.length; i++) await finish(i);
  await answer;
  expect(calls.slice(-4).map(({ count }) => count)).toEqual([64, 32, 64, 40]);
});

it("[D15] where a batch is one image, a request gets every fourth while cursors never stop, and they the others", async () => {
  const { scheduler, move, calls, finish, clock } = setup(64);
  let answered = false;
  void scheduler.decode("m", new Float32Array(2 * 5), 5).then(() => {
    answered = true;
  });
  clock.advance(300);
  const own: number[] = [];
  for (let round = 0; !answered && round < 40; round++) {
    for (const who of [1, 2, 3]) move(`r:${who}`, "m", round + 1, at(who));
    clock.advance(300);
    await finish(round);
    own.push(calls[round + 1]?.z[0] ? 1 : 0);
  }
  expect(answered).toBe(true);
  expect(calls.every(({ count }) => count === 1)).toBe(true);
  expect(own.slice(0, 12)).toEqual([1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1]);
});
