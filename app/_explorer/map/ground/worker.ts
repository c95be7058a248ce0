import { type GridNeighbours, type GridQuestion, gridNeighbours } from "./grid-neighbours.ts";

/** The part of a worker's global scope that is used; TypeScript's own types for it do not go with those of pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<GridQuestion>) => void) | null;
  postMessage: (answer: GridNeighbours, transfer: Transferable[]) => void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  const answer = gridNeighbours(data);
  scope.postMessage(answer, [answer.reach.buffer, answer.rows.buffer]);
};
