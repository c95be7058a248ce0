import { tensor, tidy } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { fromHalf, toHalf } from "../latent/half.ts";

/** Rounds every weight to half precision, in place: what is then saved as halves computes the same. */
export function roundToHalf(model: LayersModel): void {
  tidy(() => {
    for (const weight of model.weights) {
      const { shape } = weight.read();
      weight.write(tensor(fromHalf(toHalf(weight.read().dataSync())), shape));
    }
  });
}
