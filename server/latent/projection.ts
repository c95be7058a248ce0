import { liftOf } from "./lift.ts";
import type { Rows } from "./nearest.ts";

/**
 * How a latent becomes a point of the scatter, and how a move in the scatter becomes a move in latent space.
 * `identity` shows three latent dimensions as they are; `pca` shows components · (z − mean), rows orthonormal.
 * `umap` has no formula: by its data (lift.ts) once they are attached to this very object; until then all is at 0.
 */
export type LatentProjection =
  | { readonly kind: "identity" }
  | {
      readonly kind: "pca";
      readonly mean: readonly number[];
      readonly components: readonly (readonly number[])[];
    }
  | { readonly kind: "umap" };

type Point = [number, number, number];

/** The point of one latent. Two dimensions are a plane at height 0. */
export function project(projection: LatentProjection, z: Float32Array): Point {
  if (projection.kind === "identity") return [z[0] ?? 0, z[1] ?? 0, z[2] ?? 0];
  if (projection.kind === "umap") return liftOf(projection)?.toPoint(z) ?? [0, 0, 0];
  const point: Point = [0, 0, 0];
  for (const [axis, row] of projection.components.entries()) {
    let sum = 0;
    for (const [d, weight] of row.entries())
      sum += weight * ((z[d] ?? 0) - (projection.mean[d] ?? 0));
    point[axis as 0 | 1 | 2] = sum;
  }
  return point;
}

/**
 * Moves `z` so that its point lands on `target`, changing nothing outside the plane of the scatter:
 * z′ = z + componentsᵀ · (target − project(z)). Exact because the rows are orthonormal.
 * UMAP: z′ = z + latent(target) − latent(project(z)), what lies there instead of what lies here; the rest of z is kept.
 * Whoever moves on and on does it from where they began, so that errors do not add up.
 */
export function moveTo(
  projection: LatentProjection,
  z: Float32Array,
  target: Readonly<Point>,
): Float32Array {
  if (projection.kind === "identity") return Float32Array.from(z, (value, d) => target[d] ?? value);
  const from = project(projection, z);
  if (projection.kind === "umap") return movedByData(projection, z, from, target);
  const moved = new Float32Array(z);
  for (const [axis, row] of projection.components.entries()) {
    const step = (target[axis as 0 | 1 | 2] ?? 0) - from[axis as 0 | 1 | 2];
    for (const [d, weight] of row.entries()) moved[d] = (moved[d] ?? 0) + weight * step;
  }
  return moved;
}

function movedByData(
  projection: LatentProjection,
  z: Float32Array,
  from: Readonly<Point>,
  target: Readonly<Point>,
): Float32Array {
  const lift = liftOf(projection);
  if (!lift) return z;
  const [here, there] = [lift.toLatent(from), lift.toLatent(target)];
  return z.map((value, d) => value + (there[d] ?? 0) - (here[d] ?? 0));
}

/** Projects a whole embedding (rows × latentDim) into xyz triples for the GPU. */
export function projectAll(
  projection: LatentProjection,
  embedding: Float32Array,
  latentDim: number,
): Float32Array {
  const count = Math.floor(embedding.length / latentDim);
  const points = new Float32Array(count * 3);
  projectInto(projection, { values: embedding, latentDim }, points, [0, count]);
  return points;
}

/** The same for some of the rows, from the first to before the second, where the rest is still to come. */
export function projectInto(
  projection: LatentProjection,
  { values, latentDim }: Rows,
  points: Float32Array,
  [from, to]: readonly [number, number],
): void {
  for (let row = from; row < to; row++)
    points.set(
      project(projection, values.subarray(row * latentDim, (row + 1) * latentDim)),
      3 * row,
    );
}
