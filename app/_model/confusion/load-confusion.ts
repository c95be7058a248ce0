import type { Confusion } from "../../../server/latent/confusion.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { text } from "../../_i18n/text.ts";
import { shownData } from "../shown-data.ts";
import type { ConfusionQuestion } from "./worker.ts";

/**
 * Counted in a worker: for a moment it takes all that one core has.
 * @throws Error with a sentence for the person
 */
export async function loadConfusion(card: ModelCard, signal: AbortSignal): Promise<Confusion> {
  const { embedding: values, labels } = await shownData(card);
  signal.throwIfAborted();
  const { shown, classNames } = card.dataset;
  const question: ConfusionQuestion = {
    data: { values, labels, latentDim: card.latentDim, shown },
    classes: classNames.length,
  };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  try {
    return await new Promise<Confusion>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      worker.onmessage = ({ data }: MessageEvent<Confusion>) => resolve(data);
      worker.onerror = () => reject(new Error(text("modelPage.confusion.failed")));
      worker.postMessage(question);
    });
  } finally {
    worker.terminate();
  }
}
