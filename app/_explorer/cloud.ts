import { create } from "zustand";
import { projectAll } from "../../server/latent/projection.ts";
import { embeddingCount } from "../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { text } from "../_i18n/text.ts";
import { download } from "./download.ts";
import { toast, useExplorer } from "./store.ts";

/** The thumbnails of all data images in one picture, once it is here. */
export const useAtlas = create<{ image: ImageBitmap | null }>()(() => ({ image: null }));

/** Where a file of the model lies; the hash in the address makes it cacheable for ever. */
export function modelFile(card: ModelCard, file: string): string {
  return `/api/models/${card.id}/files/${card.weightsHash}/${file}`;
}

let abort: AbortController | null = null;

/**
 * Loads the model's data into the store: the points as soon as the embedding is here, the thumbnails after.
 * A second call (another model, a retry) ends the first.
 */
export async function loadCloud(card: ModelCard): Promise<void> {
  abort?.abort();
  abort = new AbortController();
  const { signal } = abort;
  useExplorer.setState({ cloud: null, cloudProgress: 0, cloudFault: null });
  useAtlas.setState({ image: null });
  try {
    await Promise.all([loadPoints(card, signal), loadAtlas(card, signal)]);
  } catch (cause) {
    // A newer load is on its way: this one has nothing to say.
    if (signal.aborted) return;
    useExplorer.setState({ cloudFault: sentence(cause) });
  }
}

/** Tries again after `cloudFault`. */
export function retryCloud(): void {
  const { card } = useExplorer.getState();
  if (card) void loadCloud(card);
}

async function loadPoints(card: ModelCard, signal: AbortSignal): Promise<void> {
  const count = embeddingCount(card);
  const bytes = count * card.latentDim * 4;
  const [embeddingBytes, labels] = await Promise.all([
    download(modelFile(card, "embedding.bin"), signal, (loaded) =>
      useExplorer.setState({ cloudProgress: Math.min(1, loaded / bytes) }),
    ),
    download(modelFile(card, "labels.bin"), signal),
  ]);
  if (embeddingBytes.byteLength !== bytes || labels.byteLength !== count)
    throw new Error(text("connection.data.mismatch", { title: card.title }));
  const embedding = new Float32Array(embeddingBytes.buffer);
  const points = projectAll(card.projection, embedding, card.latentDim);
  signal.throwIfAborted();
  useExplorer.setState({ cloud: { embedding, points, labels, count }, cloudProgress: 1 });
}

/** Without thumbnails everything else still works, so their failure is a toast and not a fault. */
async function loadAtlas(card: ModelCard, signal: AbortSignal): Promise<void> {
  try {
    const bytes = await download(modelFile(card, card.atlas.file), signal);
    const image = await createImageBitmap(new Blob([bytes]));
    signal.throwIfAborted();
    useAtlas.setState({ image });
  } catch (cause) {
    if (signal.aborted) throw cause;
    const run = () => void loadAtlas(card, signal);
    toast(text("connection.data.noThumbnails"), {
      tone: "error",
      action: { id: "retry", label: text("common.retry"), run },
    });
  }
}

function sentence(cause: unknown): string {
  // fetch reports a lost network as a TypeError with a text made for developers.
  if (cause instanceof TypeError) return text("connection.data.offline");
  return cause instanceof Error ? cause.message : text("connection.data.failed");
}
