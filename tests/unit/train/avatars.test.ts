import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import packageJson from "../../../package.json" with { type: "json" };
import { readDataset } from "../../../server/model/artifact.ts";
import { DATASET_FILES, DATASETS_FOLDER } from "../../../server/protocol/artifact-files.ts";
import { type Draw, FACE_BYTES, openDrawing } from "../../../server/train/data/avatars/draw.ts";
import { makeFaces, readFaces } from "../../../server/train/data/avatars/files.ts";
import { loadAvatars } from "../../../server/train/data/avatars/load-avatars.ts";
import { columnsOf, DRAWN_BY } from "../../../server/train/data/avatars/rule.ts";
import { type SplitDataset, splitDataset } from "../../../server/train/data/load-data.ts";
import { publishDataset } from "../../../server/train/data/publish-dataset.ts";
import { ARTIFACTS, AVATARS_IDS } from "../../helpers/artifacts.ts";

const COUNT = 60;
let folder: string;
let split: SplitDataset;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "avatars-"));
  await makeFaces({ folder, count: COUNT, draw: await openDrawing(), onProgress: () => {} });
  const set = await loadAvatars(() => readFaces(folder, COUNT));
  split = splitDataset(set, { seed: 7, limit: undefined, shown: 20 });
});
afterAll(() => rm(folder, { recursive: true }));

it("[AV1] a seed decides a face, and what is known of it is what was drawn", async () => {
  const draw = await openDrawing();
  expect(await draw(3)).toEqual(await draw(3));
  expect(await draw(3)).not.toEqual(await draw(4));
  const {
    images,
    count,
    attributes = [],
    classNames,
    labels,
  } = await loadAvatars(() => readFaces(folder, COUNT));
  expect(count).toBe(COUNT);
  const share = (row: number, [r, g, b]: number[]) => {
    const pixels = images.subarray(row * 12_288, (row + 1) * 12_288).map((v) => v * 255);
    const isIt = (_: number, i: number) =>
      Math.round(pixels[3 * i] ?? 0) === r &&
      Math.round(pixels[3 * i + 1] ?? 0) === g &&
      Math.round(pixels[3 * i + 2] ?? 0) === b;
    return Array.from({ length: 4096 }, () => 0).filter(isIt).length / 4096;
  };
  const blue = classNames.indexOf("blue");
  const light = attributes[0]?.values ?? new Uint8Array();
  for (const [row, label] of labels.entries()) {
    const hasBlue = share(row, [0x33, 0x66, 0xcc]) > 0.01;
    expect(hasBlue).toBe(label === blue);
    expect(share(row, [0xff, 0xdd, 0xbb]) > 0.04).toBe(light[row] === 0);
  }
});

it("[AV1] each pixel is one of #rgb, and what DiceBear was not offered is refused", () => {
  expect(split.all.images.every((v) => Number.isInteger(Math.round(v * 255e4) / 17e4))).toBe(true);
  const resolved = { hairColor: ["#222222"], skinColor: ["#ffddbb"], hairVariant: "variant05" };
  expect(columnsOf(resolved)).toEqual([0, 0, 1, 0, 0]);
  expect(columnsOf({ ...resolved, glassesVariant: "variant02" })).toEqual([0, 0, 1, 2, 0]);
  expect(() => columnsOf({ ...resolved, hairVariant: "variant34" })).toThrow(/not offered/);
});

it("[AV2] drawing goes on after the last whole file, and says how far it is", async () => {
  const other = await mkdtemp(join(tmpdir(), "avatars-"));
  const controller = new AbortController();
  const drawn: number[] = [];
  const draw: Draw = async (seed) => {
    drawn.push(seed);
    if (seed === 1500) controller.abort(new Error("stopped"));
    return new Uint8Array(FACE_BYTES).fill(seed % 16);
  };
  const making = { folder: other, count: 2000, draw, onProgress: () => {} };
  await expect(makeFaces({ ...making, signal: controller.signal })).rejects.toThrow("stopped");
  await expect(readFaces(other, 2000)).rejects.toThrow(/npm run dataset -- avatars/);
  drawn.length = 0;
  const told: number[] = [];
  await makeFaces({ ...making, onProgress: (done) => told.push(done) });
  expect([drawn[0], drawn.length, told.at(-1)]).toEqual([1000, 1000, 2000]);
  expect((await readFaces(other, 2000))[1999 * FACE_BYTES]).toBe(1999 % 16);
  await writeFile(join(other, "faces-0-1000.gz"), "no gzip");
  await expect(readFaces(other, 2000)).rejects.toThrow(/faces-0-1000.gz is broken/);
  await rm(other, { recursive: true });
});

it("[AV3] a part of the faces is shown, the held-out ones first of all, with all that is known", async () => {
  expect(split.shownCounts).toEqual({ train: 8, validation: 3, heldOut: 9 });
  const target = join(folder, "datasets", "avatars");
  await publishDataset(target, split);
  const { classesAre, classNames, attributes } = readDataset(target);
  expect([classesAre, classNames.length]).toEqual(["hair", 8]);
  expect(attributes.map(({ name }) => name)).toEqual(["skin", "hairstyle", "glasses", "beard"]);
  const bytes = await readFile(join(target, DATASET_FILES.attributes));
  const column = (name: number) => [...bytes.subarray(name * 20, (name + 1) * 20)];
  for (const [index, { values }] of (split.shown.attributes ?? []).entries())
    expect(column(index)).toEqual([...values]);
  // The same face lies in the same row.
  const whole = await loadAvatars(() => readFaces(folder, COUNT));
  const size = 12_288;
  const pixels = split.shown.images.subarray(0, size);
  const row = Array.from({ length: COUNT }, (_, i) => i).find((i) =>
    pixels.every((value, at) => value === whole.images[i * size + at]),
  );
  expect(whole.attributes?.map(({ values }) => values[row ?? -1])).toEqual(
    split.shown.attributes?.map(({ values }) => values[0]),
  );
});

it("[AV4] the data set names who drew it as package.json has them, and the style's licence", () => {
  const { devDependencies } = packageJson;
  expect(DRAWN_BY).toContain(`@dicebear/core ${devDependencies["@dicebear/core"]}`);
  expect(DRAWN_BY).toContain(`@dicebear/styles ${devDependencies["@dicebear/styles"]}`);
  expect(split.all.licence).toMatch(/^CC0 1.0/);
});

it.skipIf(AVATARS_IDS.length === 0)(
  "[AV9] the committed model weighs less than 8 MB with its data",
  async () => {
    const bytesOf = async (path: string) => {
      const files = await readdir(path, { recursive: true, withFileTypes: true });
      const found = files.filter((file) => file.isFile());
      const stats = found.map(({ parentPath, name }) => stat(join(parentPath, name)));
      return (await Promise.all(stats)).reduce((sum, { size }) => sum + size, 0);
    };
    const folders = [join(ARTIFACTS, "avatars-32d"), join(ARTIFACTS, DATASETS_FOLDER, "avatars")];
    const [model = 0, data = 0] = await Promise.all(folders.map(bytesOf));
    expect(model + data).toBeLessThan(8e6);
  },
);
