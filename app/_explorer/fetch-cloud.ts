import { halvesInto } from "../../server/latent/half.ts";
import { attachLift, createLift } from "../../server/latent/lift.ts";
import { projectInto } from "../../server/latent/projection.ts";
import { ARTIFACT_FILES, DATASET_FILES } from "../../server/protocol/artifact-files.ts";
import { embeddingCount } from "../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { text } from "../_i18n/text.ts";
import { download, downloadInto } from "./download.ts";
import { dataFile, modelFile } from "./files.ts";
import type { Cloud, EarlyCloud } from "./store.ts";

/** Half precision. */
const BYTES = 2;
/** Of fewer it cannot be told how large the cloud is. */
const FIRST_ROWS = 500;

export interface CloudListener {
  /** Hears the share that has come, 0..1. */
  progress?: (share: number) => void;
  /** Hears of points that can be drawn before all is here: always the same object, more of it with each call. */
  early?: (cloud: EarlyCloud) => void;
}

/**
 * The data of any model, as its encoder sees it.
 * @throws Error that `cloudFault` makes a sentence of
 */
export async function fetchCloud(
  card: ModelCard,
  signal: AbortSignal,
  { progress = () => {}, early = () => {} }: CloudListener = {},
): Promise<Cloud> {
  const count = embeddingCount(card);
  const { latentDim, projection } = card;
  const mismatch = () => new Error(text("connection.data.mismatch", { title: card.title }));
  const embedding = new Float32Array(count * latentDim);
  let points: Float32Array = new Float32Array(3 * count);
  let come: EarlyCloud | null = null;
  let arrived = 0;
  const tell = (labels: Uint8Array) => {
    if (arrived < Math.min(FIRST_ROWS, count)) return;
    come ??= { points, labels, count, arrived };
    come.arrived = arrived;
    early(come);
  };

  let labels: Uint8Array | null = null;
  const fetchLabels = async () => {
    const bytes = await download(dataFile(card.dataset, DATASET_FILES.labels), signal);
    if (bytes.length !== count) throw mismatch();
    labels = bytes;
    tell(bytes);
    return bytes;
  };
  const fetchRows = async () => {
    if (card.points) {
      points = await fetchPoints(card, signal);
      if (points.length !== 3 * count) throw mismatch();
      arrived = count;
      if (labels) tell(labels);
    } else if (projection.kind === "umap") throw mismatch();
    const bytes = new Uint8Array(BYTES * embedding.length);
    let rows = 0;
    const take = (loaded: number) => {
      const next = Math.floor(loaded / (BYTES * latentDim));
      halvesInto(bytes, embedding, [rows * latentDim, next * latentDim]);
      if (!card.points) {
        projectInto(projection, { values: embedding, latentDim }, points, [rows, next]);
        arrived = next;
        if (labels) tell(labels);
      }
      rows = next;
      progress(loaded / bytes.length);
    };
    const url = modelFile(card, ARTIFACT_FILES.embedding);
    if (!(await downloadInto(url, bytes, signal, take))) throw mismatch();
  };
  const [classes] = await Promise.all([fetchLabels(), fetchRows()]);
  signal.throwIfAborted();
  if (projection.kind === "umap")
    attachLift(projection, createLift({ values: embedding, latentDim }, points));
  return { embedding, points, labels: classes, count };
}

async function fetchPoints(card: ModelCard, signal: AbortSignal): Promise<Float32Array> {
  const bytes = await download(modelFile(card, ARTIFACT_FILES.points), signal);
  const points = new Float32Array(Math.floor(bytes.length / BYTES));
  halvesInto(bytes, points, [0, points.length]);
  return points;
}
