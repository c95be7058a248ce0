import type { Bookmark, BookmarkSummary, LatentPath, PathSummary } from "./entities.ts";
import { PATH_SUMMARY_IMAGES } from "./limits.ts";
import type { ModelCard } from "./model-card.ts";

type Weights = Pick<ModelCard, "id" | "weightsHash" | "latentDim">;

/** The models of this server by id; undefined for one that it has not. */
export type CardOf = (modelId: string) => ModelCard | undefined;

/** Whether a decoder with the card's weights would draw the bookmark as it was saved. */
const bookmarkFits = (card: Weights, { modelId, weightsHash, z }: Bookmark): boolean =>
  modelId === card.id && weightsHash === card.weightsHash && z.length === card.latentDim;

/** Whether a path may be played: the same weights, and a latent of the right length at every stop. */
export const pathFits = (card: Weights, { modelId, weightsHash, stops }: LatentPath): boolean =>
  modelId === card.id &&
  weightsHash === card.weightsHash &&
  stops.length > 0 &&
  stops.every(({ z }) => z.length === card.latentDim);

/** What a summary says of something whose own model would not draw it as it was saved. */
export function staleness<T extends { modelId: string }>(
  cardOf: CardOf,
  item: T,
  fits: (card: ModelCard, item: T) => boolean,
): { stale?: true } {
  const card = cardOf(item.modelId);
  return card && fits(card, item) ? {} : { stale: true };
}

export function summarizeBookmark(cardOf: CardOf, bookmark: Bookmark): BookmarkSummary {
  const { id, name, author, image, modelId } = bookmark;
  return { id, name, author, image, modelId, ...staleness(cardOf, bookmark, bookmarkFits) };
}

export function summarizePath(cardOf: CardOf, path: LatentPath): PathSummary {
  const { id, name, author, modelId, interpolation, seconds, revision, stops } = path;
  const images = stops.slice(0, PATH_SUMMARY_IMAGES).map(({ image }) => image);
  const summary = { id, name, author, modelId, interpolation, seconds, revision, images };
  return { ...summary, stops: stops.length, ...staleness(cardOf, path, pathFits) };
}
