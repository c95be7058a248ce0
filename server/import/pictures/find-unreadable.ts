import { basename } from "node:path";
import { ImportError } from "../import-error.ts";
import type { Report } from "../report.ts";
import { openPicture } from "./picture-reader.ts";

/** Unpacked at once; libvips has as many threads as there are cores. */
const AT_ONCE = 16;
/** As small as this a JPEG is unpacked in a fraction of the time, and still read to its end. */
const SIDE = 8;
const NAMED_MAX = 10;

/**
 * Which pictures cannot be read, by their place; told by name. @throws ImportError where half of them cannot: then the
 * folder is not what was meant
 */
export async function findUnreadable(
  files: readonly string[],
  report: Report,
): Promise<ReadonlySet<number>> {
  const found: number[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE);
    const broken = await Promise.all(some.map(isBroken));
    found.push(...broken.flatMap((is, place) => (is ? [from + place] : [])));
    report.progress("Checking pictures", from + some.length, files.length);
  }
  if (found.length === 0) return new Set();
  const names = found.slice(0, NAMED_MAX).map((place) => basename(files[place] ?? ""));
  const more = found.length > names.length ? ` and ${found.length - names.length} more` : "";
  if (found.length * 2 >= files.length)
    throw new ImportError(
      `${found.length} of ${files.length} pictures cannot be read: ${names.join(", ")}${more}.`,
    );
  report.line(
    `Pictures: ${found.length} cannot be read and are left out, with their rows: ${names.join(", ")}${more}.`,
  );
  return new Set(found);
}

async function isBroken(file: string): Promise<boolean> {
  const small = openPicture(file).resize(SIDE, SIDE, { fit: "fill" });
  return await small
    .raw()
    .toBuffer()
    .then(
      () => false,
      () => true,
    );
}
