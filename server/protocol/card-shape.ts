import type { Dataset } from "./dataset.ts";
import type { ModelCard } from "./model-card.ts";

// Apart from the schema, so that the room page does not carry zod.

/** Points of the cloud: rows of embedding.bin and labels.bin, cells of the pictures. */
export function embeddingCount({ dataset }: { dataset: Pick<Dataset, "shown"> }): number {
  const { train, validation, heldOut } = dataset.shown;
  return train + validation + heldOut;
}

/** Pixels of one image, height × width × channels. */
export function imageSize({ imageShape }: Pick<ModelCard, "imageShape">): number {
  const [height, width, channels] = imageShape;
  return height * width * channels;
}

/** A figure that a card must have. @throws Error when it has not */
export function figure(figures: Readonly<Record<string, number>>, name: string): number {
  const value = figures[name];
  if (value === undefined) throw new Error(`the card has no figure ${name}`);
  return value;
}

/** Its encoder gives a distribution, not a point: there is a KL, an ELBO, and a σ for each image. */
export function hasPosterior({ kind }: Pick<ModelCard, "kind">): boolean {
  return kind === "vae" || kind === "conditional-vae";
}

/** Images can be placed in its latent space. */
export function hasEncoder({ parameters }: Pick<ModelCard, "parameters">): boolean {
  return parameters.encoder !== null;
}

/** The points of its cloud are codes of data, not draws of the prior: neighbours among them mean something. */
export function hasCodes({ imported }: Pick<ModelCard, "imported">): boolean {
  return imported?.latents !== "prior";
}

/** There are exact pictures of what its codes are codes of, to set what it draws beside. */
export function hasPictures({
  imported,
  dataset,
}: Pick<ModelCard, "imported" | "dataset">): boolean {
  return hasCodes({ imported }) && dataset.exact && !dataset.decoded;
}

/** Its decoder lies there as TensorFlow.js layers too; one that was brought along is ONNX alone. */
export function hasLayers({ kind }: Pick<ModelCard, "kind">): boolean {
  return kind !== "decoder";
}

/** What a page fetches without being asked, for when the server is slow or gone. */
const PAGE_DECODER_MAX_BYTES = 32 * 2 ** 20;

/** About how large its decoder is as a file: weights of single precision. */
export const decoderBytes = ({ parameters }: Pick<ModelCard, "parameters">) =>
  4 * parameters.decoder;

/** Pages may fetch its decoder and draw by themselves. */
export function fitsPages(card: Pick<ModelCard, "parameters">): boolean {
  return decoderBytes(card) <= PAGE_DECODER_MAX_BYTES;
}

/** It was trained so that codes follow N(0, I): what is drawn from there should look like the data. */
export function hasPrior({ kind }: Pick<ModelCard, "kind">): boolean {
  return kind === "vae" || kind === "conditional-vae" || kind === "adversarial-autoencoder";
}

/** Its latents follow N(0, I), by training or because they were drawn from it here: σ and the origin mean what they say. */
export function isStandard(card: Pick<ModelCard, "kind" | "imported">): boolean {
  return hasPrior(card) || card.imported?.latents === "prior";
}

/** σ of its posteriors is a shape in the scatter, which UMAP, without a formula, cannot give. */
export function hasEllipsoids({
  kind,
  projection,
}: Pick<ModelCard, "kind" | "projection">): boolean {
  return hasPosterior({ kind }) && projection.kind !== "umap";
}
