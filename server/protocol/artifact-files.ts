/** What lies in a model's folder, relative to it. The thumbnails' name is in the card: `card.atlas.file`. */
export const ARTIFACT_FILES = {
  card: "card.json",
  /** Folders of TensorFlow.js layers: model.json and weights.bin. */
  encoder: "encoder",
  decoder: "decoder",
  encoderOnnx: "encoder.onnx",
  decoderOnnx: "decoder.onnx",
  embedding: "embedding.bin",
  labels: "labels.bin",
  thumbnails: "thumbnails.webp",
} as const;
