import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { modelFile } from "../files.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

/** A model's decoder in a worker of this page. */
export interface PageDecoder {
  /** Loaded, and not drawing. */
  readonly free: boolean;
  /** Draws `count` latents that follow each other in `z`. Only while `free`; the images come as one event. */
  draw: (z: Float32Array, count: number) => void;
  close: () => void;
}

export interface PageDecoderEvents {
  ready: () => void;
  /** Of the last `draw`, one after another. */
  images: (pixels: Uint8Array) => void;
  /** Comes once, and nothing after it. */
  failed: (reason: string) => void;
}

export type OpenPageDecoder = (card: ModelCard, events: PageDecoderEvents) => PageDecoder;

/** Starts the worker, which loads the runtime (3.7 MB) and the model; both are kept by the browser's cache. */
export const openPageDecoder: OpenPageDecoder = (card, events) => {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const send = (message: ToWorker) => worker.postMessage(message);
  let free = false;
  const fail = (reason: string) => {
    free = false;
    worker.terminate();
    events.failed(reason);
  };
  worker.onerror = (event) => fail(event.message || "the worker could not be loaded");
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === "failed") return fail(data.reason);
    free = true;
    if (data.kind === "ready") events.ready();
    else events.images(data.pixels);
  };
  send({
    kind: "load",
    origin: location.origin,
    modelPath: modelFile(card, "decoder.onnx"),
    latentDim: card.latentDim,
  });
  return {
    get free() {
      return free;
    },
    draw(z, count) {
      free = false;
      send({ kind: "draw", z, count });
    },
    close: () => worker.terminate(),
  };
};
