import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp, { type Color } from "sharp";
import { afterAll } from "vitest";
import { openSource } from "../../../server/train/own/read/open-source.ts";
import type { Target } from "../../../server/train/own/read/source.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A folder with these files, gone when the tests of a file are through. */
export async function folderOf(files: Record<string, Uint8Array | string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "own-"));
  folders.push(folder);
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return folder;
}

/** A picture of one colour. */
export function plain(color: Color, width = 40, height = 40) {
  return sharp({ create: { width, height, channels: 3, background: color } });
}

export const png = (color: Color, width?: number, height?: number): Promise<Buffer> =>
  plain(color, width, height).png().toBuffer();

/** Left half of one colour, right half of another. */
export async function halves(left: Color, right: Color, width: number, height: number) {
  const half = await png(right, width / 2, height);
  return plain(left, width, height).composite([{ input: half, left: width / 2, top: 0 }]);
}

/** Opens a source and reads one of its pictures. */
export async function readOne(path: string, row = 0, target: Partial<Target> = {}) {
  const source = await openSource(path);
  try {
    return await source.read(row, { size: 16, fit: "crop", ...target });
  } finally {
    await source.close();
  }
}

/** The colour of one place of a square picture, red, green, blue. */
export function colorAt(pixels: Uint8Array, x: number, y: number): number[] {
  const side = Math.sqrt(pixels.length / 3);
  return [...pixels.subarray((y * side + x) * 3, (y * side + x) * 3 + 3)];
}
