import { open, realpath } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { UsageError } from "../../usage-error.ts";
import { classesOf } from "./classes.ts";
import { fitImage, openImage, uprightSize } from "./fit-image.ts";
import { type Listing, listFiles } from "./list-files.ts";
import { type ImageSource, UnreadablePicture } from "./source.ts";

/** A picture of 100 megapixels seldom takes as much. */
const FILE_MAX_BYTES = 128e6;
/** Folders of a data set that comes divided: classes lie below them. */
const PARTS = new Set(["train", "training", "val", "valid", "validation", "test", "testing"]);

/** Opens a folder of pictures; folders in it are classes. Rejects with UsageError. */
export async function openFolder(given: string): Promise<ImageSource> {
  const root = await realpath(given);
  const listing = await listFiles(root);
  const { files, links } = listing;
  if (files.length === 0)
    throw new UsageError(
      `${given} holds no file; put pictures into it, one folder for each class.`,
    );
  const isDivided = files.every((path) => PARTS.has(path.split(sep)[0] ?? ""));
  const classOf = (folders: string[]) => folders[isDivided ? 1 : 0] ?? null;
  refuseEmptyClass(listing, classOf);
  const { said, ...classes } = classesOf(
    files.map((path) => classOf(path.split(sep).slice(0, -1))),
  );
  if (isDivided) said.push("Its parts (train, test …) are put together and divided anew.");
  if (links > 0) said.push(`${links} links that lead out of the folder were left out.`);
  return {
    ...classes,
    said,
    source: `folder ${basename(root)}`,
    count: files.length,
    nameOf: (row) => files[row] ?? "",
    dimensions: async (row) => uprightSize(openImage(await bytesOf(root, files[row]))),
    read: async (row, target) => fitImage(openImage(await bytesOf(root, files[row])), target),
    close: async () => {},
  };
}

function refuseEmptyClass(
  { files, folders }: Listing,
  classOf: (folders: string[]) => string | null,
): void {
  const filled = new Set(files.map((path) => classOf(path.split(sep).slice(0, -1))));
  const empty = folders.map((path) => classOf(path.split(sep))).find((name) => !filled.has(name));
  if (typeof empty === "string")
    throw new UsageError(`The folder "${empty}" holds no picture; fill it or take it away.`);
}

async function bytesOf(root: string, path = ""): Promise<Uint8Array> {
  try {
    const file = await open(join(root, path));
    try {
      const { size } = await file.stat();
      if (size > FILE_MAX_BYTES)
        throw new UnreadablePicture(`is larger than ${FILE_MAX_BYTES / 1e6} MB`);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof UnreadablePicture) throw cause;
    throw new UnreadablePicture("cannot be opened", { cause });
  }
}
