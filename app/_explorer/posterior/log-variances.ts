import { useEffect } from "react";
import { create } from "zustand";
import { fromHalf } from "../../../server/latent/half.ts";
import { ARTIFACT_FILES } from "../../../server/protocol/artifact-files.ts";
import { embeddingCount } from "../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { text } from "../../_i18n/text.ts";
import { download } from "../download.ts";
import { modelFile } from "../files.ts";

interface LogVariances {
  /** Of the model whose weights have this hash. */
  hash: string | null;
  /** ln σ² of every datum, row after row; null before it is here. */
  logVar: Float32Array | null;
  fault: string | null;
}

const none: LogVariances = { hash: null, logVar: null, fault: null };
const useStore = create<LogVariances>()(() => none);
let abort: AbortController | null = null;

/** Of the last model that was asked for; another one's data go when it comes. */
async function load(card: ModelCard): Promise<void> {
  const { hash, fault } = useStore.getState();
  if (hash === card.weightsHash && !fault) return;
  abort?.abort();
  abort = new AbortController();
  const { signal } = abort;
  useStore.setState({ hash: card.weightsHash, logVar: null, fault: null });
  try {
    const bytes = await download(modelFile(card, ARTIFACT_FILES.posterior), signal);
    if (bytes.byteLength !== embeddingCount(card) * card.latentDim * 2)
      throw new Error(text("connection.data.mismatch", { title: card.title }));
    useStore.setState({ logVar: fromHalf(bytes) });
  } catch (cause) {
    if (signal.aborted) return;
    const offline = cause instanceof TypeError || !(cause instanceof Error);
    useStore.setState({ fault: offline ? text("connection.data.offline") : cause.message });
  }
}

/**
 * ln σ² of every datum of a model with a posterior, fetched when first `wanted`; null before, and where it could not be
 * had, of which `fault` tells.
 */
export function useLogVariances(
  card: ModelCard,
  wanted: boolean,
): { logVar: Float32Array | null; fault: string | null; retry: () => void } {
  useEffect(() => {
    if (wanted) void load(card);
  }, [card, wanted]);
  const mine = useStore((s) => s.hash === card.weightsHash);
  const { logVar, fault } = useStore();
  return {
    logVar: mine ? logVar : null,
    fault: mine ? fault : null,
    retry: () => void load(card),
  };
}
