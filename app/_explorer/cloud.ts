import { create } from "zustand";
import { DATASET_FILES } from "../../server/protocol/artifact-files.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { text } from "../_i18n/text.ts";
import { loadAttributes } from "./colouring/attributes.ts";
import { download } from "./download.ts";
import { fetchCloud } from "./fetch-cloud.ts";
import { dataFile } from "./files.ts";
import { liveChanged } from "./live.ts";
import { beginAtDatum } from "./spread/first-place.ts";
import { toast, useExplorer } from "./store.ts";

/** The thumbnails of all data images in one picture, once it is here; `of` is the hash of their data. */
export const useAtlas = create<{ image: ImageBitmap | null; of: string | null }>()(() => ({
  image: null,
  of: null,
}));

/** Whoever sees the progress needs it no finer. */
const PROGRESS_STEP = 0.01;

/** The model whose data this page had last: who goes to its origin later, or comes back to it, stays there. */
let begun: string | null = null;
let abort: AbortController | null = null;

/**
 * Loads the model's data into the store: the points as soon as the embedding is here, the thumbnails after.
 * A second call (another model, a retry) ends the first.
 */
export async function loadCloud(card: ModelCard): Promise<void> {
  abort?.abort();
  abort = new AbortController();
  const { signal } = abort;
  useExplorer.setState({ cloud: null, early: null, cloudProgress: 0, cloudFault: null });
  // The images are the same for all models of the data.
  if (useAtlas.getState().of !== card.dataset.hash) useAtlas.setState({ image: null, of: null });
  try {
    // Pictures after the points: on a slow line they would take half of it from what is looked at first.
    await Promise.all([
      loadRoomCloud(card, signal).then(() => loadAtlas(card, signal)),
      loadAttributes(card, signal),
    ]);
  } catch (cause) {
    // A newer load is on its way: this one has nothing to say.
    if (signal.aborted) return;
    useExplorer.setState({ cloudFault: cloudFault(cause) });
  }
}

/** Tries again after `cloudFault`. */
export function retryCloud(): void {
  const { card } = useExplorer.getState();
  if (card) void loadCloud(card);
}

async function loadRoomCloud(card: ModelCard, signal: AbortSignal): Promise<void> {
  let told = 0;
  const cloud = await fetchCloud(card, signal, {
    progress(share) {
      if (share - told < PROGRESS_STEP) return;
      told = share;
      useExplorer.setState({ cloudProgress: share });
    },
    early(early) {
      if (useExplorer.getState().early !== early) useExplorer.setState({ early });
      // The scene draws what has come since its last frame.
      liveChanged();
    },
  });
  useExplorer.setState({ cloud, early: null, cloudProgress: 1 });
  if (begun !== card.weightsHash) beginAtDatum(card, cloud);
  begun = card.weightsHash;
}

/** Without thumbnails everything else still works, so their failure is a toast and not a fault. */
async function loadAtlas(card: ModelCard, signal: AbortSignal): Promise<void> {
  if (useAtlas.getState().image) return;
  try {
    const bytes = await download(dataFile(card.dataset, DATASET_FILES.thumbnails), signal);
    const image = await createImageBitmap(new Blob([bytes]));
    signal.throwIfAborted();
    useAtlas.setState({ image, of: card.dataset.hash });
  } catch (cause) {
    if (signal.aborted) throw cause;
    const run = () => void loadAtlas(card, signal);
    toast(text("connection.data.noThumbnails"), {
      tone: "error",
      action: { id: "retry", label: text("common.retry"), run },
    });
  }
}

/** What a person is told when a model's data did not come. */
export function cloudFault(cause: unknown): string {
  // fetch reports a lost network as a TypeError with a text made for developers.
  if (cause instanceof TypeError) return text("connection.data.offline");
  return cause instanceof Error ? cause.message : text("connection.data.failed");
}
