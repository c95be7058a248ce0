import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { LATENTS_MAX_BYTES } from "../bounds.ts";
import { fileError } from "../file-error.ts";
import { binaryLatents } from "./binary-latents.ts";
import { csvLatents } from "./csv-latents.ts";
import type { LatentBlocks, LatentOptions } from "./latent-source.ts";
import { npyLatents, npzLatents } from "./npy-latents.ts";

const READERS: Record<string, (file: string, options: LatentOptions) => LatentBlocks> = {
  ".npy": npyLatents,
  ".npz": npzLatents,
  ".csv": csvLatents,
  ".tsv": csvLatents,
  ".txt": csvLatents,
  ".bin": binaryLatents,
};

/** Raw latents of a file, by its ending. Rejects with ImportError, which names the file. */
export async function* readLatents(file: string, options: LatentOptions): LatentBlocks {
  try {
    const read = READERS[extname(file).toLowerCase()];
    if (read === undefined)
      throw new RangeError(`latents are read from ${Object.keys(READERS).join(", ")}`);
    const { size } = await stat(file);
    if (size > LATENTS_MAX_BYTES) throw new RangeError("it is larger than 8 GB");
    yield* read(file, options);
  } catch (cause) {
    throw fileError(file, cause);
  }
}
