import { expect, it } from "vitest";
import { createRandom } from "../../../server/latent/random.ts";
import { applyImage, difference, inSixteenLevels } from "../../../server/protocol/image-stream.ts";

const random = createRandom(5);
const image = () => Uint8Array.from({ length: 784 }, () => random() * 256);

it("[P9] an image comes back bit for bit from the last one and the difference", () => {
  let held = image();
  for (let i = 0; i < 5; i++) {
    const next = image();
    const bytes = difference(next, held);
    expect(applyImage(held, { coding: "difference", bytes })).toEqual(next);
    held = next;
  }
});

it("[P9] whoever holds no image, or one of another size, leaves a difference", () => {
  const bytes = new Uint8Array(4);
  expect(applyImage(null, { coding: "difference", bytes })).toBeNull();
  expect(applyImage(new Uint8Array(5), { coding: "difference", bytes })).toBeNull();
  expect(applyImage(null, { coding: "pixels", bytes })).toEqual(bytes);
});

it("[P9] sixteen levels are at most 8/255 off, and keep black and white", () => {
  const every = Uint8Array.from({ length: 256 }, (_, value) => value);
  const levels = inSixteenLevels(every);
  expect(new Set(levels).size).toBe(16);
  for (const [value, level] of levels.entries())
    expect(Math.abs(value - level)).toBeLessThanOrEqual(8);
  expect([levels[0], levels[255]]).toEqual([0, 255]);
});
