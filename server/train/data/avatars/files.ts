import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { DataMissingError } from "../data-missing.ts";
import { type Draw, FACE_BYTES } from "./draw.ts";
import { DRAWN_BY, STYLE_OPTIONS } from "./rule.ts";

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

const FACES = 20_000;
/** Faces of a file: so many are drawn again at most when drawing was stopped. */
const FACES_A_FILE = 1000;

/** Another rule or another version has other faces, and another folder. */
const RULE = createHash("sha256")
  .update(JSON.stringify([DRAWN_BY, STYLE_OPTIONS]))
  .digest("hex");
export const AVATARS_FOLDER = join(
  import.meta.dirname,
  "../../../../data/datasets/avatars",
  RULE.slice(0, 12),
);

interface Part {
  file: string;
  /** The first seed, and the one after the last. */
  from: number;
  to: number;
}

function partsOf(folder: string, count: number): Part[] {
  return Array.from({ length: Math.ceil(count / FACES_A_FILE) }, (_, part) => {
    const from = part * FACES_A_FILE;
    const to = Math.min(count, from + FACES_A_FILE);
    return { file: join(folder, `faces-${from}-${to}.gz`), from, to };
  });
}

/** Whether all faces were drawn on this machine. */
export function hasAvatars(folder = AVATARS_FOLDER): boolean {
  return partsOf(folder, FACES).every(({ file }) => existsSync(file));
}

interface Making {
  folder?: string;
  count?: number;
  draw: Draw;
  onProgress: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** Draws the faces that are not there yet. Rejects where `signal` aborts; whole files stay for the next try. */
export async function makeFaces(making: Making): Promise<void> {
  const { folder = AVATARS_FOLDER, count = FACES, draw, onProgress, signal } = making;
  await mkdir(folder, { recursive: true });
  for (const { file, from, to } of partsOf(folder, count)) {
    if (existsSync(file)) continue;
    const bytes = new Uint8Array((to - from) * FACE_BYTES);
    for (let seed = from; seed < to; seed++) {
      signal?.throwIfAborted();
      bytes.set(await draw(seed), (seed - from) * FACE_BYTES);
      onProgress(seed + 1, count);
    }
    await writeFile(`${file}.part`, await pack(bytes));
    await rename(`${file}.part`, file);
  }
}

/** All faces, FACE_BYTES each. Rejects in one sentence when they are not there, or not whole. */
export async function readFaces(folder = AVATARS_FOLDER, count = FACES): Promise<Uint8Array> {
  const faces = new Uint8Array(count * FACE_BYTES);
  for (const { file, from, to } of partsOf(folder, count)) {
    if (!existsSync(file))
      throw new DataMissingError(
        "The avatars are not drawn on this machine: `npm run dataset -- avatars` draws them.",
      );
    const size = (to - from) * FACE_BYTES;
    const part = await readFile(file)
      .then((bytes) => unpack(bytes, { maxOutputLength: size }))
      .catch((cause: unknown) => {
        throw new Error(`${file} is broken: delete it and draw it again.`, { cause });
      });
    if (part.length !== size) throw new Error(`${file} is not whole: delete it and draw it again.`);
    faces.set(part, from * FACE_BYTES);
  }
  return faces;
}
