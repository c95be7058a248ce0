import { percentile } from "../../../../server/latent/percentile.ts";
import { klToPrior } from "../../../../server/latent/posterior/gaussian.ts";
import type { GridNeighbours } from "./grid-neighbours.ts";

/** Points along a side of the field. */
export const FIELD_SIDE = 72;
/** How much of the densest still shows a difference. */
const DENSITY_SPAN = 1000;
/** A mean of data that lie farther than this many usual reaches says nothing about a place. */
const FAR = 2;

/** A square of the plane, σ. */
export interface FieldArea {
  left: number;
  bottom: number;
  side: number;
}

/** What the map's ground shows, point by point, row by row from below. */
export interface GroundField {
  area: FieldArea;
  /** Of the colour ramp, 0..1. */
  shares: Float32Array;
  /** 0 where nothing can be said, else up to 1. */
  covered: Float32Array;
  /** Values at both ends of the ramp, in `unit`. */
  from: number;
  to: number;
  /** Data per σ²; σ to the tenth neighbour; squared error a pixel; nats an image. */
  unit: "perSquare" | "reach" | "error" | "nats";
}

/** Middles of the field's points, row by row from below. */
export function fieldPoints({ left, bottom, side }: FieldArea): [number, number][] {
  const step = side / FIELD_SIDE;
  return Array.from({ length: FIELD_SIDE ** 2 }, (_, i) => [
    left + ((i % FIELD_SIDE) + 0.5) * step,
    bottom + (Math.floor(i / FIELD_SIDE) + 0.5) * step,
  ]);
}

/** Density by the tenth neighbour, on a ramp of logarithms: of two dimensions k / (πr²), of more the reach r itself, the nearest first. */
export function densityField(
  area: FieldArea,
  { reach, asked }: GridNeighbours,
  latentDim: number,
): GroundField {
  const flat = latentDim === 2;
  const logs = Float32Array.from(reach, (r) => -Math.log(Math.max(r, 1e-6)));
  const high = Math.max(...logs);
  const span = Math.log(DENSITY_SPAN) / (flat ? 2 : 1);
  const low = Math.max(Math.min(...logs), high - span);
  const value = (log: number) => (flat ? asked / (Math.PI * Math.exp(-2 * log)) : Math.exp(-log));
  return {
    area,
    shares: logs.map((log) => share(log, low, high)),
    covered: logs.map(() => 1),
    from: value(low),
    to: value(high),
    unit: flat ? "perSquare" : "reach",
  };
}

/** The mean of a value of the ten nearest data, where they are near enough to speak for the place. */
export function meanField(
  area: FieldArea,
  { reach, rows, asked, usual }: GridNeighbours,
  values: Float32Array,
  unit: "error" | "nats",
): GroundField {
  const means = Float32Array.from(reach, (_, i) => {
    let sum = 0;
    for (let n = 0; n < asked; n++) sum += values[rows[i * asked + n] ?? 0] ?? 0;
    return sum / Math.max(1, asked);
  });
  const covered = Float32Array.from(reach, (r) => 1 - share(r, usual, FAR * usual));
  const told = [...means].filter((_, i) => (covered[i] ?? 0) > 0.5);
  const from = percentile(told, 0.02) ?? 0;
  const to = percentile(told, 0.98) ?? 1;
  return { area, shares: means.map((mean) => share(mean, from, to)), covered, from, to, unit };
}

/** KL of each datum's posterior to the prior, nats, over all dimensions but one that is a label. */
export function klOfRows(
  embedding: Float32Array,
  logVar: Float32Array,
  latentDim: number,
  label: number | undefined,
): Float32Array {
  return Float32Array.from({ length: embedding.length / latentDim }, (_, row) => {
    let sum = 0;
    for (let d = 0; d < latentDim; d++) {
      const at = row * latentDim + d;
      if (d !== label) sum += klToPrior(embedding[at] ?? 0, logVar[at] ?? 0);
    }
    return sum;
  });
}

function share(value: number, from: number, to: number): number {
  return to > from ? Math.min(1, Math.max(0, (value - from) / (to - from))) : 0;
}
