/**
 * How a latent becomes a point of the scatter, and how a move in the scatter becomes a move in latent space.
 * `identity` shows three latent dimensions as they are; `pca` shows components · (z − mean), rows orthonormal.
 */
export type LatentProjection =
  | { readonly kind: "identity" }
  | {
      readonly kind: "pca";
      readonly mean: readonly number[];
      readonly components: readonly (readonly number[])[];
    };

type Point = [number, number, number];

/** The point of one latent (length latentDim); `offset` reads a row out of a larger embedding. */
export function project(projection: LatentProjection, z: Float32Array, offset = 0): Point {
  if (projection.kind === "identity")
    return [z[offset] ?? 0, z[offset + 1] ?? 0, z[offset + 2] ?? 0];
  const point: Point = [0, 0, 0];
  for (const [axis, row] of projection.components.entries()) {
    let sum = 0;
    for (const [d, weight] of row.entries())
      sum += weight * ((z[offset + d] ?? 0) - (projection.mean[d] ?? 0));
    point[axis as 0 | 1 | 2] = sum;
  }
  return point;
}

/**
 * Moves `z` so that its point lands on `target`, changing nothing outside the plane of the scatter:
 * z′ = z + componentsᵀ · (target − project(z)). Exact because the rows are orthonormal.
 */
export function moveTo(
  projection: LatentProjection,
  z: Float32Array,
  target: Readonly<Point>,
): Float32Array {
  if (projection.kind === "identity") return Float32Array.from(z, (value, d) => target[d] ?? value);
  const from = project(projection, z);
  const moved = new Float32Array(z);
  for (const [axis, row] of projection.components.entries()) {
    const step = (target[axis as 0 | 1 | 2] ?? 0) - from[axis as 0 | 1 | 2];
    for (const [d, weight] of row.entries()) moved[d] = (moved[d] ?? 0) + weight * step;
  }
  return moved;
}

/** Projects a whole embedding (rows × latentDim) into xyz triples for the GPU. */
export function projectAll(
  projection: LatentProjection,
  embedding: Float32Array,
  latentDim: number,
): Float32Array {
  const count = Math.floor(embedding.length / latentDim);
  const points = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) points.set(project(projection, embedding, i * latentDim), i * 3);
  return points;
}
