import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { readLatents } from "../../../../server/import/rows/latents/read-latents.ts";
import { toHalf } from "../../../../server/latent/half.ts";
import { createRandom } from "../../../../server/latent/random.ts";
import { givenFile, keepingReport } from "./given-files.ts";
import { floatFile, npyFile } from "./npy-file.ts";

/** All rows of a file, and what was said. */
async function read(name: string, content: Uint8Array | string, dim: number) {
  const report = keepingReport();
  const file = await givenFile(name, content);
  const values: number[] = [];
  for await (const block of readLatents(file, { dim, report })) {
    for (const value of block) values.push(value);
  }
  return { values, lines: report.lines };
}

const bytesOf = (values: { buffer: ArrayBufferLike }) =>
  new Uint8Array(values.buffer as ArrayBuffer);
const turned = (bytes: Uint8Array, width: number): Uint8Array => {
  const copy = bytes.slice();
  for (let at = 0; at < copy.length; at += width) copy.subarray(at, at + width).reverse();
  return copy;
};

const KINDS: [string, number, (values: number[]) => Uint8Array][] = [
  ["f2", 2, (values) => toHalf(values)],
  ["f4", 4, (values) => bytesOf(Float32Array.from(values))],
  ["f8", 8, (values) => bytesOf(Float64Array.from(values))],
  ["i1", 1, (values) => bytesOf(Int8Array.from(values))],
  ["i2", 2, (values) => bytesOf(Int16Array.from(values))],
  ["i4", 4, (values) => bytesOf(Int32Array.from(values))],
  ["i8", 8, (values) => bytesOf(BigInt64Array.from(values, BigInt))],
  ["u1", 1, (values) => bytesOf(Uint8Array.from(values.map(Math.abs)))],
];

const SHAPES = [[6], [2, 3], [6, 1, 1], [3, 1, 2]];

/** From last index fastest to first index fastest. */
function toFortran(values: number[], shape: number[]): number[] {
  const turnedOver: number[] = [];
  const total = values.length;
  for (let at = 0; at < total; at++) {
    let rest = at;
    let index = 0;
    const places = shape.map((size) => {
      const place = rest % size;
      rest = Math.floor(rest / size);
      return place;
    });
    for (const [axis, size] of shape.entries()) index = index * size + (places[axis] as number);
    turnedOver.push(values[index] as number);
  }
  return turnedOver;
}

it.each(KINDS)(
  "[RW1] %s of any shape and order comes back row by row",
  async (kind, width, write) => {
    const random = createRandom(width);
    for (let round = 0; round < 12; round++) {
      const shape = [1 + Math.floor(random() * 300), ...(SHAPES[round % SHAPES.length] ?? [])];
      const count = shape.reduce((product, size) => product * size, 1);
      const isWhole = !kind.startsWith("f");
      const draw = () => Math.round((random() - 0.5) * 200) / (isWhole ? 1 : 8) + 0;
      const values = Array.from({ length: count }, draw).map(
        kind === "u1" ? Math.abs : (value) => value,
      );
      const fortran = round % 2 === 1;
      const isBig = round % 3 === 1;
      const body = write(fortran ? toFortran(values, shape) : values);
      const descr = `${width === 1 ? "|" : isBig ? ">" : "<"}${kind}`;
      const file = npyFile(descr, { shape, fortran, body: isBig ? turned(body, width) : body });
      expect((await read("z.npy", file, 6)).values).toEqual(values);
    }
  },
);

