import type { Bookmark, BookmarkSummary, LatentPath, PathSummary } from "./entities.ts";
import { PATH_SUMMARY_IMAGES } from "./limits.ts";
import type { ModelCard } from "./model-card.ts";

type Weights = Pick<ModelCard, "id" | "weightsHash" | "latentDim">;

/** Whether a decoder with the card's weights would draw the bookmark as it was saved. */
const bookmarkFits = (card: Weights, { modelId, weightsHash, z }: Bookmark): boolean =>
  modelId === card.id && weightsHash === card.weightsHash && z.length === card.latentDim;

/** Whether a path may be played: the same weights, and a latent of the right length at every stop. */
export const pathFits = (card: Weights, { modelId, weightsHash, stops }: LatentPath): boolean =>
  modelId === card.id &&
  weightsHash === card.weightsHash &&
  stops.length > 0 &&
  stops.every(({ z }) => z.length === card.latentDim);

export function summarizeBookmark(card: Weights, bookmark: Bookmark): BookmarkSummary {
  const { id, name, author, image } = bookmark;
  return { id, name, author, image, ...(bookmarkFits(card, bookmark) ? {} : { stale: true }) };
}

export function summarizePath(card: Weights, path: LatentPath): PathSummary {
  const { id, name, author, interpolation, seconds, revision, stops } = path;
  const images = stops.slice(0, PATH_SUMMARY_IMAGES).map(({ image }) => image);
  const summary = { id, name, author, interpolation, seconds, revision, images };
  return { ...summary, stops: stops.length, ...(pathFits(card, path) ? {} : { stale: true }) };
}
