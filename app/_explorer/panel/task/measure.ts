import {
  distanceBetween,
  distanceToBisector,
  nearestOfClass,
} from "../../../../server/latent/classes.ts";
import { type Density, densityAt, NEIGHBOURS } from "../../../../server/latent/density.ts";
import { largestJump } from "../../../../server/latent/jump.ts";
import { type Neighbour, nearestRows } from "../../../../server/latent/nearest.ts";
import { samplePath } from "../../../../server/latent/path.ts";
import type { Answer, TaskGoal } from "../../../../server/protocol/task.ts";
import type { TaskData } from "./task-data.ts";

/** Pictures along a path that is handed in: between two of them no jump goes unseen that an eye would see. */
const PATH_FRAMES = 24;
/** Density changes slowly along a path: every third picture's place is asked for its neighbours, and both ends. */
const ASKED_EACH = 3;

/** Why an answer does not count, though it is measured. */
export type Miss =
  /** The nearest datum is of another class than was asked for. */
  { kind: "class"; label: number } | { kind: "outside" } | { kind: "start" | "end"; label: number };

export interface Measured {
  /** σ, or for a path the largest jump as a share of white; null where nothing is measured, or not yet. */
  value: number | null;
  miss: Miss | null;
  nearest: Neighbour & { label: number };
  /** Distance to the tenth nearest datum, σ (Loftsgaarden & Quesenberry 1965); of a path where it is thinnest. */
  reach: number;
  density: Density;
}

/** Whether the larger value is the better. */
export const moreIsBetter = ({ kind }: TaskGoal): boolean => kind === "empty";

/** What is drawn of an answer: its place, or pictures along its path. */
export function latentsOf(answer: Answer): Float32Array[] {
  if (answer.kind === "place") return [Float32Array.from(answer.z)];
  const stops = answer.stops.map((z) => Float32Array.from(z));
  return samplePath(stops, answer.interpolation, PATH_FRAMES);
}

/** @param frames pictures of `latentsOf`, where they are drawn */
export function measure(
  goal: TaskGoal,
  answer: Answer,
  data: TaskData,
  frames: readonly Uint8Array[] | null,
): Measured {
  const latents = latentsOf(answer);
  const first = latents[0] ?? new Float32Array(data.all.latentDim);
  const asked = latents.filter((_, i) => i % ASKED_EACH === 0 || i === latents.length - 1);
  const around = asked.map((z) => nearestRows(data.all, z, NEIGHBOURS));
  const reach = Math.max(...around.map((found) => found.at(-1)?.distance ?? 0));
  const nearest = withLabel(around[0]?.[0], data);
  const last = withLabel(around.at(-1)?.[0], data);
  const value =
    answer.kind === "path" ? frames && largestJump(frames).jump : valueAt(goal, first, data, reach);
  const miss = missOf(goal, first, data, nearest.label, last.label);
  return { value, miss, nearest, reach, density: densityAt(data.scale(), reach) };
}

function withLabel(found: Neighbour | undefined, { all }: TaskData): Measured["nearest"] {
  const { row, distance } = found ?? { row: 0, distance: 0 };
  return { row, distance, label: all.labels[row] ?? 0 };
}

function valueAt(goal: TaskGoal, z: Float32Array, data: TaskData, reach: number): number | null {
  switch (goal.kind) {
    case "datum":
      return distanceBetween(z, data.latentOf(goal.row));
    case "typical":
      return distanceBetween(z, data.meanOfClass(goal.label));
    case "closest":
      return nearestOfClass(data.ofClass(goal.to), z)?.distance ?? null;
    case "boundary":
      return boundaryDistance(goal.between, z, data);
    case "empty":
      return reach;
    case "path":
    case "own":
      return null;
    default:
      return goal satisfies never;
  }
}

function boundaryDistance(
  [a, b]: readonly [number, number],
  z: Float32Array,
  data: TaskData,
): number | null {
  const [one, other] = [a, b].map((label) => nearestOfClass(data.ofClass(label), z));
  if (!one || !other) return null;
  return distanceToBisector(z, data.latentOf(one.row), data.latentOf(other.row));
}

function missOf(
  goal: TaskGoal,
  z: Float32Array,
  data: TaskData,
  label: number,
  last: number,
): Miss | null {
  switch (goal.kind) {
    case "typical":
      return label === goal.label ? null : { kind: "class", label };
    case "closest":
      return label === goal.of ? null : { kind: "class", label };
    case "boundary":
      return goal.between.includes(label) ? null : { kind: "class", label };
    case "empty": {
      const { center, radius } = data.inside();
      return distanceBetween(z, center) <= radius ? null : { kind: "outside" };
    }
    case "path":
      if (label !== goal.from) return { kind: "start", label };
      return last === goal.to ? null : { kind: "end", label: last };
    case "datum":
    case "own":
      return null;
    default:
      return goal satisfies never;
  }
}
