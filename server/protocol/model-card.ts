import { type Dataset, folderIdSchema, hashSchema, imageShapeSchema } from "./dataset.ts";
import { LATENT_MAX } from "./limits.ts";
import { z } from "./zod.ts";

export const modelIdSchema = folderIdSchema;

const finite = z.number().finite();
const vector = z.array(finite).min(1).max(LATENT_MAX);

/**
 * How a latent becomes a point of the scatter: point = components · (z − mean).
 * `identity` (latentDim 2 or 3): what is seen is the latent space itself, two dimensions as a plane at height 0.
 * `pca`: the first three principal components of the embedding, orthonormal rows.
 * `umap`: McInnes et al. 2018, fitted once; the points lie in points.bin, and a cursor is placed among them approximately.
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
  z.object({
    kind: z.literal("umap"),
    neighbours: z.number().int().min(2).max(200),
    minDistance: finite.min(0).max(1),
    seed: z.number().int(),
  }),
]);

/** What a model is; pages ask this and what follows from it (`card-shape.ts`), never the id. */
const MODEL_KINDS = [
  "vae",
  "autoencoder",
  "pca",
  "denoising-autoencoder",
  "conditional-vae",
  "adversarial-autoencoder",
  // Brought along by its owner: what was trained, and how, is not known here.
  "decoder",
] as const;

/** What reconstructions were trained to minimise. */
export const LOSSES = ["bce", "mse", "ssim"] as const;

/** Held-out figures by name; what they are is told in `docs/figures.md`. */
const figuresSchema = z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9.]{0,39}$/), finite);

const trainingSchema = z.object({
  command: z.string(),
  seed: z.number().int(),
  /** 0 where nothing is iterated, as in PCA. */
  epochs: z.number().int().nonnegative(),
  bestEpoch: z.number().int().nonnegative(),
  batchSize: z.number().int().positive(),
  optimizer: z.string(),
  /** e.g. "TensorFlow.js 4.22 native CPU" */
  backend: z.string(),
  seconds: finite.nonnegative(),
  date: z.string(),
});

/** How a decoder that was brought along was read, and what was put into its graph for it to be one of ours. */
const importedSchema = z.object({
  command: z.string(),
  date: z.string(),
  /** The name of the file that was given, without its folder. */
  file: z.string().max(200),
  licence: z.string().max(200),
  /** The latent input as the file has it, without the batch: [d], [d, 1, 1], [c, h, w]. */
  input: z.array(z.number().int().positive()).min(1).max(4),
  layout: z.enum(["nchw", "nhwc", "flat"]),
  range: z.enum(["0..1", "-1..1", "0..255", "logits"]),
  /** A batch that the file fixed to this many, null where any size fits. */
  batch: z.number().int().positive().nullable(),
  /** Where the latents are from: a file of theirs, their encoder's codes of their pictures, or drawn here from N(0, I). */
  latents: z.enum(["file", "encoder", "prior"]),
  /** Raw latent = mean + std · z, a dimension at a time: what one σ of a cursor is in the decoder's own units. */
  mean: vector,
  std: vector,
});

/** What cards of every kind of model say. */
const common = {
  id: modelIdSchema,
  title: z.string().min(1).max(80),
  summary: z.string().min(1).max(400),
  imageShape: imageShapeSchema,
  /** Null where it is not known, as of a decoder that was brought along. */
  loss: z.enum(LOSSES).nullable(),
  training: trainingSchema.nullable(),
  /** The model's own figures: flat, nats are per image unless the name says otherwise, pixels in 0..1. */
  metrics: figuresSchema,
  /** What one would use without it, measured on the same images; each name starts with the baseline's: `pca.mse`. */
  baselines: figuresSchema,
  /** SHA-256 (hex) over encoder then decoder TF.js weights; over the ONNX files of a decoder that was brought along. */
  weightsHash: hashSchema,
};

const latentFields = {
  ...common,
  kind: z.enum(MODEL_KINDS),
  latentDim: z.number().int().min(1).max(LATENT_MAX),
  /** Weight of the KL term; 0 where there is none. */
  beta: finite.nonnegative(),
  parameters: z.object({
    /** Null where there is no encoder. */
    encoder: z.number().int().positive().nullable(),
    decoder: z.number().int().positive(),
  }),
  /** Mean KL per latent dimension on held-out images, nats: which dimensions are active. Empty without a posterior. */
  klPerDimension: z.array(finite).max(LATENT_MAX),
  projection: projectionSchema,
  /** points.bin holds the scatter's points, so that the cloud is drawn before a large embedding has come. */
  points: z.boolean().default(false),
  /** A dimension of the latent that is a label, and where along it each class lies. */
  condition: z
    .object({ dimension: z.number().int().nonnegative(), values: z.array(finite).min(1).max(64) })
    .optional(),
  imported: importedSchema.optional(),
};

/** `card.json` of a model with a latent space, as it is stored: it names its data set. */
export const storedCardSchema = z.object({ ...latentFields, dataset: folderIdSchema });

const restorerFields = {
  ...common,
  kind: z.literal("super-resolution"),
  /** How many times higher and wider the result is than what it is given. */
  factor: z.number().int().min(2).max(8),
  parameters: z.object({ model: z.number().int().positive() }),
};

/** `card.json` of a model that makes images of images, without a latent space: no room can be opened in it. */
export const storedRestorerSchema = z.object({ ...restorerFields, dataset: folderIdSchema });

export type StoredCard = z.infer<typeof storedCardSchema>;
export type StoredRestorer = z.infer<typeof storedRestorerSchema>;
/** A card as everyone uses it: with the description of its data set in the place of its name. */
type Described<Card> = Omit<Card, "dataset"> & { dataset: Dataset };
export type ModelCard = Described<StoredCard>;
export type RestorerCard = Described<StoredRestorer>;
export type ModelKind = ModelCard["kind"];
export type Projection = z.infer<typeof projectionSchema>;
