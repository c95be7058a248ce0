import { open, stat } from "node:fs/promises";
import { UsageError } from "../../usage-error.ts";
import { openIdxFile, openNpyFile, openNpzFile } from "./array-files.ts";
import { openFolder } from "./folder.ts";
import type { ImageSource } from "./source.ts";

/** What files of pictures begin with. */
const BEGINNINGS: readonly (readonly [
  bytes: readonly number[],
  openFile: (path: string) => Promise<ImageSource>,
])[] = [
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], openNpyFile],
  [[0x50, 0x4b, 3, 4], openNpzFile],
  [[0x1f, 0x8b], openIdxFile],
  [[0, 0, 8], openIdxFile],
];

/** Opens whatever holds pictures, by what is in it, not by its name. Rejects with UsageError. */
export async function openSource(path: string): Promise<ImageSource> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`There is nothing at ${path}.`);
  if (found.isDirectory()) return await openFolder(path);
  const first = await firstBytes(path);
  const known = BEGINNINGS.find(([bytes]) => bytes.every((byte, i) => first[i] === byte));
  if (known === undefined)
    throw new UsageError(
      `${path} is no folder of pictures, and no IDX, .npy or .npz file; of single pictures give the folder that they lie in.`,
    );
  return await known[1](path);
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((cause: unknown) => {
    throw new UsageError(`${path} cannot be opened.`, { cause });
  });
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
