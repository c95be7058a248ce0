/** What lies in a model's folder, relative to it. Labels and pictures are its data set's: `DATASET_FILES`. */
export const ARTIFACT_FILES = {
  card: "card.json",
  /** Folders of TensorFlow.js layers: model.json and weights.bin. */
  encoder: "encoder",
  decoder: "decoder",
  encoderOnnx: "encoder.onnx",
  decoderOnnx: "decoder.onnx",
  /** Of a model without a latent space: image in, image out. Layers, and the same as ONNX (`low` → `image`). */
  restorer: "restorer",
  restorerOnnx: "restorer.onnx",
  /** Codes of the images that are shown, half precision, row by row. */
  embedding: "embedding.bin",
  /** The scatter's points of the same, xyz, half precision; only where the card says so. */
  points: "points.bin",
  /** ln σ² of the same, half precision; only where there is a posterior. */
  posterior: "posterior.bin",
  /** Of a denoising model, its baseline: the best linear maps for the two kinds of noise (`degrade/linear-map.ts`), half precision. */
  linearVeil: "linear-veil.bin",
  linearZeroMean: "linear-zero-mean.bin",
  /** Of an adversarial model: code in, logit out that it was drawn from the prior. */
  discriminator: "discriminator.onnx",
  /** Losses epoch by epoch. */
  curve: "curve.json",
} as const;

/** What lies in a data set's folder. */
export const DATASET_FILES = {
  dataset: "dataset.json",
  labels: "labels.bin",
  /** Only where dataset.json names attributes. */
  attributes: "attributes.bin",
  /** WebP, lossy: what the cloud shows. */
  thumbnails: "thumbnails.webp",
  /** WebP, lossless: what models are given. */
  images: "images.webp",
} as const;

/** The folder of data sets, among those of the models. */
export const DATASETS_FOLDER = "datasets";
