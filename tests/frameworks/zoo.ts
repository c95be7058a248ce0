import type { ModelCard } from "../../server/protocol/model-card.ts";
import type { Framework } from "./python.ts";

type Read = NonNullable<ModelCard["imported"]>;

/** How a decoder of the zoo has to be read, and what the person has to say for that. */
export interface Kept extends Pick<Read, "layout" | "range" | "batch"> {
  framework: Framework;
  name: string;
  /** What it is, for the table of the docs. */
  what: string;
  flags?: readonly string[];
}

const OPEN = { batch: null, layout: "nchw" } as const;
const LAST = { batch: null, layout: "nhwc" } as const;
const PYTORCH = { framework: "pytorch", ...OPEN } as const;
const KERAS = { framework: "keras", ...LAST } as const;
const JAX = { framework: "jax", ...LAST } as const;
const MAP = { range: "-1..1", flags: ["--range", "-1..1"] } as const;

/** Every sensible form; `zoo.py` of each framework makes them. */
export const ZOO: readonly Kept[] = [
  { ...PYTORCH, name: "dcgan-64", range: "-1..1", what: "DCGAN, `[N, 100, 1, 1]`, tanh" },
  {
    ...PYTORCH,
    name: "dcgan-64-dynamo",
    range: "-1..1",
    what: "the same by the new exporter, weights in a file beside",
  },
  {
    ...PYTORCH,
    name: "vae-mlp-sigmoid",
    layout: "flat",
    range: "0..1",
    what: "VAE of dense layers, flat, sigmoid",
  },
  {
    ...PYTORCH,
    name: "vae-mlp-logits",
    layout: "flat",
    range: "logits",
    what: "the same without its sigmoid",
  },
  {
    ...PYTORCH,
    name: "conv-vae-batch1",
    range: "0..1",
    batch: 1,
    what: "convolutional VAE, batch fixed to 1",
  },
  { ...PYTORCH, name: "conv-vae-f16", range: "0..1", what: "convolutional VAE, float16" },
  { ...PYTORCH, name: "conv-vae-255", range: "0..255", what: "convolutional VAE, 0…255" },
  { ...PYTORCH, name: "conv-vae-32x64", range: "0..1", what: "convolutional VAE, not square" },
  { ...PYTORCH, name: "conv-28-grey", range: "-1..1", what: "one channel, tanh" },
  { ...PYTORCH, name: "conv-512", range: "-1..1", what: "512 × 512 × 3, tanh" },
  {
    ...PYTORCH,
    ...MAP,
    name: "latent-map-4x8x8",
    what: "latent diffusion's decoder, `[N, 4, 8, 8]`: GroupNorm, SiLU, attention",
  },
  { ...PYTORCH, ...MAP, name: "latent-map-dynamo", what: "the same by the new exporter" },
  {
    ...PYTORCH,
    range: "-1..1",
    name: "stylegan-64",
    what: "StyleGAN 2's generator: mapping, modulation, noise constants",
  },
  { ...PYTORCH, range: "-1..1", name: "stylegan-dynamo", what: "the same by the new exporter" },
  { ...KERAS, name: "keras-vae-2d", range: "0..1", what: "Keras' own example of a VAE, 2-d" },
  {
    ...KERAS,
    name: "keras-nhwc-32",
    range: "0..1",
    what: "Conv2DTranspose and BatchNormalization",
  },
  { ...KERAS, name: "keras-dcgan-tanh", range: "-1..1", what: "generator, 128-d, tanh" },
  { ...JAX, name: "jax-flax-32", range: "0..1", what: "Flax NNX, ConvTranspose, BatchNorm" },
  { ...JAX, name: "jax-flax-tanh", range: "-1..1", what: "the same, tanh" },
  { ...JAX, name: "jax-equinox-28", range: "0..1", what: "Equinox by vmap, one channel" },
];
