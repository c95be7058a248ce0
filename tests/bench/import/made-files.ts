import { once } from "node:events";
import { createWriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom, gaussian } from "../../../server/latent/random.ts";
import { madeDecoder } from "./made-decoder.ts";

/** A made-up model: pixels of a side, size of its latent space, rows of its data. */
export interface Made {
  side: 64 | 512;
  dim: number;
  rows: number;
}

/** Writes what a person who imports it would have. @returns the files' paths */
export async function writeMade(folder: string, made: Made) {
  const [decoder, latents] = [join(folder, "decoder.onnx"), join(folder, "latents.bin")];
  writeFileSync(decoder, await madeDecoder(made.dim, made.side));
  await writeLatents(latents, made);
  return { decoder, latents };
}

/** Ten clusters. */
async function writeLatents(file: string, { rows, dim }: Made): Promise<void> {
  const random = createRandom(5);
  const middles = Float32Array.from({ length: 10 * dim }, () => 2 * gaussian(random));
  const stream = createWriteStream(file);
  for (let row = 0; row < rows; row++) {
    const start = (row % 10) * dim;
    const values = Float32Array.from(
      { length: dim },
      (_, d) => (middles[start + d] ?? 0) + gaussian(random),
    );
    if (!stream.write(new Uint8Array(values.buffer))) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
}
