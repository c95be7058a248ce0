import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { parseNpy } from "../../../server/files/npy.ts";
import { parseNpz } from "../../../server/files/npz.ts";
import { openNpy } from "../../../server/files/open-npy.ts";
// Written by NumPy 2 itself.
import numpy from "./numpy.json" with { type: "json" };

const bytesOf = (name: keyof typeof numpy) => new Uint8Array(Buffer.from(numpy[name], "base64"));
const parsed = (name: keyof typeof numpy) => {
  const { type, shape, values } = parseNpy(bytesOf(name));
  return [type, shape, [...values]];
};
const LIMIT = { maxBytes: 1e6 };

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function fileOf(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "npy-"));
  folders.push(folder);
  await writeFile(join(folder, "a.npy"), bytes);
  return join(folder, "a.npy");
}

it("[OW1] numbers of every kind, order and place come as they were", () => {
  expect(parsed("half")).toEqual(["f2", [2, 3], [0, 0.5, 1, 1.5, 2, 2.5]]);
  expect(parsed("bigEndianFloat")).toEqual(["f4", [2, 3], [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]]);
  expect(parsed("fortran")).toEqual(["f8", [2, 3], [0, 1, 2, 3, 4, 5]]);
  expect(parsed("fortranCube")).toEqual(["u1", [2, 3, 4], Array.from({ length: 24 }, (_, i) => i)]);
  expect(parsed("whole64")).toEqual(["i8", [2, 3], [-3, -2, -1, 0, 1, 2]]);
  expect(parsed("bigEndianWhole")).toEqual(["u2", [2, 3], [0, 300, 600, 900, 1200, 1500]]);
  expect(parsed("truth")).toEqual(["b1", [2, 3], [1, 0, 1, 0, 1, 0]]);
  expect(parsed("scalar")).toEqual(["f4", [], [4]]);
  expect(parsed("empty")).toEqual(["f4", [0, 3], []]);
});

it("[OW1] text comes in any script", () => {
  expect(parsed("text")).toEqual(["U", [3], ["кот", "dog", ""]]);
  expect(parsed("bytes")).toEqual(["S", [2], ["a", "bcd"]]);
});

it("[OW1] the arrays of an archive come by name, packed or not", () => {
  const arrays = parseNpz(bytesOf("npz"), LIMIT);
  expect([...arrays.keys()]).toEqual(["images", "labels"]);
  expect(arrays.get("labels")?.values).toEqual(["a", "b"]);
  const packed = parseNpz(bytesOf("npzCompressed"), { ...LIMIT, wanted: (n) => n === "labels" });
  expect([...packed.keys()]).toEqual(["labels"]);
  expect([...(packed.get("labels")?.values ?? [])]).toEqual([0, 1, 2, 3, 4, 5]);
});

it.each([
  ["objects", /Python objects/],
  ["records", /several fields/],
  ["complex", /numbers of the kind <c8/],
  ["beyondExact", /1152921504606846976, a whole number too large/],
  ["npz", /no \.npy file/],
] as const)("[OW2] %s is refused in words", (name, message) => {
  expect(() => parseNpy(bytesOf(name))).toThrow(RangeError);
  expect(() => parseNpy(bytesOf(name))).toThrow(message);
});

it("[OW2] a file that is cut off anywhere is refused, never read beyond", () => {
  const whole = bytesOf("fortran");
  for (let length = 0; length < whole.length; length++)
    expect(() => parseNpy(whole.subarray(0, length))).toThrow(RangeError);
});

it("[OW2] a header that claims more than any file holds is refused", () => {
  const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999, 99999999, 9), }\n";
  const bytes = Buffer.concat([
    Buffer.from([0x93, ...Buffer.from("NUMPY"), 1, 0, text.length, 0]),
    Buffer.from(text),
  ]);
  expect(() => parseNpy(bytes)).toThrow(/larger than any file/);
});

it("[OW2] an archive that is broken, or unpacks to more than it may, is refused", () => {
  expect(() => parseNpz(bytesOf("npzCompressed"), { maxBytes: 1000 })).toThrow(/unpacks to more/);
  expect(() => parseNpz(bytesOf("npz").subarray(0, 200), LIMIT)).toThrow(/no whole \.npz/);
  expect(() => parseNpz(bytesOf("half"), LIMIT)).toThrow(/no whole \.npz/);
});

it("[OW3] rows are read where they lie, of both orders", async () => {
  for (const name of ["bigEndianFloat", "fortran"] as const) {
    const rows = await openNpy(await fileOf(bytesOf(name)));
    const whole = [...parseNpy(bytesOf(name)).values];
    expect([...(await rows.rows(1, 2))]).toEqual(whole.slice(3));
    expect([...(await rows.rows(0, 2))]).toEqual(whole);
    await rows.close();
  }
});

it("[OW3] a large file that is cut off is refused before a row is read", async () => {
  const path = await fileOf(bytesOf("whole64").subarray(0, 160));
  await expect(openNpy(path)).rejects.toThrow(/cut off/);
});
