import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { ROWS_MAX } from "../../../../server/import/rows/bounds.ts";
import { chooseRows } from "../../../../server/import/rows/choose-rows.ts";
import { openSpool } from "../../../../server/import/rows/spool.ts";
import { spreadRows } from "../../../../server/import/rows/spread-rows.ts";
import { createRandom } from "../../../../server/latent/random.ts";
import { givenFile, openGiven, ownFolder } from "./given-files.ts";
import { floatFile } from "./npy-file.ts";

/** Row r is (r, 2r + noise, …): each tells its number. */
const numbered = (count: number, dim: number) =>
  Float32Array.from(
    { length: count * dim },
    (_, i) => Math.floor(i / dim) + (i % dim) ** 2 * Math.sin(i),
  );

it("[RW7] rows with NaN or infinity are left out and named, and their labels and pictures with them", async () => {
  const values = numbered(30, 3);
  for (const row of [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 29]) values[row * 3 + 1] = Number.NaN;
  values[20 * 3] = Number.POSITIVE_INFINITY;
  const latents = await givenFile("z.npy", floatFile([30, 3], values));
  const labels = await givenFile(
    "labels.txt",
    Array.from({ length: 30 }, (_, i) => `row ${i % 15}`).join("\n"),
  );
  const images = await ownFolder();
  const picture = await sharp({
    create: { width: 2, height: 2, channels: 3, background: "#888" },
  })
    .png()
    .toBuffer();
  for (let i = 0; i < 30; i++)
    await writeFile(join(images, `${String(i).padStart(2, "0")}.png`), picture);
  const { rows, lines } = await openGiven({ latents, labels, images }, { dim: 3 });
  expect(rows.count).toBe(17);
  expect(rows.files?.map((file) => Number(file.slice(-6, -4)))).toEqual([
    0, 1, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28,
  ]);
  expect(rows.labels.classNames[rows.labels.classes[2] as number]).toBe("row 13");
  expect([...(await rows.latents(2, 3))]).toEqual([...values.subarray(13 * 3, 14 * 3)]);
  expect(lines).toContain(
    "Latents: rows 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 3 more hold NaN or infinity and are left out (13 in all).",
  );
  await rows.close();
});

it("[RW7] where hardly a row is left, that is said", async () => {
  const latents = await givenFile("z.npy", floatFile([3, 2], [1, Number.NaN, Number.NaN, 1, 2, 3]));
  await expect(openGiven({ latents }, { dim: 2 })).rejects.toThrow(
    "The latents have 3 rows, 2 of them with NaN: 2 are the least.",
  );
});

it("[RW8] of too many rows a seeded sample is kept, and a seeded part of it held out, both in order", () => {
  const options = { bad: new Set([5]), most: 400, seed: 7, heldOut: true };
  const { order, counts } = chooseRows(1_000, options);
  expect(counts).toEqual({ train: 340, validation: 0, heldOut: 60 });
  const [first, last] = [[...order.subarray(0, 340)], [...order.subarray(340)]];
  expect(first).toEqual(first.toSorted((a, b) => a - b));
  expect(last).toEqual(last.toSorted((a, b) => a - b));
  expect(new Set(order).size).toBe(400);
  expect(order).not.toContain(5);
  expect(chooseRows(1_000, options).order).toEqual(order);
  expect(chooseRows(1_000, { ...options, seed: 8 }).order).not.toEqual(order);
  const all = chooseRows(10, { bad: new Set(), most: 20, seed: 1, heldOut: false });
  expect([...all.order]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(all.counts).toEqual({ train: 10, validation: 0, heldOut: 0 });
});

it("[RW8] a file of more rows than are kept is sampled, and said", async () => {
  const count = ROWS_MAX + 500;
  const latents = await givenFile("z.npy", floatFile([count, 1], numbered(count, 1)));
  const { rows, lines } = await openGiven({ latents }, { dim: 1 });
  expect(rows.count).toBe(ROWS_MAX);
  expect(lines).toContain("Latents: of 100,500 rows a sample of 100,000 is kept (seed 7).");
  await rows.close();
});

it("[RW8] of equal stretches one row each, so that classes that take turns are all there", () => {
  const rows = spreadRows(1_000, 100, 3);
  expect([...rows]).toEqual([...rows].toSorted((a, b) => a - b));
  expect(rows.every((row, place) => Math.floor(row / 10) === place)).toBe(true);
  expect(new Set(rows.map((row) => row % 10)).size).toBe(10);
  expect([...spreadRows(3, 5, 1)]).toEqual([0, 1, 2]);
});

it("[RW9] rows that were set aside come back as they were, whichever are asked for", async () => {
  const random = createRandom(3);
  const spool = await openSpool(await ownFolder(), 5);
  const values = Float32Array.from({ length: 5_000 * 5 }, random);
  await spool.append(values.subarray(0, 1_234 * 5));
  await spool.append(values.subarray(1_234 * 5));
  for (const share of [0.001, 0.1, 0.9]) {
    const rows = Uint32Array.from({ length: 5_000 }, (_, row) => row).filter(
      () => random() < share,
    );
    // Those held out come after the others: numbers begin again.
    const asked = Uint32Array.from([...rows, ...rows.slice(0, 40)]);
    const expected = [...asked].flatMap((row) => [...values.subarray(row * 5, row * 5 + 5)]);
    expect(await spool.read(asked)).toEqual(Float32Array.from(expected));
  }
  expect(await spool.read(new Uint32Array())).toEqual(new Float32Array());
  await spool.close();
});

it("[RW13] without latents rows are drawn from N(0, I), and labels have nothing to belong to", async () => {
  const { rows, lines } = await openGiven({}, { dim: 40, priorCount: 2_000 });
  expect([rows.from, rows.count, rows.mean[3], rows.std[3]]).toEqual(["prior", 2_000, 0, 1]);
  const codes = await rows.codes(0, 2_000);
  expect(Math.abs(codes.reduce((sum, code) => sum + code, 0) / codes.length)).toBeLessThan(0.02);
  expect(codes.reduce((sum, code) => sum + code ** 2, 0) / codes.length).toBeCloseTo(1, 1);
  expect(rows.labels).toMatchObject({ classNames: ["all"], attributes: [] });
  expect(lines).toEqual(["Latents: none are given, so 2,000 are drawn from N(0, I)."]);
  await rows.close();
  await expect(openGiven({ labels: "a.txt" }, { dim: 2 })).rejects.toThrow(
    /name them by --latents/,
  );
});
