import { beforeEach, expect, it, vi } from "vitest";
import { receiveFrame, receiveTick } from "../../../app/_explorer/connection/receive.ts";
import { setCurrentSocket } from "../../../app/_explorer/connection/socket.ts";
import { live, moveOwn, onLive, resetLive } from "../../../app/_explorer/live.ts";
import { encodeTick } from "../../../server/protocol/frame.ts";

const tick = (
  slot: number,
  seq: number,
  z: number[],
  pixels: number[] | null = null,
  coding: "pixels" | "difference" = "pixels",
) =>
  encodeTick(
    [
      {
        slot,
        seq,
        imageSeq: seq,
        z: Float32Array.from(z),
        image: pixels && { coding, bytes: Uint8Array.from(pixels) },
      },
    ],
    { kind: "tick", latentDim: 3, imageBytes: 4 },
  ).buffer as ArrayBuffer;

beforeEach(() => {
  resetLive(3);
  live.own.slot = 1;
});

it("[X4] a place older than what is shown changes nothing", () => {
  receiveTick(tick(2, 10, [1, 1, 1], [1, 2, 3, 4]));
  receiveTick(tick(2, 9, [5, 5, 5]));
  const cursor = live.cursors.get(2);
  expect([...(cursor?.z ?? [])]).toEqual([1, 1, 1]);
  expect([...(cursor?.pixels ?? [])]).toEqual([1, 2, 3, 4]);
  expect(cursor?.version).toBe(1);
});

it("[X4] a difference is added to the last image, and left where there is none", () => {
  receiveTick(tick(2, 10, [1, 1, 1], [1, 250, 3, 4], "difference"));
  expect(live.cursors.get(2)).toMatchObject({ seq: 10, version: 0, pixels: null });
  receiveTick(tick(2, 11, [1, 1, 1], [1, 250, 3, 4]));
  const before = live.cursors.get(2)?.pixels;
  receiveTick(tick(2, 12, [1, 1, 1], [0, 10, 255, 0], "difference"));
  const cursor = live.cursors.get(2);
  expect([...(cursor?.pixels ?? [])]).toEqual([1, 4, 2, 4]);
  expect(cursor?.version).toBe(2);
  // What was painted tells by identity whether it must be painted again.
  expect(cursor?.pixels).not.toBe(before);
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

it("[J10] a packet that cannot be read makes the page ask once; until the next whole image none is shown wrong", () => {
  vi.spyOn(console, "warn").mockReturnValue();
  const asked = vi.fn();
  setCurrentSocket({ connected: true, emit: asked } as never);
  receiveTick(tick(2, 10, [1, 1, 1], [1, 2, 3, 4]));
  receiveTick(tick(2, 11, [1, 1, 1], [1, 1, 1, 1], "difference").slice(0, -2));
  receiveTick(tick(2, 12, [1, 1, 1], [1, 1, 1, 1], "difference"));
  expect([...(live.cursors.get(2)?.pixels ?? [])]).toEqual([1, 2, 3, 4]);
  expect(asked.mock.calls.map(([event]) => event)).toEqual(["cursors:again"]);
  receiveTick(tick(2, 13, [1, 1, 1], [5, 5, 5, 5]));
  receiveTick(tick(2, 14, [1, 1, 1], [1, 1, 1, 1], "difference"));
  expect([...(live.cursors.get(2)?.pixels ?? [])]).toEqual([6, 6, 6, 6]);
  setCurrentSocket(null);
  vi.restoreAllMocks();
});

it("[J9] latency runs from the move to its image; what was superseded owes none", () => {
  vi.useFakeTimers();
  moveOwn([1, 0, 0]);
  vi.advanceTimersByTime(10);
  moveOwn([2, 0, 0]);
  vi.advanceTimersByTime(25);
  receiveFrame(tick(1, 2, [2, 0, 0], [1, 2, 3, 4]));
  expect(live.latencies).toEqual([25]);
  expect(live.movedAt.size).toBe(0);
  vi.useRealTimers();
});
