import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ARTIFACT_FILES } from "../protocol/artifact-files.ts";
import { embeddingCount } from "../protocol/card-shape.ts";
import { type ModelCard, modelCardSchema } from "../protocol/model-card.ts";

/** Reads and checks `card.json`. Rejects when it is absent or does not fit the schema. */
export async function readCard(folder: string): Promise<ModelCard> {
  return modelCardSchema.parse(
    JSON.parse(await readFile(join(folder, ARTIFACT_FILES.card), "utf8")),
  );
}

/**
 * zMean of every image, count × latentDim, row-major, in the card's order.
 * Rejects when the file's length is not what the card says.
 */
export async function readEmbedding(folder: string, card: ModelCard): Promise<Float32Array> {
  const bytes = await readFile(join(folder, ARTIFACT_FILES.embedding));
  const expected = embeddingCount(card) * card.latentDim * Float32Array.BYTES_PER_ELEMENT;
  if (bytes.byteLength !== expected) {
    throw new Error(
      `${ARTIFACT_FILES.embedding} has ${bytes.byteLength} bytes, expected ${expected}`,
    );
  }
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + expected));
}

/** SHA-256 (hex) over the encoder's, then the decoder's TensorFlow.js weights file. */
export async function hashWeights(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const part of [ARTIFACT_FILES.encoder, ARTIFACT_FILES.decoder]) {
    hash.update(await readFile(join(folder, part, "weights.bin")));
  }
  return hash.digest("hex");
}
