import type { GridNeighbours, GridQuestion } from "./grid-neighbours.ts";

/**
 * Asks in a worker, since it takes up to a second; the worker ends with its answer.
 * @throws Error when the worker fails
 */
export function askWorker(question: GridQuestion): Promise<GridNeighbours> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const answer = new Promise<GridNeighbours>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<GridNeighbours>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message || "no worker"));
    worker.postMessage(question);
  });
  return answer.finally(() => worker.terminate());
}
