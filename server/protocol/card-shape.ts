import type { ModelCard } from "./model-card.ts";

// Apart from the schema, so that the room page does not carry zod.

/** Rows of embedding.bin, labels.bin and cells of the atlas. */
export function embeddingCount(card: ModelCard): number {
  return card.dataset.train + card.dataset.validation + card.dataset.heldOut;
}

/** Pixels of one image, height × width × channels. */
export function imageSize(card: Pick<ModelCard, "imageShape">): number {
  const [height, width, channels] = card.imageShape;
  return height * width * channels;
}
