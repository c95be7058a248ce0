import { CircleGeometry, InstancedBufferGeometry, SphereGeometry, type Vector3 } from "three";
import {
  ellipsoidFactor,
  projectedCovariance,
} from "../../../../server/latent/posterior/ellipsoid.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import type { Cloud } from "../../store.ts";
import { setInstanced } from "../instanced-attributes.ts";

/** More than the largest class that comes with this server; of more every second is drawn, or every third. */
export const ELLIPSOIDS_MAX = 1500;
/** Up to so many are looked at one by one, and get smooth outlines. */
const FEW = 8;
/** Corners around and from pole to pole. */
const SMOOTH = [48, 32] as const;
/** Of a thousand, each some twenty pixels wide: 117 corners. */
const COARSE = [12, 8] as const;
const CORNERS = 64;

/** Posteriors are flat where the latents are a plane, or the third says a label. */
export const isFlat = ({ projection, latentDim, condition }: ModelCard) =>
  projection.kind === "identity" && (latentDim < 3 || condition?.dimension === 2);

/** Every `n`-th of the rows, so that at most `most` are left. */
export function thinned(rows: readonly number[], most = ELLIPSOIDS_MAX): readonly number[] {
  const step = Math.ceil(rows.length / most);
  return step <= 1 ? rows : rows.filter((_, i) => i % step === 0);
}

/** An instance of one σ for each row, and with `outer` one of two, in one draw call: centre, factor L, how many σ, colour. */
export function createEllipsoidGeometry(
  card: ModelCard,
  cloud: Cloud,
  logVar: Float32Array,
  { rows, outer, tint }: { rows: readonly number[]; outer: boolean; tint: Vector3 },
): InstancedBufferGeometry {
  const base = isFlat(card)
    ? new CircleGeometry(1, CORNERS)
    : new SphereGeometry(1, ...(rows.length > FEW ? COARSE : SMOOTH));
  const geometry = new InstancedBufferGeometry();
  geometry.setIndex(base.index).setAttribute("position", base.getAttribute("position"));
  const sigmas = outer ? [1, 2] : [1];
  const values = rows.flatMap((row) => {
    const center = cloud.points.subarray(3 * row, 3 * row + 3);
    const { projection, latentDim } = card;
    const covariance = projectedCovariance(projection, logVar, latentDim, row * latentDim);
    const factor = ellipsoidFactor(covariance);
    return sigmas.flatMap((sigma) => [...center, ...factor, sigma, tint.x, tint.y, tint.z]);
  });
  setInstanced(geometry, Float32Array.from(values), {
    center: 3,
    first: 3,
    second: 3,
    sigmas: 1,
    tint: 3,
  });
  geometry.instanceCount = rows.length * sigmas.length;
  return geometry;
}
