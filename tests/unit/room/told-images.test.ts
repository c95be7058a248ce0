import { expect, it } from "vitest";
import { createRandom } from "../../../server/latent/random.ts";
import type { CursorFrame } from "../../../server/protocol/frame.ts";
import { applyImage, inSixteenLevels } from "../../../server/protocol/image-stream.ts";
import type { CursorState } from "../../../server/room/cursors.ts";
import { MOVING_MS, ToldImages } from "../../../server/room/told-images.ts";

const random = createRandom(3);
const state = (slot: number, imageSeq: number): CursorState => ({
  slot,
  seq: imageSeq,
  imageSeq,
  z: new Float32Array(3),
  image: Uint8Array.from({ length: 50 }, () => random() * 256),
});

/** A receiver that gets every frame. */
function receiver() {
  const held = new Map<number, Uint8Array | null>();
  const get = (frames: readonly CursorFrame[]) => {
    for (const { slot, image } of frames)
      if (image) held.set(slot, applyImage(held.get(slot) ?? null, image));
  };
  return { held, get };
}

it("[R14] a few images are exact; each after the first is a difference", () => {
  const told = new ToldImages({ files: false });
  const { held, get } = receiver();
  for (let seq = 1; seq <= 3; seq++) {
    const states = [state(1, seq), state(2, seq)];
    const frames = told.tell(states, seq);
    const coding = seq === 1 ? "pixels" : "difference";
    expect(frames.map(({ image }) => image?.coding)).toEqual([coding, coding]);
    get(frames);
    for (const { slot, image } of states) expect(held.get(slot)).toEqual(image);
  }
  expect(told.unsettled).toBe(false);
  const place = { ...state(1, 3), seq: 4, image: null };
  expect(told.tell([place], 4)).toEqual([place]);
});

it("[R14] a crowd has sixteen levels while it moves and is exact once it stands still, for newcomers too", () => {
  const told = new ToldImages({ files: false });
  const [all, late] = [receiver(), receiver()];
  let states: CursorState[] = [];
  for (let seq = 1; seq <= 3; seq++) {
    states = [1, 2, 3, 4, 5, 6].map((slot) => state(slot, seq));
    all.get(told.tell(states, seq));
    // Only from the second time on it is known that they are many.
    const expected = (image: Uint8Array) => (seq === 1 ? image : inSixteenLevels(image));
    for (const { slot, image } of states)
      expect(all.held.get(slot)).toEqual(expected(image as Uint8Array));
  }
  expect(told.unsettled).toBe(true);
  late.get(told.catchUp(states));
  expect([...late.held]).toEqual([...all.held]);

  const look = (slot: number) => states.find((other) => other.slot === slot);
  expect(told.settle(MOVING_MS, 10, look)).toEqual([]);
  const settled = [told.settle(3 + MOVING_MS, 4, look), told.settle(3 + MOVING_MS, 4, look)];
  expect(settled.map(({ length }) => length)).toEqual([4, 2]);
  for (const frames of settled) {
    all.get(frames);
    late.get(frames);
  }
  for (const { slot, image } of states) {
    expect(all.held.get(slot)).toEqual(image);
    expect(late.held.get(slot)).toEqual(image);
  }
  expect(told.unsettled).toBe(false);
});

it("[R14] a slot that was forgotten starts with a whole image, and files are always whole", () => {
  const told = new ToldImages({ files: false });
  told.tell([state(1, 1)], 1);
  told.forget(1);
  expect(told.tell([state(1, 2)], 2)[0]?.image?.coding).toBe("pixels");
  const files = new ToldImages({ files: true });
  for (let seq = 1; seq <= 3; seq++) {
    const crowd = [1, 2, 3, 4, 5, 6].map((slot) => state(slot, seq));
    expect(files.tell(crowd, seq).map(({ image }) => image)).toEqual(
      crowd.map(({ image }) => ({ coding: "file", bytes: image })),
    );
  }
  expect(files.unsettled).toBe(false);
});
