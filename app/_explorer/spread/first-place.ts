import { norm } from "../../../server/latent/interpolate.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { live, moveOwn } from "../live.ts";
import type { Cloud } from "../store.ts";

const ASKED = 15;

/**
 * In many dimensions nothing lies at the origin, and a decoder that was brought along need not make a picture of it: whoever
 * has not moved yet begins at a datum as far out as usual.
 */
export function beginAtDatum(
  { kind, latentDim }: ModelCard,
  { embedding, count }: Cloud,
  random: () => number = Math.random,
): void {
  const moved = live.z.length !== latentDim || live.z.some((value) => value !== 0);
  if (kind !== "decoder" || latentDim <= 3 || count === 0) return;
  if (moved || live.flight !== null || live.standsWith !== null) return;
  const asked = Array.from({ length: ASKED }, () => {
    const row = Math.floor(random() * count);
    const z = embedding.subarray(row * latentDim, (row + 1) * latentDim);
    return { z, far: norm(z) };
  }).sort((a, b) => a.far - b.far);
  moveOwn(asked[(ASKED - 1) / 2]?.z ?? live.z);
}
