import type { LatentPath, View } from "./entities.ts";
import { PATH_SUMMARY_IMAGES } from "./limits.ts";
import type { ModelCard } from "./model-card.ts";
import { type CardOf, staleness } from "./summaries.ts";
import type { ViewState } from "./view-state.ts";

/** Languages in which tours come with a model. */
export const TOUR_LANGUAGES = ["en", "ru"] as const;
export type TourLanguage = (typeof TOUR_LANGUAGES)[number];

/** What a stop keeps of a page's view. */
interface StopView extends Omit<ViewState, "camera" | "selectedPath" | "pointer"> {
  /** Null: the camera stays where it is. */
  camera: View | null;
}

/** A path's own copy of what it walks through: deleting or changing the path it came from breaks no tour. */
export interface StopPath extends Pick<LatentPath, "interpolation" | "seconds"> {
  stops: number[][];
}

export interface TourStop {
  /** Names the stop within its tour, wherever it is moved. */
  id: string;
  title: string;
  /** Markdown; raw HTML counts as text. */
  note: string;
  /** Where the stop is; the beginning of its path where it has one. */
  z: number[];
  path: StopPath | null;
  view: StopView;
  /** Names the picture that the decoder drew when the stop was saved (image-address.ts). */
  image: string;
}

/** Ordered stops through a latent space, each with a view and a note. */
export interface Tour {
  id: string;
  roomId: string;
  name: string;
  modelId: string;
  weightsHash: string;
  stops: TourStop[];
  author: string;
  createdAt: string;
  /** 1 when it was made, one more with each change. */
  revision: number;
}

/** A tour as lists show it. */
export interface TourSummary extends Pick<Tour, "id" | "name" | "author" | "modelId" | "revision"> {
  stops: number;
  /** Pictures of the first stops, at most PATH_SUMMARY_IMAGES. */
  images: string[];
  /** Made with other weights than its model has now, or of a model that is not here. */
  stale?: true;
  /** Came with the model, in these words: it can be read, walked and copied, not changed. */
  builtIn?: Record<TourLanguage, string>;
}

/** A tour that comes with a model, in every language; its id and its stops are the same in all. */
export type BuiltInTour = Readonly<Record<TourLanguage, Tour>>;

type Weights = Pick<ModelCard, "id" | "weightsHash" | "latentDim">;

/** Whether a decoder with the card's weights draws every stop as it was saved. */
export const tourFits = (card: Weights, { modelId, weightsHash, stops }: Tour): boolean =>
  modelId === card.id &&
  weightsHash === card.weightsHash &&
  stops.every((stop) => stopFits(card, stop));

/** Whether one can go to the stop at all: its latents have as many dimensions as the model. */
export const stopFits = (
  { latentDim }: Pick<Weights, "latentDim">,
  { z, path }: Pick<TourStop, "z" | "path">,
): boolean =>
  z.length === latentDim && (path?.stops ?? []).every((latent) => latent.length === latentDim);

export function summarizeTour(cardOf: CardOf, tour: Tour): TourSummary {
  const { id, name, author, modelId, revision, stops } = tour;
  const images = stops.slice(0, PATH_SUMMARY_IMAGES).map(({ image }) => image);
  const summary = { id, name, author, modelId, revision, stops: stops.length, images };
  return { ...summary, ...staleness(cardOf, tour, tourFits) };
}

export function summarizeBuiltIn(cardOf: CardOf, tour: BuiltInTour): TourSummary {
  return { ...summarizeTour(cardOf, tour.en), builtIn: { en: tour.en.name, ru: tour.ru.name } };
}
