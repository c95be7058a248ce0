import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Idx, parseIdx } from "../../../files/idx.ts";
import { type NpyArray, parseNpy } from "../../../files/npy.ts";
import { parseNpz } from "../../../files/npz.ts";
import { inMemory, openNpy } from "../../../files/open-npy.ts";
import { UsageError } from "../../usage-error.ts";
import { openArrays } from "./arrays.ts";
import type { ImageSource } from "./source.ts";

/** Of what is unpacked into memory. */
const WHOLE_MAX_BYTES = 2 ** 31;
/** Names of arrays of pictures, and of the labels beside them. */
const PAIRS = [
  ["images", "labels"],
  ["images", "label"],
  ["images", "y"],
  ["x", "y"],
  ["X", "y"],
  ["X", "Y"],
  ["imgs", "labels"],
  ["data", "labels"],
  ["data", "target"],
  ["x_train", "y_train"],
  ["train_images", "train_labels"],
  ["arr_0", "arr_1"],
] as const;

/** A file of pictures; `labels.npy` beside `images.npy` are its labels. */
export async function openNpyFile(path: string): Promise<ImageSource> {
  const name = basename(path);
  const images = await openNpy(path).catch(sentence(name));
  const beside = labelsBeside(path);
  try {
    const labels = beside.path === undefined ? undefined : await readNpy(beside.path);
    return await openArrays({ images, labels, name, source: name, said: beside.said });
  } catch (cause) {
    await images.close();
    throw cause;
  }
}

export async function openNpzFile(path: string): Promise<ImageSource> {
  const file = basename(path);
  const bytes = await readWhole(path);
  const arrays = tried(file, () => parseNpz(bytes, { maxBytes: WHOLE_MAX_BYTES }));
  const [imagesName, labelsName] = chooseNames(arrays, file);
  const images = arrays.get(imagesName);
  if (images === undefined) throw new UsageError(`${file} holds no array of pictures.`);
  const unused = [...arrays.keys()].filter((name) => name !== imagesName && name !== labelsName);
  return await openArrays({
    images: inMemory(images),
    labels: labelsName === undefined ? undefined : arrays.get(labelsName),
    name: `${imagesName} of ${file}`,
    source: file,
    said: unused.length > 0 ? [`Not used: ${unused.slice(0, 8).join(", ")}.`] : [],
  });
}

function chooseNames(
  arrays: ReadonlyMap<string, NpyArray>,
  file: string,
): [images: string, labels: string | undefined] {
  const isPictures = (name: string) => (arrays.get(name)?.shape.length ?? 0) >= 3;
  for (const [images, labels] of PAIRS)
    if (isPictures(images) && arrays.has(labels)) return [images, labels];
  const candidates = [...arrays.keys()].filter(isPictures);
  const [only] = candidates;
  const named = PAIRS.map(([images]) => images).find((name) => candidates.includes(name));
  if (only !== undefined && candidates.length === 1) return [only, undefined];
  if (named !== undefined) return [named, undefined];
  if (arrays.size === 0)
    throw new UsageError(`${file} is an archive without arrays; unpack it and give the folder.`);
  const there = [...arrays].map(([name, { shape }]) => `${name} (${shape.join(", ")})`);
  throw new UsageError(
    `${file} must have an array "images" of three or four dimensions; it has ${there.slice(0, 8).join(", ")}.`,
  );
}

/** An IDX file of pictures, packed or not; the labels lie beside it under the name that MNIST gave them. */
export async function openIdxFile(path: string): Promise<ImageSource> {
  const name = basename(path);
  const images = inMemory(toArray(await readIdx(path)));
  const beside = labelsBeside(path);
  return await openArrays({
    images,
    labels: beside.path === undefined ? undefined : toArray(await readIdx(beside.path)),
    ...{ name, source: name, said: beside.said },
  });
}

/** The file whose name says labels where this one's says images. */
function labelsBeside(path: string): { path: string | undefined; said: string[] } {
  const name = basename(path);
  const labels = name.replace("images", "labels").replace("idx3", "idx1");
  if (labels === name) return { path: undefined, said: [] };
  const found = join(dirname(path), labels);
  if (existsSync(found)) return { path: found, said: [`Labels are those of ${labels}.`] };
  return { path: undefined, said: [`Without labels: there is no ${labels} beside.`] };
}

async function readNpy(path: string): Promise<NpyArray> {
  const bytes = await readWhole(path);
  return tried(basename(path), () => parseNpy(bytes));
}

async function readIdx(path: string): Promise<Idx> {
  const bytes = await readWhole(path);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const name = basename(path);
  const content = tried(name, () =>
    isPacked ? gunzipSync(bytes, { maxOutputLength: WHOLE_MAX_BYTES }) : bytes,
  );
  if (isPacked && isTar(content))
    throw new UsageError(`${name} is an archive; unpack it and give the folder.`);
  return tried(name, () => parseIdx(content));
}

/** Its first header says so. */
const isTar = (bytes: Uint8Array) =>
  Buffer.from(bytes.subarray(257, 262)).toString("latin1") === "ustar";

const toArray = ({ sizes, values }: Idx): NpyArray => ({ type: "u1", shape: sizes, values });

async function readWhole(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size > WHOLE_MAX_BYTES)
    throw new UsageError(`${path} is larger than ${WHOLE_MAX_BYTES / 2 ** 30} GB; save an .npy.`);
  return await readFile(path);
}

function tried<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    return sentence(name)(cause);
  }
}

/** What a reader says of a file, with the file's name before it. */
function sentence(name: string) {
  return (cause: unknown): never => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${name} cannot be read: ${reason}.`, { cause });
  };
}
