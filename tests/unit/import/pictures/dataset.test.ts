import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { readExactImages } from "../../../../server/image/exact-images.ts";
import { atlasLayout } from "../../../../server/import/pictures/atlas-layout.ts";
import { shrinker } from "../../../../server/import/pictures/shrink.ts";
import {
  type DatasetOptions,
  writeDataset,
} from "../../../../server/import/pictures/write-dataset.ts";
import { readDataset } from "../../../../server/model/artifact.ts";
import { DATASET_FILES } from "../../../../server/protocol/artifact-files.ts";
import { givenFile, keepingReport, openGiven, ownFolder } from "../rows/given-files.ts";
import { floatFile } from "../rows/npy-file.ts";

const wish = {
  ...{ id: "mine", name: "Mine", source: "z.npy", licence: "not stated", seed: 7 },
  imageShape: [6, 4, 3] as [number, number, 3],
};

async function someRows(count: number, labels?: string) {
  const values = Float32Array.from({ length: count * 2 }, (_, i) => Math.sin(i));
  const latents = await givenFile("z.npy", floatFile([count, 2], values));
  return (await openGiven({ latents, labels }, { dim: 2 })).rows;
}

it("[RW35] without pictures the decodes are the pictures, asked for in blocks", async () => {
  const table = `hair,age\n${Array.from({ length: 300 }, (_, i) => `${i % 2 ? "рыжие" : "чёрные"},${i / 3}`).join("\n")}`;
  const rows = await someRows(300, await givenFile("labels.csv", table));
  const folder = join(await ownFolder(), "datasets", "mine");
  const asked: number[] = [];
  const decode: DatasetOptions["decode"] = async (codes, count) => {
    asked.push(count);
    expect(codes.length).toBe(count * 2);
    return new Uint8Array(count * 72).fill(200);
  };
  const dataset = await writeDataset(folder, { ...wish, rows, decode, report: keepingReport() });
  expect(readDataset(folder)).toEqual(dataset);
  expect(dataset).toMatchObject({
    ...{ classNames: ["рыжие", "чёрные"], classesAre: "hair", decoded: true, exact: false },
    attributes: [{ kind: "number", name: "age", min: 0, max: 299 / 3 }],
    ...{
      train: 300,
      heldOut: 0,
      splitSeed: null,
      shown: { train: 300, validation: 0, heldOut: 0 },
    },
    atlas: { cell: 6, columns: 18 },
  });
  expect(asked).toEqual([256, 44]);
  expect((await readdir(folder)).sort()).toEqual(
    ["attributes.bin", "dataset.json", "labels.bin", "thumbnails.webp"].sort(),
  );
  const attributes = await readFile(join(folder, DATASET_FILES.attributes));
  expect([attributes.length, attributes[0], attributes[299]]).toEqual([300, 0, 254]);
  const { data, info } = await sharp(join(folder, DATASET_FILES.thumbnails))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([18 * 6, 17 * 6]);
  expect(data[(3 * info.width + 3) * info.channels]).toBeGreaterThan(180);
  await rows.close();
});

it("[RW32] a decoder that fails leaves nothing behind", async () => {
  const rows = await someRows(10);
  const root = await ownFolder();
  const decode = () => Promise.reject(new Error("broken"));
  const writing = writeDataset(join(root, "mine"), {
    ...wish,
    rows,
    decode,
    report: keepingReport(),
  });
  await expect(writing).rejects.toThrow("broken");
  expect(await readdir(root)).toEqual([]);
  await rows.close();
});

