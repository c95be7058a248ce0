import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { expect, it } from "vitest";
import { openSource } from "../../../server/train/own/read/open-source.ts";
import { UsageError } from "../../../server/train/usage-error.ts";
import { colorAt, folderOf, readOne } from "./pictures.ts";

/** An `.npy` file as NumPy writes it. */
function npy(descr: string, shape: number[], values: ArrayBufferView): Buffer {
  const comma = shape.length === 1 ? "," : "";
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(", ")}${comma}), }`;
  const header = Buffer.from(`${text.padEnd(117)}\n`);
  const start = Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, header.length, 0]);
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([start, header, bytes]);
}

function idx(sizes: number[], values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.set([0, 0, 8, sizes.length]);
  for (const [i, size] of sizes.entries()) header.writeUInt32BE(size, 4 + 4 * i);
  return Buffer.concat([header, values]);
}

const fileOf = async (name: string, bytes: Uint8Array) =>
  join(await folderOf({ [name]: bytes }), name);
const SIDE = 16;
const AREA = SIDE * SIDE;
/** Two pictures: the first all `a`, the second all `b`. */
const two = (a: number, b: number, size = AREA) =>
  Float32Array.from({ length: 2 * size }, (_, i) => (i < size ? a : b));

it("[OW8] IDX files, packed or not, with the labels that lie beside", async () => {
  const images = idx([2, SIDE, SIDE], Uint8Array.from(two(9, 200)));
  const folder = await folderOf({
    "train-images-idx3-ubyte.gz": gzipSync(images),
    "train-labels-idx1-ubyte.gz": gzipSync(idx([2], Uint8Array.of(7, 3))),
    "lone-images-idx3-ubyte": images,
  });
  const source = await openSource(join(folder, "train-images-idx3-ubyte.gz"));
  expect(source).toMatchObject({ count: 2, classNames: ["3", "7"] });
  expect([...source.labels]).toEqual([1, 0]);
  const { pixels } = await source.read(1, { size: SIDE, fit: "crop" });
  expect(colorAt(pixels, 3, 3)).toEqual([200, 200, 200]);
  const lone = await openSource(join(folder, "lone-images-idx3-ubyte"));
  expect(lone.classNames).toEqual(["images"]);
  expect(lone.said.join()).toMatch(/no lone-labels-idx1-ubyte beside/);
});

it("[OW8] arrays of grey and colour, channels first or last, and of every usual range", async () => {
  const grey = await readOne(await fileOf("a.npy", npy("<f4", [2, SIDE, SIDE], two(0, 1))), 1);
  expect(colorAt(grey.pixels, 0, 0)).toEqual([255, 255, 255]);
  const signed = await readOne(await fileOf("a.npy", npy("<f4", [2, SIDE, SIDE], two(-1, 0))), 1);
  expect(colorAt(signed.pixels, 0, 0)[0]).toBeCloseTo(127.5, -1);
  const bytes = await readOne(await fileOf("a.npy", npy("<f4", [2, SIDE, SIDE], two(0, 250))), 1);
  expect(colorAt(bytes.pixels, 0, 0)).toEqual([250, 250, 250]);
  // Red everywhere, in the first plane and in the first number of each pixel.
  const planes = Uint8Array.from({ length: 2 * 3 * AREA }, (_, i) =>
    i % (3 * AREA) < AREA ? 255 : 0,
  );
  const pixels = Uint8Array.from({ length: 2 * 3 * AREA }, (_, i) => (i % 3 === 0 ? 255 : 0));
  for (const [shape, values] of [
    [[2, 3, SIDE, SIDE], planes],
    [[2, SIDE, SIDE, 3], pixels],
  ] as const) {
    const red = await readOne(await fileOf("a.npy", npy("|u1", [...shape], values)), 1);
    expect(colorAt(red.pixels, 5, 5)).toEqual([255, 0, 0]);
  }
});

it("[OW8] arrays of another size, and transparent ones, are fitted as files are", async () => {
  const clear = Uint8Array.from({ length: 2 * 30 * 40 * 4 }, () => 0);
  const { pixels, width, height } = await readOne(
    await fileOf("a.npy", npy("|u1", [2, 30, 40, 4], clear)),
  );
  expect([width, height, pixels.length]).toEqual([40, 30, AREA * 3]);
  expect(colorAt(pixels, 8, 8)).toEqual([255, 255, 255]);
});

it("[OW8] an archive's pictures and labels are found by name, and what is not used is said", async () => {
  const path = await fileOf(
    "mnist.npz",
    zipSync({
      "x_train.npy": npy("<f8", [2, SIDE, SIDE], Float64Array.from(two(0, 1))),
      "y_train.npy": npy("<i8", [2], BigInt64Array.of(4n, 2n)),
      "x_test.npy": npy("|u1", [2, SIDE, SIDE], Uint8Array.from(two(0, 1))),
    }),
  );
  const source = await openSource(path);
  expect(source.classNames).toEqual(["2", "4"]);
  expect(source.said.join(" ")).toMatch(/x_train of mnist\.npz.*f8 from 0 to 1.*Not used: x_test/);
});

it("[OW9] what is no array of pictures is one sentence", async () => {
  const pictures = npy("|u1", [2, SIDE, SIDE], Uint8Array.from(two(0, 255)));
  const archive = (arrays: Record<string, Uint8Array>) => fileOf("a.npz", zipSync(arrays));
  const cases: [string, RegExp][] = [
    [await fileOf("a.npy", npy("<f4", [2, 9], new Float32Array(18))), /shape \(2, 9\)/],
    [await fileOf("a.npy", npy("<f4", [2, SIDE, SIDE], two(0, 9000))), /from 0 to 9000/],
    [await fileOf("a.npy", npy("<f4", [0, SIDE, SIDE], new Float32Array())), /no picture/],
    [await fileOf("a.npy", pictures.subarray(0, 300)), /a\.npy cannot be read: it is cut off/],
    [await fileOf("a.idx", idx([2, 4, 4], new Uint8Array(9))), /a\.idx cannot be read/],
    [await fileOf("a.gz", gzipSync("text")), /a\.gz cannot be read/],
    [
      await archive({ "codes.npy": npy("<f4", [2, 2], new Float32Array(4)) }),
      /it has codes \(2, 2\)/,
    ],
    [await archive({ "a.txt": Buffer.from("text") }), /archive without arrays; unpack it/],
    [
      await fileOf("a.tgz", gzipSync(`${"cat.png".padEnd(257, "\0")}ustar\0`)),
      /a\.tgz is an archive; unpack it and give the folder/,
    ],
    [
      await archive({
        "images.npy": pictures,
        "labels.npy": npy("|u1", [3], Uint8Array.of(1, 2, 3)),
      }),
      /2 pictures, but the labels have the shape \(3\)/,
    ],
    [
      await archive({
        "images.npy": pictures,
        "labels.npy": npy("<f4", [2], Float32Array.of(1, 0.5)),
      }),
      /A label is 0\.5/,
    ],
  ];
  for (const [path, message] of cases) {
    await expect(openSource(path)).rejects.toThrow(message);
    await expect(openSource(path)).rejects.toThrow(UsageError);
  }
});

it("[OW9] a picture that holds no number is named, and the others go on", async () => {
  const values = two(0, 1);
  values[5] = Number.NaN;
  const source = await openSource(await fileOf("a.npy", npy("<f4", [2, SIDE, SIDE], values)));
  const target = { size: SIDE, fit: "crop" } as const;
  await expect(source.read(0, target)).rejects.toThrow(/holds a value that is no number/);
  expect(source.nameOf(0)).toBe("row 0");
  expect((await source.read(1, target)).pixels[0]).toBe(255);
  await source.close();
});
