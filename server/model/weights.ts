import { tensor, tidy } from "@tensorflow/tfjs-core";
import { trainableWeights, type Vae } from "./vae.ts";

/** One array a weight, in the order of `trainableWeights`: encoder first, then decoder. */
export type Weights = Float32Array[];

/** Copies the weights out of the backend. */
export function readWeights(vae: Vae): Weights {
  return trainableWeights(vae).map((weight) => Float32Array.from(weight.read().dataSync()));
}

/** Puts copied weights back. Throws when they belong to another architecture. */
export function writeWeights(vae: Vae, weights: Weights): void {
  const targets = trainableWeights(vae);
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
