import anyAscii from "any-ascii";
import { DATASETS_FOLDER } from "../../protocol/artifact-files.ts";

const LENGTH_MAX = 40;

/**
 * A folder's name from a title in any script: "Кошки и собаки" → "koshki-i-sobaki". Null when nothing is left of it, or where
 * the name is taken by what is no model.
 */
export function slugOf(title: string): string | null {
  const slug = anyAscii(title)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, LENGTH_MAX)
    .replace(/-$/, "");
  return slug === "" || slug === DATASETS_FOLDER ? null : slug;
}
