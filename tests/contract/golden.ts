import { readFileSync } from "node:fs";
import { join } from "node:path";
import { imageSize } from "../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";

export const GOLDEN_COUNT = 5;

/** The file's name holds the weights that drew it: a retrained model has no golden pixels until they are made anew. */
export function goldenFile({ id, weightsHash }: ModelCard): string {
  return join("tests", "contract", "golden", `${id}-${weightsHash.slice(0, 8)}.bin`);
}

/**
 * Five latents of a committed model and their pixels, which `make-golden.ts` once drew with the TensorFlow.js layers on
 * its plain JavaScript backend: z as float32 little-endian, 5 × latentDim, then 5 × imageSize bytes.
 * @throws Error when there is none for these weights
 */
export function readGolden(card: ModelCard): { z: Float32Array; pixels: Uint8Array } {
  const bytes = readFileSync(goldenFile(card));
  const size = GOLDEN_COUNT * card.latentDim * 4;
  const z = new Float32Array(Uint8Array.from(bytes.subarray(0, size)).buffer);
  const pixels = Uint8Array.from(bytes.subarray(size));
  if (pixels.length !== GOLDEN_COUNT * imageSize(card)) throw new Error("not a whole golden file");
  return { z, pixels };
}

/** The largest difference of two images of one length, in steps of 1/255. */
export function furthest(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 0))), 0);
}
