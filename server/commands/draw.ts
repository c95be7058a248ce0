import { AppError } from "../protocol/errors.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { CommandDeps } from "./deps.ts";

interface Picture {
  key: string;
  png: Uint8Array;
}

/** @throws AppError `bad_latent` when the length is not the model's */
export function latentOf(card: ModelCard, z: readonly number[]): Float32Array {
  if (z.length !== card.latentDim) throw new AppError("bad_latent");
  return Float32Array.from(z);
}

/**
 * What was made of another model was on its way while the room went over.
 * @throws AppError `other_model`
 */
export function checkModel(card: ModelCard, { modelId }: { modelId?: string | undefined }): void {
  if (modelId !== undefined && modelId !== card.id) throw new AppError("other_model");
}

/** What the decoder draws at each latent, as the pictures that are kept of it. */
export async function draw<L extends readonly Float32Array[]>(
  card: ModelCard,
  latents: L,
  { scheduler, thumbnail, imageKey }: Pick<CommandDeps, "scheduler" | "thumbnail" | "imageKey">,
): Promise<{ [I in keyof L]: Picture }> {
  const packed = new Float32Array(latents.length * card.latentDim);
  for (const [i, z] of latents.entries()) packed.set(z, i * card.latentDim);
  const pixels = await scheduler.decode(card.id, packed, latents.length, true);
  const size = pixels.length / latents.length;
  const pictures = latents.map(async (z, i) => ({
    key: imageKey(card.weightsHash, z),
    png: await thumbnail(pixels.subarray(i * size, (i + 1) * size), card.imageShape),
  }));
  return (await Promise.all(pictures)) as { [I in keyof L]: Picture };
}