it("[RW31] pictures of any kind come at the decoder's size, broken ones are named and left out", async () => {
  const images = await ownFolder();
  const paint = (background: string, width = 9, height = 13) =>
    sharp({ create: { width, height, channels: 4, background } });
  await paint("#ff0000")
    .jpeg({ quality: 100 })
    .withMetadata({ orientation: 6 })
    .toFile(join(images, "0.jpg"));
  await paint("#00ff0000").png().toFile(join(images, "1.png"));
  await writeFile(join(images, "2.webp"), "no picture");
  await paint("#808080").greyscale().toColourspace("grey16").png().toFile(join(images, "3.png"));
  await paint("#0000ff", 4, 6).gif().toFile(join(images, "4.gif"));
  await writeFile(join(images, "notes.txt"), "passed over");
  await writeFile(join(images, ".hidden.png"), "passed over");
  const latents = await givenFile("z.npy", floatFile([5, 2], [0, 1, 2, 1, 4, 5, 1, 7, 8, 9]));
  const { rows, lines } = await openGiven({ latents, images }, { dim: 2 });
  expect(lines).toEqual([
    "Pictures: sorted by name, one a row.",
    "Pictures: 1 cannot be read and are left out, with their rows: 2.webp.",
  ]);
  expect([...(await rows.latents(2, 4))]).toEqual([1, 7, 8, 9]);
  const folder = join(await ownFolder(), "mine");
  const report = keepingReport();
  const decode = () => Promise.reject(new Error("not asked"));
  const dataset = await writeDataset(folder, { ...wish, rows, decode, report });
  expect(dataset).toMatchObject({ exact: true, decoded: false });
  const pixels = await readExactImages(folder, dataset);
  const middle = (row: number) => [...pixels.subarray(row * 72 + 36, row * 72 + 39)];
  expect(middle(0)[0]).toBeGreaterThan(250);
  expect(middle(1)).toEqual([0, 0, 0]);
  expect(Math.abs((middle(2)[0] as number) - 128)).toBeLessThan(3);
  expect(middle(3)).toEqual([0, 0, 255]);
  expect(dataset).toMatchObject({ train: 4, heldOut: 0 });
  expect(report.lines).toEqual([]);
  await rows.close();
});

it("[RW31] where half of the pictures cannot be read, the folder is not what was meant", async () => {
  const images = await ownFolder();
  for (const name of ["0.png", "1.png"]) await writeFile(join(images, name), "no picture");
  for (const name of ["2.png", "3.png"])
    await sharp({ create: { width: 4, height: 4, channels: 3, background: "#888" } }).toFile(
      join(images, name),
    );
  const latents = await givenFile("z.npy", floatFile([4, 2], [0, 1, 2, 1, 4, 5, 1, 7]));
  await expect(openGiven({ latents, images }, { dim: 2 })).rejects.toThrow(
    "2 of 4 pictures cannot be read: 0.png, 1.png.",
  );
});

it("[RW33] the atlas keeps its bounds for any number and size of images", () => {
  for (const count of [2, 3, 99, 101, 1_000, 10_000, 54_321, 100_000])
    for (const shape of [
      [28, 28, 1],
      [64, 64, 3],
      [32, 64, 3],
      [512, 512, 3],
      [2, 512, 1],
      [512, 2, 1],
      [1024, 1024, 3],
    ] as const)
      for (const decoded of [true, false]) {
        const { atlas, rows, exact } = atlasLayout(count, [...shape], decoded);
        const [height, width] = shape;
        expect(atlas.columns * rows).toBeGreaterThanOrEqual(count);
        const sides = exact ? [height, width] : [1, 1];
        const [down, across] = [
          rows * Math.max(atlas.cell, sides[0] as number),
          atlas.columns * Math.max(atlas.cell, sides[1] as number),
        ];
        expect(Math.max(down, across)).toBeLessThanOrEqual(16_383);
        expect(down * across).toBeLessThanOrEqual(32e6);
        expect(atlas.cell).toBeGreaterThanOrEqual(Math.min(17, height, width));
      }
  expect(atlasLayout(10_000, [28, 28, 1], false)).toMatchObject({
    atlas: { cell: 28 },
    exact: true,
  });
  expect(atlasLayout(100_000, [64, 64, 3], false)).toMatchObject({
    atlas: { cell: 17 },
    exact: false,
  });
});

it("[RW34] a thumbnail's pixel is the mean of what it covers, the image in the middle of its cell", () => {
  const shrink = shrinker([4, 8, 1], 4);
  const image = Uint8Array.from({ length: 32 }, (_, i) => (i % 2 ? 100 : 50));
  expect([...shrink(image)]).toEqual([0, 0, 0, 0, 75, 75, 75, 75, 75, 75, 75, 75, 0, 0, 0, 0]);
  const same = Uint8Array.from({ length: 27 }, (_, i) => i * 9);
  expect(shrinker([3, 3, 3], 3)(same)).toEqual(same);
  // 3 → 2: one and a half pixels each.
  expect([...shrinker([1, 3, 1], 2)(Uint8Array.of(30, 60, 90))]).toEqual([40, 80, 0, 0]);
});
