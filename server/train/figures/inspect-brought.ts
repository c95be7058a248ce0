import { join } from "node:path";
import { hashWeights, readEmbedding } from "../../model/artifact.ts";
import { ARTIFACT_FILES } from "../../protocol/artifact-files.ts";
import { imageSize } from "../../protocol/card-shape.ts";
import type { ModelCard } from "../../protocol/model-card.ts";
import { openOnnx, runBatched, take } from "./codec.ts";

/** Rows that are drawn. */
const DRAWN = 3;

/**
 * What can be said of a decoder that was brought along, whose data and training are not known: whether its files are the
 * card's, its codes are numbers, and it draws.
 * @returns what is wrong, in sentences; rejects when a file is absent or of another length
 */
export async function inspectBrought(folder: string, card: ModelCard): Promise<string[]> {
  const faults: string[] = [];
  if ((await hashWeights(folder, card)) !== card.weightsHash)
    faults.push("The ONNX files are not those that the card's hash names.");
  const embedding = await readEmbedding(folder, card);
  const wrong = embedding.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    faults.push(`Row ${Math.floor(wrong / card.latentDim)} of the embedding is not finite.`);
  const decoder = await openOnnx(join(folder, ARTIFACT_FILES.decoderOnnx));
  try {
    const values = embedding.slice(0, DRAWN * card.latentDim);
    const input = { values, name: "z", width: card.latentDim };
    const images = take(await runBatched(decoder, input, [card.latentDim]), "image");
    const expected = (values.length / card.latentDim) * imageSize(card);
    if (images.length !== expected)
      faults.push(`The decoder draws ${images.length} values, its card says ${expected}.`);
    else if (!images.every((value) => value >= -1e-3 && value <= 1.001))
      faults.push("The decoder draws values outside 0..1.");
  } finally {
    await decoder.release();
  }
  return faults;
}