it("[RW2] of an archive the array with a usual name is taken, or the only one that fits", async () => {
  const latents = floatFile([2, 3], [1, 2, 3, 4, 5, 6]);
  const other = floatFile([2, 3], [9, 9, 9, 9, 9, 9]);
  const labels = floatFile([2], [0, 1]);
  const named = await read("a.npz", zipSync({ "other.npy": other, "z.npy": latents }), 3);
  expect(named).toEqual({ values: [1, 2, 3, 4, 5, 6], lines: ["Latents: the array “z”."] });
  const single = zipSync({ "codes.npy": latents, "y.npy": labels, "readme.txt": strToU8("hello") });
  expect((await read("a.npz", single, 3)).lines).toEqual(["Latents: the array “codes”."]);
  const both = zipSync({ "mu.npy": latents, "sigma.npy": other, "y.npy": labels });
  await expect(read("a.npz", both, 3)).rejects.toThrow(
    "a.npz cannot be read: it holds “mu” 2 × 3, “sigma” 2 × 3, “y” 2: name the one with 3 numbers a row “latents”.",
  );
});

it.each([
  ["names", "a,b,c\n1,2,3\n4,5,6\n"],
  ["none", "1,2,3\r\n4,5,6"],
  ["a byte order mark", "\ufeffz0,z1,z2\n1,2,3\n4,5,6\n"],
  ["semicolons and decimal commas", "x;y;z\n1,0;2;3\n4;5,0e0;6\n"],
  ["tabs", "1\t2\t3\n4\t5\t6\n"],
  ["spaces, as NumPy's savetxt", "# made by hand\n 1.0e+00  2.0 3\n4 5 6\n"],
  ["quotes and empty lines", '"1","2","3"\n\n"4","5","6"\n\n'],
  ["pandas' index", ",z0,z1,z2\n0,1,2,3\n1,4,5,6\n"],
  ["other columns beside", "file,z0,z1,z2,label\na.png,1,2,3,cat\nb.png,4,5,6,dog\n"],
])("[RW3] a table with %s", async (_, text) => {
  expect((await read("z.csv", text, 3)).values).toEqual([1, 2, 3, 4, 5, 6]);
});

it("[RW3] what is left out is said, and absent numbers are NaN", async () => {
  const { lines } = await read("z.csv", "file,z0,z1\na.png,1,2\n", 2);
  expect(lines).toEqual(["Latents: the 2 columns whose names are “z” and a number."]);
  const { values } = await read("z.csv", "1,,3\nnan,inf,3\n", 3);
  expect(values).toEqual([1, Number.NaN, 3, Number.NaN, Number.NaN, 3]);
});

it("[RW3] a table of many rows comes whole, in blocks", async () => {
  const lines = Array.from({ length: 1_500 }, (_, row) =>
    Array.from({ length: 1_000 }, (_unused, d) => (row + d) % 10).join(),
  );
  const { values } = await read("z.csv", lines.join("\n"), 1_000);
  expect([values.length, values[1_000 * 1_499 + 7]]).toEqual([1_500_000, 6]);
}, 60_000);

it("[RW4] bare float32, in blocks, whole rows only", async () => {
  const written = Float32Array.from({ length: 400_000 * 3 }, (_, i) => i % 1_000);
  const { values } = await read("z.bin", bytesOf(written), 3);
  expect(values.length).toBe(written.length);
  expect(values.findIndex((value, i) => value !== written[i])).toBe(-1);
  await expect(read("z.bin", new Uint8Array(30), 3)).rejects.toThrow(
    "z.bin cannot be read: its 30 bytes are no rows of 3 float32 (12 bytes each).",
  );
  await expect(read("z.bin", new Uint8Array(), 3)).rejects.toThrow("it is empty");
}, 60_000);

