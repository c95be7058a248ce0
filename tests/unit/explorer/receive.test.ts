import { beforeEach, expect, it, vi } from "vitest";
import { live, onLive, resetLive } from "../../../app/_explorer/live.ts";
import { receiveFrame, receiveTick } from "../../../app/_explorer/receive.ts";
import { encodeTick } from "../../../server/protocol/frame.ts";

const tick = (slot: number, seq: number, z: number[], pixels: number[] | null = null) =>
  encodeTick(
    [
      {
        slot,
        seq,
        imageSeq: seq,
        z: Float32Array.from(z),
        pixels: pixels && Uint8Array.from(pixels),
      },
    ],
    { kind: "tick", latentDim: 3, imageBytes: 4 },
  ).buffer as ArrayBuffer;

beforeEach(() => {
  resetLive(3);
  live.own.slot = 1;
});

it("[X4] a packet older than what is shown changes nothing", () => {
  receiveTick(tick(2, 10, [1, 1, 1], [1, 2, 3, 4]));
  receiveTick(tick(2, 9, [5, 5, 5], [9, 9, 9, 9]));
  const cursor = live.cursors.get(2);
  expect([...(cursor?.z ?? [])]).toEqual([1, 1, 1]);
  expect([...(cursor?.pixels ?? [])]).toEqual([1, 2, 3, 4]);
  expect(cursor?.version).toBe(1);
});

it("[X4] a move without an image keeps the last image and its version", () => {
  receiveTick(tick(2, 10, [1, 1, 1], [1, 2, 3, 4]));
  receiveTick(tick(2, 11, [2, 2, 2]));
  expect(live.cursors.get(2)).toMatchObject({ seq: 11, version: 1 });
});

it("[X4] the own place is never taken from a tick, the own image from a frame", () => {
  receiveTick(tick(1, 10, [1, 1, 1], [1, 2, 3, 4]));
  expect(live.cursors.size).toBe(0);
  receiveFrame(tick(1, 10, [1, 1, 1], [1, 2, 3, 4]));
  expect(live.own.version).toBe(1);
  expect([...live.z]).toEqual([0, 0, 0]);
});

it("[X4] every packet wakes the scene once", () => {
  const woken = vi.fn();
  const stop = onLive(woken);
  receiveTick(tick(2, 10, [1, 1, 1]));
  stop();
  receiveTick(tick(2, 11, [1, 1, 1]));
  expect(woken).toHaveBeenCalledTimes(1);
});
