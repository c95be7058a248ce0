import { hasEncoder } from "../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";

/** What a model, or its data, may lack for a part of the page to have a meaning. */
export type WhyNot = "umap" | "classes" | "images" | "decodes" | "encoder";

type Asked = (card: ModelCard) => WhyNot | null;

/** A plane of latents is no plane in a UMAP. */
export const noPlane: Asked = ({ projection }) => (projection.kind === "umap" ? "umap" : null);

/** With one class nothing can turn into another. */
export const noClasses: Asked = ({ dataset }) => (dataset.classNames.length < 2 ? "classes" : null);

/** Nothing can be measured against images that are decodes themselves, or are here as thumbnails only. */
export const noExactImages: Asked = ({ dataset }) => {
  if (dataset.decoded) return "decodes";
  return dataset.exact ? null : "images";
};

/** No image of one's own can be placed in its latent space. */
export const noEncoder: Asked = (card) => (hasEncoder(card) ? null : "encoder");
