import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { makePointerTrace, type Point, TRACE_HZ } from "./pointer-trace.ts";

/** How bots go through latent space. */
export const WALKS = ["circle", "jump", "trace"] as const;
export type WalkName = (typeof WALKS)[number];

/** Where a person is at their `step`-th move, `hz` moves a second; null where the pointer stood still. */
export type Walk = (step: number) => Float32Array | null;

/** Radians of a circle a move. */
const CIRCLE_STEP = 1 / 20;
/** Standard deviations that half a view height is wide. */
const TRACE_SIGMAS = 2;

/** @param person number of the bot, so that no two do the same */
export function createWalk(
  name: WalkName,
  person: number,
  { latentDim, hz }: { latentDim: number; hz: number },
): Walk {
  if (name === "circle")
    return (step) =>
      Float32Array.from(
        { length: latentDim },
        (_, d) => 1.5 * Math.sin(person + step * CIRCLE_STEP + d),
      );
  if (name === "jump") {
    const random = createRandom(person);
    return () => gaussianVector(random, latentDim);
  }
  return traceWalk(person, latentDim, hz);
}

/** A hand's trace in a plane through a place of one's own, as dragging moves a cursor. */
function traceWalk(person: number, latentDim: number, hz: number): Walk {
  const random = createRandom(person);
  const base = gaussianVector(random, latentDim).map((value) => value / 2);
  const [right, up] = plane(random, latentDim);
  const trace = makePointerTrace(person);
  const at = (step: number): Point =>
    trace[Math.floor((step / hz) * TRACE_HZ) % trace.length] ?? [0, 0];
  return (step) => {
    const [x, y] = at(step);
    const [lastX, lastY] = at(step - 1);
    if (step > 0 && x === lastX && y === lastY) return null;
    return base.map((value, d) => value + TRACE_SIGMAS * (x * (right[d] ?? 0) + y * (up[d] ?? 0)));
  };
}

/** Two orthogonal unit directions. */
function plane(random: () => number, latentDim: number): [Float32Array, Float32Array] {
  const a = unit(gaussianVector(random, latentDim));
  const b = gaussianVector(random, latentDim);
  const along = b.reduce((sum, value, d) => sum + value * (a[d] ?? 0), 0);
  return [a, unit(b.map((value, d) => value - along * (a[d] ?? 0)))];
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
