import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { parseIdx } from "../../../server/files/idx.ts";
import { readDataset } from "../../../server/model/artifact.ts";
import { DATASET_FILES } from "../../../server/protocol/artifact-files.ts";
import { atlasLayout } from "../../../server/train/data/atlas.ts";
import { findFashion } from "../../../server/train/data/fashion/files.ts";
import { loadFashion } from "../../../server/train/data/fashion/load-fashion.ts";
import { cellBytes, type ImageSet } from "../../../server/train/data/image-set.ts";
import { loadSplit, shownPart, splitDataset } from "../../../server/train/data/load-data.ts";
import { publishDataset } from "../../../server/train/data/publish-dataset.ts";
import { FASHION_IS_HERE } from "../../helpers/fashion.ts";

/** `count` images of any shape; each pixel names its row. */
function makeSet(count: number, imageShape: ImageSet["imageShape"]): ImageSet {
  const size = imageShape[0] * imageShape[1] * imageShape[2];
  return {
    ...{ id: "made", name: "Made", source: "test", licence: "MIT", classNames: ["a", "b"] },
    imageShape,
    count,
    images: Float32Array.from({ length: count * size }, (_, i) => Math.floor(i / size) / 255),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
  };
}

it("[T45] of a source with a split of its own the held-out rows are the cloud, in the source's order", () => {
  const split = splitDataset(makeSet(70, [2, 3, 1]), {
    ...{ seed: 7, limit: undefined, heldOutFrom: 60 },
  });
  expect(split.shownCounts).toEqual({ train: 0, validation: 0, heldOut: 10 });
  expect([split.train.count, split.validation.count, split.heldOut.count]).toEqual([55, 5, 10]);
  const rowOf = (set: ImageSet) => Array.from(cellBytes(set)).filter((_, i) => i % 6 === 0);
  expect(rowOf(split.shown)).toEqual([60, 61, 62, 63, 64, 65, 66, 67, 68, 69]);
  expect(split.shown.images.buffer).toBe(split.all.images.buffer);
  const others = [...rowOf(split.train), ...rowOf(split.validation)];
  expect(others.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i));
  expect([
    ...shownPart(
      split,
      Float32Array.from({ length: 140 }, (_, i) => i),
      2,
    ),
  ]).toEqual(Array.from({ length: 20 }, (_, i) => 120 + i));
  const few = splitDataset(makeSet(70, [2, 3, 1]), { seed: 7, limit: 28, heldOutFrom: 60 });
  expect(few.all).toMatchObject({ id: "made-28", count: 28 });
  expect(few.heldOut.count).toBe(4);
});

it.each([[[4, 4, 1]], [[6, 4, 3]], [[3, 5, 1]]] as [ImageSet["imageShape"]][])(
  "[T46] a data set of %j is one folder: exact pixels, and square thumbnails with the image in the middle",
  async (shape) => {
    const root = await mkdtemp(join(tmpdir(), "set-"));
    const [height, width, channels] = shape;
    const split = splitDataset(makeSet(250, shape), { seed: 1, limit: undefined, heldOutFrom: 40 });
    await publishDataset(join(root, "made"), split);
    const { atlas, shown, imageShape } = readDataset(join(root, "made"));
    expect({ atlas, shown, imageShape }).toEqual({
      atlas: { columns: 100, cell: Math.max(height, width) },
      shown: { train: 0, validation: 0, heldOut: 210 },
      imageShape: shape,
    });
    const read = async (name: string) => {
      const picture = sharp(await readFile(join(root, "made", name)));
      const options = { resolveWithObject: true } as const;
      const { data, info } = await picture
        .removeAlpha()
        .toColourspace("srgb")
        .raw()
        .toBuffer(options);
      return { at: (x: number, y: number) => data[(y * info.width + x) * info.channels], info };
    };
    const exact = await read(DATASET_FILES.images);
    expect(exact.info).toMatchObject({ width: 100 * width, height: 3 * height });
    // Row 102 of the shown is row 142 of all, in the second line of cells.
    expect(exact.at(2 * width, height)).toBe(142);
    expect(exact.at(3 * width - 1, 2 * height - 1)).toBe(142);
    const small = await read(DATASET_FILES.thumbnails);
    const side = Math.max(height, width);
    expect(small.info).toMatchObject({ width: 100 * side, height: 3 * side });
    const labels = await readFile(join(root, "made", DATASET_FILES.labels));
    expect([...labels.subarray(0, 3), labels.length]).toEqual([0, 1, 0, 210]);
    expect(channels === 3 || channels === 1).toBe(true);
    await rm(root, { recursive: true });
  },
);

it("[T46] large images have small cells, wide ones fewer in a row, and too many of them are refused", () => {
  expect(atlasLayout(makeSet(3, [200, 100, 3]))).toEqual({ cell: 64, columns: 100 });
  expect(atlasLayout(makeSet(3, [10, 300, 1]))).toEqual({ cell: 64, columns: 54 });
  expect(() => atlasLayout({ ...makeSet(1, [256, 256, 3]), count: 10_000 })).toThrow(
    /10000 images of 256×256 pixels do not fit/,
  );
});

it("[T47] what is no IDX file, or not as long as it says, is refused", () => {
  const two = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9);
  expect(parseIdx(two)).toEqual({ sizes: [2], values: Uint8Array.of(7, 9) });
  expect(() => parseIdx(two.subarray(0, 9))).toThrow(/has 1 bytes, not 2/);
  expect(() => parseIdx(Uint8Array.of(0, 0, 9, 1, 0, 0, 0, 0))).toThrow(/no IDX file/);
  expect(() => parseIdx(new Uint8Array())).toThrow(/no IDX file/);
});

it("[T47] where the official files are not, one sentence says how to get them", async () => {
  await expect(loadFashion(findFashion(["/nowhere"]))).rejects.toThrow(/npm run dataset/);
  await expect(loadFashion("/nowhere")).rejects.toThrow(/cannot be read: it is absent/);
});

it.skipIf(!FASHION_IS_HERE)(
  "[T47] Fashion-MNIST is 60,000 and 10,000 images, 5,000 of the first for validation",
  async () => {
    const { train, validation, heldOut, shown, all } = await loadSplit("fashion");
    expect([train, validation, heldOut].map(({ count }) => count)).toEqual([55_000, 5_000, 10_000]);
    expect(shown.labels.slice(0, 5)).toEqual(Uint8Array.of(9, 2, 1, 1, 6));
    expect(all.images.length).toBe(70_000 * 784);
    const counts = new Map<number, number>();
    for (const label of all.labels) counts.set(label, (counts.get(label) ?? 0) + 1);
    expect([...counts.values()]).toEqual(new Array(10).fill(7_000));
  },
  60_000,
);
