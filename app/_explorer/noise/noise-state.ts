import { create } from "zustand";
import { flipsAlong, type Stretch } from "../../../server/latent/flips.ts";
import { noiseDirection, noiseReach, noisy } from "../../../server/latent/noise.ts";
import { clampSigma } from "../../../server/protocol/limits.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { live, moveOwn } from "../live.ts";
import type { Cloud } from "../store.ts";

/** The way of a code as more and more noise is added to it. */
export interface NoiseCourse {
  base: Float32Array;
  epsilon: Float32Array;
  /** The most noise that keeps all coordinates where cursors may be. */
  reach: number;
  /** By the majority of the ten nearest data. */
  stretches: readonly Stretch[];
}

interface NoiseState {
  seed: number;
  /** Null while nobody looks at it. */
  course: NoiseCourse | null;
  /** How much is added now, σ. */
  amount: number;
}

export const useNoise = create<NoiseState>()(() => ({ seed: 1, course: null, amount: 0 }));

/** Where noise put the own cursor last: anything else there is a code of its own. */
let placed: Float32Array | null = null;

/** Lays the course anew from where the own cursor stands. */
export function startNoise(card: ModelCard, cloud: Cloud): void {
  if (live.z.length !== card.latentDim) return;
  placed = live.z;
  lay(card, cloud, Float32Array.from(live.z), useNoise.getState().seed);
}

/** Another direction from the same code; the cursor goes back to it. */
export function rollNoise(card: ModelCard, cloud: Cloud): void {
  const { course, seed } = useNoise.getState();
  if (!course) return;
  setNoise(0);
  lay(card, cloud, course.base, seed + 1);
}

function lay({ latentDim, condition }: ModelCard, cloud: Cloud, base: Float32Array, seed: number) {
  const epsilon = noiseDirection(seed, latentDim, condition?.dimension);
  const reach = noiseReach(base, epsilon, clampSigma(Number.POSITIVE_INFINITY));
  const data = { values: cloud.embedding, labels: cloud.labels, latentDim };
  const stretches = flipsAlong(data, base, epsilon, reach);
  useNoise.setState({ seed, amount: 0, course: { base, epsilon, reach, stretches } });
}

export function endNoise(): void {
  useNoise.setState({ course: null, amount: 0 });
}

/** Adds so much noise: the own cursor goes there, for all to see. */
export function setNoise(amount: number): void {
  const { course } = useNoise.getState();
  if (!course || live.held) return;
  live.flight = null;
  const s = Math.min(course.reach, Math.max(0, amount));
  // Back without a trace: where it began, bit for bit.
  moveOwn(s === 0 ? course.base : noisy(course.base, course.epsilon, s));
  placed = live.z;
  useNoise.setState({ amount: s });
}

/** Whether the own cursor was moved by something else and has come to rest. */
export function movedElsewhere(): boolean {
  return live.z !== placed && live.flight === null;
}
