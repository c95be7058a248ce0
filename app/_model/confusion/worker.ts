import { type ClassedRows, type Confusion, confusionOf } from "../../../server/latent/confusion.ts";

/** What the page asks, answered by a `Confusion`. */
export interface ConfusionQuestion {
  data: ClassedRows;
  classes: number;
}

/** The part of a worker's global scope that is used; TypeScript's own types for it do not go with those of pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ConfusionQuestion>) => void) | null;
  postMessage: (message: Confusion) => void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data: { data, classes } }) => {
  scope.postMessage(confusionOf(data, classes));
};
