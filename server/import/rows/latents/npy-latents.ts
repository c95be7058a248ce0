import { type FileHandle, open } from "node:fs/promises";
import { parseNpz } from "../../../files/npz.ts";
import { inMemory, type NpyRows, openNpy } from "../../../files/open-npy.ts";
import {
  count,
  LATENTS_MAX_BYTES,
  ROWS_READ_MAX,
  rowsAtOnce,
  UNPACKED_MAX_BYTES,
} from "../bounds.ts";
import type { LatentBlocks, LatentOptions } from "./latent-source.ts";

/** Latents of a `.npy` file: [rows, d], or of a higher rank, flattened row by row. Rejects with RangeError “it …”. */
export async function* npyLatents(file: string, options: LatentOptions): LatentBlocks {
  const array = await openNpy(file);
  try {
    yield* rowBlocks(array, options);
  } finally {
    await array.close();
  }
}

/** Names under which latents are usually saved, the most telling first. */
const NAMES = ["latents", "z"];

/** Latents of a `.npz` file: the array `latents` or `z`, else the only one that fits. Rejects with RangeError “it …”. */
export async function* npzLatents(file: string, options: LatentOptions): LatentBlocks {
  const bytes = await readWhole(file);
  const names = namesIn(bytes);
  const named = NAMES.find((name) => names.includes(name));
  const wanted = (name: string) => named === undefined || name === named;
  const arrays = [...parseNpz(bytes, { maxBytes: UNPACKED_MAX_BYTES, wanted })];
  const fitting = arrays.filter(
    ([, { shape }]) => shape.length > 1 && widthOf(shape) === options.dim,
  );
  const candidates = named === undefined ? fitting : arrays;
  const [chosen] = candidates;
  if (chosen === undefined || candidates.length > 1)
    throw new RangeError(whichOne(arrays, options.dim));
  options.report.line(`Latents: the array “${chosen[0]}”.`);
  yield* rowBlocks(inMemory(chosen[1]), options);
}

function whichOne(arrays: [string, { shape: number[] }][], dim: number): string {
  const told = arrays.map(([name, { shape }]) => `“${name}” ${shape.join(" × ")}`);
  return `it holds ${told.join(", ") || "no array"}: name the one with ${dim} numbers a row “latents”`;
}

function namesIn(bytes: Uint8Array): string[] {
  const names: string[] = [];
  parseNpz(bytes, { maxBytes: 0, wanted: (name) => names.push(name) === 0 });
  return names;
}

const widthOf = ([, ...rest]: readonly number[]) =>
  rest.reduce((product, size) => product * size, 1);

async function* rowBlocks(array: NpyRows, { dim, report }: LatentOptions): LatentBlocks {
  const { shape, type } = array;
  const [rows = 0] = shape;
  if (type === "U" || type === "S") throw new RangeError("it holds text, not numbers");
  if (shape.length === 0) throw new RangeError("it holds a single number");
  if (widthOf(shape) !== dim) throw new RangeError(wrongWidth(shape, dim));
  if (rows > ROWS_READ_MAX)
    throw new RangeError(`it has ${count(rows)} rows; ${count(ROWS_READ_MAX)} are the most`);
  const step = rowsAtOnce(dim);
  for (let from = 0; from < rows; from += step) {
    const values = await array.rows(from, Math.min(rows, from + step));
    report.progress("Reading latents", Math.min(rows, from + step), rows);
    yield Float32Array.from(values as Float32Array);
  }
}

function wrongWidth(shape: readonly number[], dim: number): string {
  const told = `it has the shape ${shape.join(" × ")}, the decoder takes ${dim} numbers a row`;
  return shape.length === 2 && shape[0] === dim ? `${told}; transpose it` : told;
}

async function readWhole(file: string): Promise<Uint8Array> {
  const handle: FileHandle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size > Math.min(UNPACKED_MAX_BYTES, LATENTS_MAX_BYTES))
      throw new RangeError("it is larger than 2 GB; save the latents as .npy");
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
