import sharp from "sharp";
import { expect, it } from "vitest";
import { createRandom } from "../../../server/latent/random.ts";
import { parseOwnOptions } from "../../../server/train/own/options.ts";
import { prepare } from "../../../server/train/own/prepare.ts";
import { reportOf } from "../../../server/train/own/report.ts";
import { UsageError } from "../../../server/train/usage-error.ts";
import { folderOf, png } from "./pictures.ts";

/** Pictures of noise, each another one; grey ones have three equal channels. */
async function noise(count: number, { grey = false, side = 20 } = {}) {
  const random = createRandom(3);
  const pictures = Array.from({ length: count }, async (_, row) => {
    const cells = Array.from({ length: 16 }, () => {
      const [a, b, c] = [0, 0, 0].map(() => Math.floor(random() * 256));
      return grey ? [a, a, a] : [a, b, c];
    }).flat() as number[];
    const file = await sharp(Uint8Array.from(cells), { raw: { width: 4, height: 4, channels: 3 } })
      .resize(side, side, { kernel: "nearest" })
      .png()
      .toBuffer();
    return [`${row % 2 ? "odd" : "even"}/${row}.png`, file] as const;
  });
  return Object.fromEntries(await Promise.all(pictures));
}

const optionsOf = (data: string, ...words: string[]) =>
  parseOwnOptions(["--data", data, "--name", "A", "--latent", "4", ...words]);

async function prepared(data: string, { words = [] as string[], memoryMaxBytes = 1e9 } = {}) {
  const { signal } = new AbortController();
  return await prepare(optionsOf(data, ...words), { signal, onProgress: () => {}, memoryMaxBytes });
}

it("[OW19] pictures without a colour become one channel, unless three are asked for", async () => {
  const grey = await folderOf(await noise(60, { grey: true }));
  const { split } = await prepared(grey);
  expect(split.all.imageShape).toEqual([20, 20, 1]);
  expect(split.all.images).toHaveLength(60 * 400);
  expect((await prepared(grey, { words: ["--channels", "3"] })).split.all.imageShape[2]).toBe(3);
  const colour = await folderOf(await noise(60));
  expect((await prepared(colour)).split.all.imageShape[2]).toBe(3);
  const wished = await prepared(colour, { words: ["--channels", "1"] });
  expect(wished.split.all.imageShape[2]).toBe(1);
  // Numbers are whole bytes, as the data set's folder keeps them.
  expect(wished.split.all.images.every((v) => Math.abs(v * 255 - Math.round(v * 255)) < 1e-4)).toBe(
    true,
  );
});

it("[OW19] of more pictures than fit into memory a choice is made by the seed, and said", async () => {
  const folder = await folderOf(await noise(80));
  // 20 × 20 × 3 numbers of four bytes, 60 times.
  const facts = await prepared(folder, { memoryMaxBytes: 60 * 4800 });
  expect(facts.split.all.count).toBe(60);
  expect(reportOf(facts).join("\n")).toMatch(/60 of 80 are used.*do not fit into memory/);
  const limited = await prepared(folder, { words: ["--limit", "70"] });
  expect(limited.split.all.count).toBe(70);
  expect(limited.split.all.images).toEqual(
    (await prepared(folder, { words: ["--limit", "70"] })).split.all.images,
  );
});

it("[OW19] the order of the parts is the split's, and every picture keeps its class", async () => {
  const files = await noise(60);
  const { split } = await prepared(await folderOf(files));
  const { train, validation, heldOut, all, shown, shownCounts } = split;
  expect([train.count, validation.count, heldOut.count]).toEqual([48, 3, 9]);
  expect([shown.count, shownCounts]).toEqual([60, { train: 48, validation: 3, heldOut: 9 }]);
  const known = new Map<string, number>();
  for (const [name, file] of Object.entries(files)) {
    const pixels = await sharp(file).raw().toBuffer();
    known.set(pixels.toString("base64"), name.startsWith("odd") ? 1 : 0);
  }
  for (let row = 0; row < 60; row++) {
    const image = all.images.subarray(row * 1200, (row + 1) * 1200);
    const key = Buffer.from(Uint8Array.from(image, (v) => Math.round(v * 255))).toString("base64");
    expect(all.labels[row]).toBe(known.get(key));
  }
});

it("[OW18] a class of which nothing can be read, and too few different pictures, are refused", async () => {
  const good = await noise(60);
  const broken = await folderOf({ ...good, "dogs/a.png": "text", "dogs/b.png": "text" });
  const alike = await folderOf(
    Object.fromEntries(
      await Promise.all(
        Array.from({ length: 60 }, async (_, i) => [`${i}.png`, await png(i % 2 ? "red" : "blue")]),
      ),
    ),
  );
  const cases: [string, RegExp][] = [
    [broken, /No picture of the class "dogs" can be read/],
    [alike, /Of 60 pictures only 2 are different; 50 are needed/],
  ];
  for (const [folder, message] of cases) {
    await expect(prepared(folder)).rejects.toThrow(UsageError);
    await expect(prepared(folder)).rejects.toThrow(message);
  }
});

it("[OW18] Ctrl-C while pictures are read ends it", async () => {
  const folder = await folderOf(await noise(60));
  const controller = new AbortController();
  const onProgress = (done: number) => {
    if (done === 3) controller.abort();
  };
  await expect(
    prepare(optionsOf(folder), { signal: controller.signal, onProgress }),
  ).rejects.toMatchObject({ name: "AbortError" });
});
