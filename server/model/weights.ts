import { type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";

/** A variable of a layer, as `LayersModel.trainableWeights` has them. */
export interface LayerWeight {
  read(): Tensor;
  write(value: Tensor): unknown;
}

/** One array a weight, in the order of the list that they were read from. */
export type Weights = Float32Array[];

/** Copies weights out of the backend. */
export function readWeights(sources: readonly LayerWeight[]): Weights {
  return sources.map((weight) => Float32Array.from(weight.read().dataSync()));
}

/** Puts copied weights back. Throws when they belong to another architecture. */
export function writeWeights(targets: readonly LayerWeight[], weights: Weights): void {
  if (targets.length !== weights.length) {
    throw new Error(`expected ${targets.length} weights, got ${weights.length}`);
  }
  tidy(() => {
    for (const [index, target] of targets.entries()) {
      const { shape } = target.read();
      target.write(tensor(weights[index] ?? [], shape));
    }
  });
}