const cut = floatFile([4, 3], [1, 2, 3]);
it.each([
  [
    "z.npy",
    floatFile([4, 2], [1, 2, 3, 4, 5, 6, 7, 8]),
    "it has the shape 4 × 2, the decoder takes 3 numbers a row",
  ],
  [
    "z.npy",
    floatFile([3, 2], [1, 2, 3, 4, 5, 6]),
    "it has the shape 3 × 2, the decoder takes 3 numbers a row; transpose it",
  ],
  ["z.npy", floatFile([], [1]), "it holds a single number"],
  [
    "z.npy",
    npyFile("<U1", { shape: [1, 3], body: new Uint8Array(12) }),
    "it holds text, not numbers",
  ],
  ["z.npy", npyFile("|O", { shape: [3], body: new Uint8Array(12) }), "it holds Python objects"],
  [
    "z.npy",
    npyFile("<c8", { shape: [3], body: new Uint8Array(24) }),
    "it holds numbers of the kind <c8",
  ],
  ["z.npy", cut, "it is cut off: 12 of 48 bytes are there"],
  ["z.npy", new Uint8Array(5), "it is no .npy file"],
  ["z.npz", new Uint8Array(50), "it is no whole .npz file"],
  [
    "z.npz",
    zipSync({ "y.txt": strToU8("1") }),
    "it holds no array: name the one with 3 numbers a row “latents”",
  ],
  [
    "z.csv",
    "a,b\n1,2\n",
    "it has 2 columns, the decoder takes 3 numbers a row; keep those columns only",
  ],
  ["z.csv", "1,2,3\n1,2\n", "its line 2 has 2 cells, not 3"],
  ["z.csv", "a,b,c\n1,2,3\n1,two,3\n", "its line 3, column 2 is “two”, no number"],
  ["z.csv", '1,2,3\n1,"2,3\n', "its line 2 has 2 cells, not 3"],
  ["z.csv", Uint8Array.of(0xc3, 0x28, 0x0a), "it is not UTF-8 text"],
  ["z.pt", "", "latents are read from .npy, .npz, .csv, .tsv, .txt, .bin"],
])("[RW5] %s that is wrong is one sentence: %#", async (name, content, sentence) => {
  const reading = read(name, content, 3);
  await expect(reading).rejects.toThrow(`${name} cannot be read: ${sentence}`);
  await expect(reading).rejects.toMatchObject({ name: "ImportError" });
});

it("[RW5] an absent file and a folder are named", async () => {
  const file = await givenFile("there.npy", "");
  const from = async (path: string) => {
    for await (const _ of readLatents(path, { dim: 3, report: keepingReport() }));
  };
  await expect(from(`${file}-not.npy`)).rejects.toThrow(
    "there.npy-not.npy cannot be read: it is absent.",
  );
  await expect(from(file)).rejects.toThrow("it is no .npy file");
});

it("[RW6] a header that claims ten gigabytes takes no memory", async () => {
  const claim = npyFile("<f8", {
    shape: [1_250_000_000 / 3, 3].map(Math.floor),
    body: new Uint8Array(100),
  });
  await expect(read("z.npy", claim, 3)).rejects.toThrow(
    "it is cut off: 100 of 9999999984 bytes are there",
  );
  const huge = npyFile("<f4", { shape: [2 ** 52, 3], body: new Uint8Array(4) });
  await expect(read("z.npy", huge, 3)).rejects.toThrow("is larger than any file");
  const long = Buffer.from(floatFile([1, 3], [1, 2, 3]));
  long.writeUInt16LE(60_000, 8);
  await expect(read("z.npy", long, 3)).rejects.toThrow("its header is cut off or too long");
});

it("[RW6] an archive that unpacks to more than it says, or than is allowed, is refused", async () => {
  // 8 MB of zeros in 8 kB: allowed, but no array.
  const zeros = zipSync({ "z.npy": new Uint8Array(2 ** 23) });
  expect(zeros.length).toBeLessThan(100_000);
  await expect(read("z.npz", zeros, 3)).rejects.toThrow("it is no .npy file");
  const view = new DataView(zeros.buffer, zeros.byteOffset);
  for (const size of [0xffff_fff0, 100]) {
    const bomb = zeros.slice();
    const central = findCentral(view);
    new DataView(bomb.buffer).setUint32(central + 24, size, true);
    await expect(read("z.npz", bomb, 3)).rejects.toThrow(/^z\.npz cannot be read: its? /);
  }
});

/** Where the archive's directory begins, which says how large members are. */
function findCentral(view: DataView): number {
  for (let at = 0; at < view.byteLength - 4; at++)
    if (view.getUint32(at, true) === 0x0201_4b50) return at;
  throw new Error("no directory");
}
