import sharp from "sharp";
import { expect, it } from "vitest";
import { createRandom } from "../../../server/latent/random.ts";
import { findTwins } from "../../../server/train/own/twins/find-twins.ts";
import { leakOf, splitGroups } from "../../../server/train/own/twins/split-groups.ts";

const SIDE = 32;

/** Something like a photograph: soft blobs of colour. */
async function photograph(seed: number): Promise<Buffer> {
  const random = createRandom(seed);
  const raw = Uint8Array.from({ length: 6 * 6 * 3 }, () => Math.floor(random() * 256));
  return await sharp(raw, { raw: { width: 6, height: 6, channels: 3 } })
    .resize(120, 120, { kernel: "cubic" })
    .png()
    .toBuffer();
}

const pixelsOf = async (picture: Buffer) =>
  new Uint8Array(await sharp(picture).resize(SIDE, SIDE).removeAlpha().raw().toBuffer());

async function twinsOf(pictures: Buffer[]) {
  const all = await Promise.all(pictures.map(pixelsOf));
  const pixels = new Uint8Array(Buffer.concat(all));
  return findTwins({ pixels, count: pictures.length, side: SIDE });
}

it("[OW10] the same pixels, and the same picture saved anew or smaller, are twins", async () => {
  const picture = await photograph(1);
  const twins = await twinsOf([
    await photograph(2),
    picture,
    await sharp(picture).jpeg({ quality: 60 }).toBuffer(),
    await photograph(3),
    picture,
    await sharp(picture).resize(90, 90).webp({ quality: 70 }).toBuffer(),
  ]);
  expect([...twins.groupOf]).toEqual([0, 1, 1, 3, 1, 1]);
  expect(twins).toMatchObject({ exact: 1, near: 2 });
});

it("[OW10] pictures of the same plan in other colours, or mirrored, are no twins", async () => {
  const picture = await photograph(1);
  const twins = await twinsOf([
    picture,
    await sharp(picture).flop().toBuffer(),
    await sharp(picture).negate().toBuffer(),
    await sharp(picture).modulate({ hue: 120 }).toBuffer(),
    await sharp({ create: { width: 50, height: 50, channels: 3, background: "red" } })
      .png()
      .toBuffer(),
    await sharp({ create: { width: 50, height: 50, channels: 3, background: "blue" } })
      .png()
      .toBuffer(),
  ]);
  expect([...twins.groupOf]).toEqual([0, 1, 2, 3, 4, 5]);
});

it("[OW11] a group lies on one side; the split is the seed's, and holds every row once", () => {
  const groupOf = Uint32Array.from({ length: 400 }, (_, row) => row - (row % 4));
  const split = splitGroups(groupOf, 7);
  const sides = [split.train, split.validation, split.heldOut];
  expect(sides.map(({ length }) => length)).toEqual([320, 20, 60]);
  const all = sides.flatMap((rows) => [...rows]);
  expect(new Set(all).size).toBe(400);
  const groups = sides.map((rows) => new Set(Array.from(rows, (row) => groupOf[row])));
  expect(groups.reduce((sum, { size }) => sum + size, 0)).toBe(100);
  expect(splitGroups(groupOf, 7)).toEqual(split);
  expect(splitGroups(groupOf, 8)).not.toEqual(split);
  // Without care nearly every held-out picture would have a twin among those of training.
  expect(leakOf(groupOf, 7)).toBeGreaterThan(50);
});

it("[OW11] a group larger than a side is trained on", () => {
  const groupOf = Uint32Array.from({ length: 100 }, (_, row) => (row < 60 ? 0 : row));
  const { train, heldOut, validation } = splitGroups(groupOf, 7);
  expect([train.length, validation.length, heldOut.length]).toEqual([80, 5, 15]);
  expect([...train].filter((row) => row < 60)).toHaveLength(60);
});
