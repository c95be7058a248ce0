import { createRandom } from "../../../server/latent/random.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";

/** Mean square of a coordinate on the loop is 1, as under the prior, so images are typical ones. */
const AMPLITUDE = Math.SQRT2;

/**
 * `count` latents along a closed smooth curve: on every axis one sine of one or two turns, phases drawn from
 * `seed`, so each model walks its own loop and the last image runs on into the first.
 */
export function closedLoop(latentDim: number, count: number, seed: number): Float32Array[] {
  const random = createRandom(seed);
  const axes = Array.from({ length: latentDim }, () => ({
    turns: random() < 0.5 ? 1 : 2,
    phase: random() * 2 * Math.PI,
  }));
  return Array.from({ length: count }, (_, i) =>
    Float32Array.from(
      axes,
      ({ turns, phase }) => AMPLITUDE * Math.sin((2 * Math.PI * turns * i) / count + phase),
    ),
  );
}

/** FNV-1a over a text: the same model always shows the same loop. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** A model's loop; where one of its dimensions is a label, that one goes through the classes instead. */
export function previewWalk(
  { id, latentDim, condition }: Pick<ModelCard, "id" | "latentDim" | "condition">,
  count: number,
): Float32Array[] {
  const loop = closedLoop(latentDim, count, seedOf(id));
  if (!condition) return loop;
  const { dimension, values } = condition;
  for (const [i, z] of loop.entries())
    z[dimension] = values[Math.floor((i * values.length) / count)] ?? 0;
  return loop;
}
