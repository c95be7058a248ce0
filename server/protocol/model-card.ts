import { z } from "./zod.ts";

/** Ids double as folder names and URL segments. */
export const modelIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "lower-case letters, digits and dashes");

const finite = z.number().finite();
const vector = z.array(finite).min(1).max(512);

/**
 * How a latent becomes a point of the scatter: point = components · (z − mean).
 * `identity` (latentDim 3): what is seen is the latent space itself.
 * `pca`: the first three principal components of the embedding, orthonormal rows.
 */
const projectionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("identity") }),
  z.object({
    kind: z.literal("pca"),
    mean: vector,
    /** Three orthonormal rows of length latentDim. */
    components: z.array(vector).length(3),
    /** Share of the embedding's variance along each row, 0..1. */
    explainedVariance: z.array(finite).length(3),
  }),
]);

/** Held-out figures; nats are per image, pixels in 0..1. */
const metricsSchema = z.object({
  /** Σ over pixels of the binary cross-entropy, decoded from zMean. */
  reconstructionNats: finite,
  /** Σ over dimensions of KL(q(z|x) ‖ N(0, I)). */
  klNats: finite,
  /** reconstruction (z sampled from the posterior, seeded) + KL: the true −ELBO, β not applied. */
  negativeElbo: finite,
  mse: finite,
  psnr: finite,
  /** 10-nearest-neighbour label accuracy of held-out zMean among training zMean. */
  knn10: finite,
  /** Mean KL per latent dimension, nats: which dimensions are active. */
  klPerDimension: vector,
});

/** PCA on the pixels at the same dimension, fitted on the training split, scored on the held-out one. */
const pcaBaselineSchema = z.object({
  reconstructionNats: finite,
  mse: finite,
  psnr: finite,
  knn10: finite,
});

export const modelCardSchema = z.object({
  id: modelIdSchema,
  title: z.string().min(1).max(80),
  summary: z.string().min(1).max(400),
  family: z.literal("vae"),
  latentDim: z.number().int().min(1).max(512),
  /** [height, width, channels] */
  imageShape: z.tuple([
    z.number().int().positive(),
    z.number().int().positive(),
    z.union([z.literal(1), z.literal(3)]),
  ]),
  beta: finite.positive(),
  dataset: z.object({
    name: z.string(),
    source: z.string(),
    licence: z.string(),
    classNames: z.array(z.string()).min(1).max(64),
    /** Row counts of the embedding, in this order: train rows first, then validation, then held-out. */
    train: z.number().int().nonnegative(),
    validation: z.number().int().nonnegative(),
    heldOut: z.number().int().nonnegative(),
    splitSeed: z.number().int(),
  }),
  training: z.object({
    command: z.string(),
    seed: z.number().int(),
    epochs: z.number().int().positive(),
    bestEpoch: z.number().int().positive(),
    batchSize: z.number().int().positive(),
    optimizer: z.string(),
    /** e.g. "TensorFlow.js 4.22 native CPU" */
    backend: z.string(),
    seconds: finite.positive(),
    date: z.string(),
  }),
  parameters: z.object({
    encoder: z.number().int().positive(),
    decoder: z.number().int().positive(),
  }),
  metrics: z.object({ heldOut: metricsSchema, pca: pcaBaselineSchema }),
  projection: projectionSchema,
  /** Thumbnail atlas: square cells row by row, in embedding order. */
  atlas: z.object({
    file: z.string(),
    columns: z.number().int().positive(),
    cell: z.number().int().positive(),
  }),
  /** SHA-256 (hex) over encoder then decoder TF.js weights. */
  weightsHash: z.string().regex(/^[0-9a-f]{64}$/),
});

export type ModelCard = z.infer<typeof modelCardSchema>;
export type Projection = z.infer<typeof projectionSchema>;
