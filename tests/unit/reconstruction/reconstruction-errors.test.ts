import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { beforeEach, expect, it } from "vitest";
import { toHalf } from "../../../server/latent/half.ts";
import { ARTIFACT_FILES, DATASET_FILES } from "../../../server/protocol/artifact-files.ts";
import { createReconstructionErrors } from "../../../server/reconstruction/reconstruction-errors.ts";
import { makeCard } from "../../helpers/make-card.ts";

/** Six images of two by two, each of one grey: 0, 20, 40 …; their codes say the same. */
const folder = mkdtempSync(join(tmpdir(), "errors-"));
const card = makeCard({ latentDim: 1, kind: "autoencoder" });
const catalog = new Map([[card.id, { card, folder, data: folder }]]);
let batches: number[];

beforeEach(async () => {
  batches = [];
  const pixels = new Uint8Array(6 * 4);
  // Two rows of three cells.
  for (let y = 0; y < 4; y++)
    for (let x = 0; x < 6; x++)
      pixels[y * 6 + x] = 20 * (Math.floor(y / 2) * 3 + Math.floor(x / 2));
  await sharp(pixels, { raw: { width: 6, height: 4, channels: 1 } })
    .webp({ lossless: true })
    .toFile(join(folder, DATASET_FILES.images));
  writeFileSync(join(folder, ARTIFACT_FILES.embedding), toHalf([0, 20, 40, 60, 80, 100]));
});

/** Draws the grey that the code says, but for the last image. */
const scheduler = {
  decode: async (_id: string, z: Float32Array, count: number) => {
    batches.push(count);
    return Uint8Array.from({ length: count * 4 }, (_, i) =>
      Math.min(90, z[Math.floor(i / 4)] ?? 0),
    );
  },
};

it("[WB2] each row's error is that of its own image, computed once however often it is asked for", async () => {
  const errors = createReconstructionErrors({ catalog, scheduler });
  const [first, second] = await Promise.all([errors.of(card.id), errors.of(card.id)]);
  expect(second).toBe(first);
  expect([...first].slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  expect(first[5]).toBeCloseTo((10 / 255) ** 2, 8);
  expect(batches).toEqual([6]);
  await expect(errors.of("unknown")).rejects.toMatchObject({ code: "model_not_found" });
});

it("[WB2] what failed is tried again by whoever asks next", async () => {
  let fails = true;
  const errors = createReconstructionErrors({
    catalog,
    scheduler: {
      decode: (...asked) =>
        fails
          ? Promise.reject(new Error("the engine is away"))
          : scheduler.decode(asked[0], asked[1], asked[2]),
    },
  });
  await expect(errors.of(card.id)).rejects.toThrow("away");
  fails = false;
  expect(errors.has(card.id)).toBe(false);
  expect(await errors.of(card.id)).toHaveLength(6);
});
