import { massWithin } from "../../../../server/latent/posterior/gaussian.ts";
import { project } from "../../../../server/latent/projection.ts";
import { hasPrior } from "../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { fixed } from "../../../_i18n/number.ts";

/** The rings around the middle of the latents, and what is written beside each. */
export interface Rings {
  sigmas: readonly number[];
  words: readonly string[];
  /** In the scatter. */
  center: [number, number, number];
  /** Circles in the plane of the latents; else outlines of spheres. */
  flat: boolean;
  /** They are what is talked about, and say the share of the prior that is inside. */
  bold: boolean;
}

/** Dimensions that the prior speaks of: all but one that is a label. */
export const priorDimensions = ({ latentDim, condition }: ModelCard) =>
  latentDim - (condition ? 1 : 0);

/** How many of them the scatter shows. A projection by orthonormal rows makes of N(0, I) one of fewer dimensions. */
export const shownDimensions = (card: ModelCard) => Math.min(3, priorDimensions(card));

/** The share of the prior's mass within so many σ, among the dimensions that are seen. */
function shareWords(sigma: number, dimensions: number): string {
  return `${sigma}σ · ${fixed(100 * massWithin(sigma, dimensions), 1)} %`;
}

/** @param prior the person asked to see the prior; a model without one keeps its faint rings */
export function ringsOf(card: ModelCard, prior: boolean): Rings {
  // UMAP has no distances that a ring could mark.
  const bold = prior && hasPrior(card) && card.projection.kind !== "umap";
  const itself = card.projection.kind === "identity";
  const sigmas = bold ? [1, 2, 3] : itself ? [1, 2] : [];
  const dimensions = shownDimensions(card);
  return {
    sigmas,
    words: sigmas.map((sigma) => (bold ? shareWords(sigma, dimensions) : `${sigma}σ`)),
    center: project(card.projection, new Float32Array(card.latentDim)),
    flat: itself && dimensions < 3,
    bold,
  };
}
