import { DATASET_FILES } from "../../../../../server/protocol/artifact-files.ts";
import { embeddingCount } from "../../../../../server/protocol/card-shape.ts";
import type { Dataset } from "../../../../../server/protocol/dataset.ts";
import { text } from "../../../../_i18n/text.ts";
import { dataFile } from "../../../files.ts";
import type { NearestAnswer, NearestQuestion, NearestReply } from "./nearest-worker.ts";

/**
 * The nearest image of the data for each image, and for each row that is asked as one: among the training images, or
 * among all others where none of these are shown. A newer question takes the place of the one before.
 * @throws Error with a sentence for the person
 */
export type AskNearest = (
  dataset: Dataset,
  images: readonly Uint8Array[],
  rows: readonly number[],
  signal: AbortSignal,
) => Promise<NearestAnswer>;

/** The part of a worker that is used. */
export type NearestWorker = Pick<Worker, "onmessage" | "onerror" | "postMessage" | "terminate">;

const openWorker = (): NearestWorker =>
  new Worker(new URL("./nearest-worker.ts", import.meta.url), { type: "module" });

/** Opens a worker that tries every image; it keeps the pixels until it is closed. One that failed is replaced at the next question. */
export function openNearest(open = openWorker): { ask: AskNearest; close: () => void } {
  let worker: NearestWorker | null = null;
  let newest = 0;
  const close = () => {
    worker?.terminate();
    worker = null;
  };
  return {
    close,
    ask({ imageShape, atlas, shown, ...dataset }, images, rows, signal) {
      const question: NearestQuestion = {
        id: ++newest,
        file: dataFile(dataset, DATASET_FILES.images),
        columns: atlas.columns,
        shape: imageShape,
        from: 0,
        to: shown.train || embeddingCount({ dataset: { shown } }),
        images,
        rows,
      };
      return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        signal.addEventListener("abort", () => reject(signal.reason));
        worker ??= open();
        worker.onmessage = ({ data }: MessageEvent<NearestReply>) => {
          if (data.id !== question.id) return;
          if (data.answer) resolve(data.answer);
          else reject(new Error(text("codes.failed")));
        };
        worker.onerror = () => {
          close();
          reject(new Error(text("codes.failed")));
        };
        worker.postMessage(question);
      });
    },
  };
}
