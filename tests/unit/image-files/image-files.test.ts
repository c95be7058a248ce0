import { beforeEach, expect, it, vi } from "vitest";
import type { FileRead, FileToRead } from "../../../app/_explorer/image-files/messages.ts";
import { createImageFiles } from "../../../app/_explorer/image-files/read-image-file.ts";
import { createCursor, live, onLive, resetLive } from "../../../app/_explorer/live.ts";

function setup() {
  const asked: FileToRead[] = [];
  let answer: (read: FileRead) => void = () => undefined;
  const readImageFile = createImageFiles((onRead) => {
    answer = onRead;
    return { read: (file) => void asked.push(file) };
  });
  const finish = (index: number, value: number | null) =>
    answer({
      id: asked[index]?.id ?? -1,
      pixels: value === null ? null : Uint8Array.from([value]),
    });
  return { asked, readImageFile, finish };
}

const file = (value: number) => Uint8Array.from([value]);

beforeEach(() => resetLive(3));

it("[X20] of files that come faster than they are read the newest is next, one at a time for each cursor", () => {
  const { asked, readImageFile, finish } = setup();
  const [a, b] = [createCursor(1, 3), createCursor(2, 3)];
  for (let seq = 1; seq <= 5; seq++) readImageFile(a, seq, file(seq));
  readImageFile(b, 1, file(9));
  expect(asked.map(({ bytes }) => bytes[0])).toEqual([1, 9]);
  const woken = vi.fn();
  const stop = onLive(woken);
  finish(0, 1);
  stop();
  expect(woken).toHaveBeenCalledTimes(1);
  expect(asked.map(({ bytes }) => bytes[0])).toEqual([1, 9, 5]);
  finish(2, 5);
  expect([a.imageSeq, a.pixels?.[0], a.version]).toEqual([5, 5, 2]);
  expect(b.pixels).toBeNull();
});

it("[X20] a file that is no image, or older than what the page drew by itself, changes nothing", () => {
  const { readImageFile, finish } = setup();
  const shown = vi.fn();
  readImageFile(live.own, 1, file(1), shown);
  finish(0, null);
  expect(live.own.pixels).toBeNull();
  readImageFile(live.own, 2, file(2), shown);
  Object.assign(live.own, { imageSeq: 7, pixels: file(7) });
  finish(1, 2);
  expect(live.own.pixels?.[0]).toBe(7);
  expect(shown).not.toHaveBeenCalled();
  readImageFile(live.own, 8, file(8), shown);
  finish(2, 8);
  expect(shown).toHaveBeenCalledTimes(1);
});
