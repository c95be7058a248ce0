import type { Spread } from "../../server/latent/mahalanobis.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { isStandard } from "../../server/protocol/card-shape.ts";
import { prefersReducedMotion } from "../_ui/use-media.ts";
import { flyOwn, live, moveOwn } from "./live.ts";
import { dataSpread } from "./spread/measured.ts";
import { useExplorer } from "./store.ts";

/** Takes the own cursor to `z`: gliding, or at once where motion is unwanted or no scene runs to glide in. */
export function goTo(z: ArrayLike<number>): void {
  if (live.scene && !prefersReducedMotion()) flyOwn(z);
  else placeAt(z);
}

/** Puts the own cursor at `z` now and ends any flight. */
export function placeAt(z: ArrayLike<number>): void {
  live.flight = null;
  moveOwn(z);
}

/** A fresh draw from the prior N(0, I); where there is none from the Gaussian that the data are nearest to, once it is known. */
export function goToRandom(): void {
  const [seed = 1] = crypto.getRandomValues(new Uint32Array(1));
  const noise = gaussianVector(createRandom(seed), live.z.length);
  const { card, cloud } = useExplorer.getState();
  if (!card || isStandard(card) || !cloud) {
    goTo(noise);
    return;
  }
  const go = (spread: Spread | null) => {
    if (useExplorer.getState().cloud === cloud) goTo(spread?.draw(noise) ?? noise);
  };
  dataSpread(card, cloud).then(go, () => go(null));
}

export function goToOrigin(): void {
  goTo(new Float32Array(live.z.length));
}

/** Changes one coordinate and leaves the others where they stand. */
export function setCoordinate(dimension: number, value: number): void {
  const z = Float32Array.from(live.z);
  z[dimension] = value;
  placeAt(z);
}
