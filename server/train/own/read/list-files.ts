import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { UsageError } from "../../usage-error.ts";

/** More are no folder that one looks at; a million paths also take some 200 MB. */
const FILES_MAX = 500_000;
const DEPTH_MAX = 16;
/** What systems and archives leave behind, beside names that begin with a dot. */
const LITTER = new Set(["__MACOSX", "Thumbs.db", "desktop.ini"]);

export interface Listing {
  /** Relative to the root, in the order of their names. */
  files: string[];
  /** Folders below the root, relative to it. */
  folders: string[];
  /** Links that lead out of the folder, to folders, or nowhere. */
  links: number;
}

/** All files below a folder. Hidden ones are not seen; links count where they lead to files inside the folder. */
export async function listFiles(root: string): Promise<Listing> {
  const listing: Listing = { files: [], folders: [], links: 0 };
  await walk({ root: await realpath(root), listing }, "", 0);
  return listing;
}

interface Walk {
  root: string;
  listing: Listing;
}

async function walk({ root, listing }: Walk, folder: string, depth: number): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries.filter(({ name }) => !name.startsWith(".") && !LITTER.has(name))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth >= DEPTH_MAX)
        throw new UsageError(`${join(root, path)} lies more than ${DEPTH_MAX} folders deep.`);
      listing.folders.push(path);
      await walk({ root, listing }, path, depth + 1);
    } else if (entry.isFile() || (await leadsToFileInside(root, path))) listing.files.push(path);
    else if (entry.isSymbolicLink()) listing.links += 1;
    if (listing.files.length > FILES_MAX)
      throw new UsageError(`${root} holds more than ${FILES_MAX} files; give a part of it.`);
  }
}

async function leadsToFileInside(root: string, path: string): Promise<boolean> {
  try {
    const target = await realpath(join(root, path));
    return target.startsWith(`${root}${sep}`) && (await stat(target)).isFile();
  } catch {
    // It leads nowhere, or round in circles.
    return false;
  }
}
