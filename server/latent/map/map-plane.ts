import { type LatentProjection, project } from "../projection.ts";
import { MAP_REACH } from "./map-tiles.ts";

/** A plane of the latent space with coordinates of its own in σ: z = origin + u · across + v · up, both of unit length and at right angles. */
export interface MapPlane {
  origin: Float64Array;
  across: Float64Array;
  up: Float64Array;
  /** Half a side of the square that is mapped, σ. */
  reach: number;
}

/** A plane as it lies in the scatter: an affine picture of it. */
export interface PlaneInScatter {
  origin: [number, number, number];
  /** Where one σ across, and one σ up, leads. Shorter than one where the scatter does not show all of it. */
  across: [number, number, number];
  up: [number, number, number];
}

/** Places that lie on a line within this share of their distance span no plane. */
const STRAIGHT = 1e-3;
/** Places keep away from the edge of what is mapped. */
const INNER = 0.75;
/** Below this share of its length an axis is seen edge-on. */
const EDGE_ON = 0.02;

/** The whole of a latent space of two dimensions: the first across, the second up, as in the scatter. */
export const WHOLE_PLANE: MapPlane = {
  origin: Float64Array.of(0, 0),
  across: Float64Array.of(1, 0),
  up: Float64Array.of(0, 1),
  reach: MAP_REACH,
};

/**
 * The plane through three places (Gram–Schmidt), its origin in their middle. Within the plane its axes are turned so that
 * they stand at right angles in the scatter too: images on it are never slanted.
 * @returns null when the places lie on one line
 */
export function planeThrough(
  [a, b, c]: readonly [Latent, Latent, Latent],
  projection: LatentProjection,
): MapPlane | null {
  const [ab, ac] = [minus(b, a), minus(c, a)];
  const longest = Math.max(length(ab), length(ac), length(minus(c, b)));
  const first = scaled(ab, 1 / length(ab));
  const rest = plus(ac, first, -dot(ac, first));
  if (!(length(ab) > STRAIGHT * longest && length(rest) > STRAIGHT * longest)) return null;
  const origin = scaled(plus(plus(scaled(a, 1), b, 1), c, 1), 1 / 3);
  const [across, up] = turned(first, scaled(rest, 1 / length(rest)), projection);
  const plane = { origin, across, up, reach: MAP_REACH };
  const farthest = Math.max(...[a, b, c].flatMap((z) => coordinatesOn(plane, z).map(Math.abs)));
  while (farthest > INNER * plane.reach) plane.reach *= 2;
  return plane;
}

export function latentOn({ origin, across, up }: MapPlane, u: number, v: number): Float32Array {
  return Float32Array.from(origin, (o, d) => o + u * (across[d] ?? 0) + v * (up[d] ?? 0));
}

/** Coordinates of the point of the plane that is nearest to `z`. */
export function coordinatesOn({ origin, across, up }: MapPlane, z: Latent): [number, number] {
  const away = minus(z, origin);
  return [dot(away, across), dot(away, up)];
}

/** @returns null where the scatter shows the plane edge-on, so that nothing of it would be seen */
export function planeInScatter(
  { origin, across, up }: MapPlane,
  projection: LatentProjection,
): PlaneInScatter | null {
  const shown = { across: directionOf(projection, across), up: directionOf(projection, up) };
  if (length(shown.across) < EDGE_ON || length(shown.up) < EDGE_ON) return null;
  return { origin: project(projection, Float32Array.from(origin)), ...shown };
}

type Latent = ArrayLike<number>;

/** Two axes of the plane whose pictures in the scatter are at right angles, right and up as far as they can. */
function turned(
  first: Float64Array,
  second: Float64Array,
  projection: LatentProjection,
): [Float64Array, Float64Array] {
  const [p, q] = [directionOf(projection, first), directionOf(projection, second)];
  const [pp, qq, pq] = [dot(p, p), dot(q, q), dot(p, q)];
  // Where the scatter shows the plane as it is, any turn would do: then across is level.
  const level = Math.hypot(pp - qq, 2 * pq) < 1e-6 * (pp + qq);
  const angle = level ? Math.atan2(-p[1], q[1]) : Math.atan2(2 * pq, pp - qq) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const axes = [plus(scaled(first, cos), second, sin), plus(scaled(first, -sin), second, cos)];
  const slope = (axis: Float64Array) => {
    const [x, y] = directionOf(projection, axis);
    return Math.abs(y) / Math.hypot(x, y, 1e-12);
  };
  const [across, up] = axes.sort((m, n) => slope(m) - slope(n)) as [Float64Array, Float64Array];
  return [
    scaled(across, directionOf(projection, across)[0] < 0 ? -1 : 1),
    scaled(up, directionOf(projection, up)[1] < 0 ? -1 : 1),
  ];
}

/** Where a step in latent space leads in the scatter. */
function directionOf(projection: LatentProjection, step: Float64Array): [number, number, number] {
  if (projection.kind === "identity") return [step[0] ?? 0, step[1] ?? 0, step[2] ?? 0];
  if (projection.kind === "umap") return [0, 0, 0];
  return projection.components.map((row) => dot(row, step)) as [number, number, number];
}

function dot(a: Latent, b: Latent): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function length(a: Latent): number {
  return Math.sqrt(dot(a, a));
}

function minus(a: Latent, b: Latent): Float64Array {
  return Float64Array.from({ length: a.length }, (_, d) => (a[d] ?? 0) - (b[d] ?? 0));
}

/** a + times · b */
function plus(a: Latent, b: Latent, times: number): Float64Array {
  return Float64Array.from({ length: a.length }, (_, d) => (a[d] ?? 0) + times * (b[d] ?? 0));
}

function scaled(a: Latent, by: number): Float64Array {
  return Float64Array.from({ length: a.length }, (_, d) => (a[d] ?? 0) * by);
}
