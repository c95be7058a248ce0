import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** One of the four official files of Fashion-MNIST. */
export interface OfficialFile {
  name: string;
  /** Of the official file; Debian's, packed without a name and a date, is some bytes shorter. */
  bytes: number;
  /** SHA-256 of what it unpacks to. With name and date put back, Debian's files have the MD5 that the authors publish. */
  hash: string;
}

export const FASHION_FILES = {
  trainImages: {
    name: "train-images-idx3-ubyte.gz",
    bytes: 26_421_880,
    hash: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
  },
  trainLabels: {
    name: "train-labels-idx1-ubyte.gz",
    bytes: 29_515,
    hash: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
  },
  heldOutImages: {
    name: "t10k-images-idx3-ubyte.gz",
    bytes: 4_422_102,
    hash: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
  },
  heldOutLabels: {
    name: "t10k-labels-idx1-ubyte.gz",
    bytes: 5_148,
    hash: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
  },
} as const satisfies Record<string, OfficialFile>;

/** The authors' addresses; the second has no TLS, which the checksum makes good. */
export const FASHION_HOSTS = [
  "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
  "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
];

/** Where `npm run dataset` puts them. */
export const FASHION_FOLDER = join(import.meta.dirname, "../../../../data/datasets/fashion-mnist");
/** Where Debian's package `dataset-fashion-mnist` has them. */
export const DEBIAN_FOLDER = "/usr/share/datasets/fashion-mnist";

/** The first folder that has all four files; null where none has. */
export function findFashion(folders = [FASHION_FOLDER, DEBIAN_FOLDER]): string | null {
  const names = Object.values(FASHION_FILES).map(({ name }) => name);
  return folders.find((folder) => names.every((name) => existsSync(join(folder, name)))) ?? null;
}

/** The largest of the four, unpacked, and room for its header; a bomb is larger. */
const UNPACKED_MAX_BYTES = 64e6;

/** Unpacks what is packed. @throws Error when it is broken or far too large */
export function unpack(bytes: Uint8Array): Uint8Array {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return packed ? gunzipSync(bytes, { maxOutputLength: UNPACKED_MAX_BYTES }) : bytes;
}

export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** What an official file unpacks to. @throws Error in one sentence when it is not what its authors published */
export async function readOfficial(folder: string, file: OfficialFile): Promise<Uint8Array> {
  const path = join(folder, file.name);
  let content: Uint8Array;
  try {
    content = unpack(await readFile(path));
  } catch (cause) {
    throw new Error(`${path} cannot be read: it is absent or not whole.`, { cause });
  }
  if (hashOf(content) !== file.hash)
    throw new Error(`${path} is not the official file: its checksum is another.`);
  return content;
}
