import { copyFile, mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  FASHION_FILES,
  FASHION_HOSTS,
  hashOf,
  type OfficialFile,
  readOfficial,
  unpack,
} from "../fashion/files.ts";
import { download } from "./download.ts";

const FILES: readonly OfficialFile[] = Object.values(FASHION_FILES);

export interface Obtain {
  /** Where the files shall lie. */
  folder: string;
  onProgress: (file: string, bytes: number, total: number) => void;
  signal?: AbortSignal;
}

/** Downloads what is not there yet and checks it. Rejects in one sentence; whole files and parts stay for the next try. */
export async function downloadFashion(
  { folder, onProgress, signal }: Obtain,
  hosts: readonly string[] = FASHION_HOSTS,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of FILES) {
    if (await isWhole(folder, file)) continue;
    await fromFirst(hosts, (host) =>
      download({
        url: `${host}${file.name}`,
        target: join(folder, file.name),
        bytes: file.bytes,
        onProgress: (bytes) => onProgress(file.name, bytes, file.bytes),
        ...(signal && { signal }),
      }),
    );
    await readOfficial(folder, file).catch(async (cause: unknown) => {
      await rm(join(folder, file.name), { force: true });
      throw cause;
    });
  }
}

/** Tries one host after another. @throws Error with what the last of them said */
async function fromFirst(
  hosts: readonly string[],
  fetchFrom: (host: string) => Promise<void>,
): Promise<void> {
  let last: unknown = new Error("no host is known");
  for (const host of hosts) {
    try {
      return await fetchFrom(host);
    } catch (cause) {
      last = cause;
    }
  }
  throw new Error(`Fashion-MNIST could not be fetched: ${reasonOf(last)}`, { cause: last });
}

/** fetch hides why it failed in its cause. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message} (${cause.cause.message})` : cause.message;
}

/**
 * Takes the files from a folder, or from one of the files themselves, by what is in them, whatever they are called.
 * @returns names of those that are still missing
 */
export async function copyFashion(from: string, { folder, onProgress }: Obtain): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  for (const path of await pathsAt(from)) {
    const file = await recognise(path);
    if (file === undefined) continue;
    await copyFile(path, join(folder, file.name));
    onProgress(file.name, file.bytes, file.bytes);
  }
  const whole = await Promise.all(FILES.map((file) => isWhole(folder, file)));
  return FILES.filter((_, i) => !whole[i]).map(({ name }) => name);
}

/** No official file is larger, packed or not. */
const FILE_MAX_BYTES = 64e6;

async function pathsAt(from: string): Promise<string[]> {
  const found = await stat(from).catch(() => undefined);
  if (found === undefined) throw new Error(`There is nothing at ${from}.`);
  if (!found.isDirectory()) return [from];
  return (await readdir(from)).map((name) => join(from, name));
}

async function recognise(path: string): Promise<OfficialFile | undefined> {
  const { size, isFile } = await stat(path).then((s) => ({ size: s.size, isFile: s.isFile() }));
  if (!isFile || size > FILE_MAX_BYTES) return undefined;
  try {
    const hash = hashOf(unpack(await readFile(path)));
    return FILES.find((file) => file.hash === hash);
  } catch {
    // No gzip file after all: not ours.
    return undefined;
  }
}

async function isWhole(folder: string, file: OfficialFile): Promise<boolean> {
  return readOfficial(folder, file).then(
    () => true,
    () => false,
  );
}
