/** A sphere that holds nearly all points. */
export interface Bounds {
  center: readonly [number, number, number];
  radius: number;
}

/** Where the camera looks before the data is here: the prior out to three σ. */
export const PRIOR_BOUNDS: Bounds = { center: [0, 0, 0], radius: 3.2 };

const KEPT = 0.985;

/** The mean, and the radius that leaves out only stragglers, so that a few outliers do not shrink the view. */
export function boundsOf(points: Float32Array): Bounds {
  const count = points.length / 3;
  if (count === 0) return PRIOR_BOUNDS;
  const center: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < points.length; i++) {
    const axis = (i % 3) as 0 | 1 | 2;
    center[axis] += (points[i] ?? 0) / count;
  }
  const far = new Float32Array(count);
  for (let i = 0; i < count; i++)
    far[i] = Math.hypot(
      (points[3 * i] ?? 0) - center[0],
      (points[3 * i + 1] ?? 0) - center[1],
      (points[3 * i + 2] ?? 0) - center[2],
    );
  far.sort();
  return { center, radius: Math.max(1e-3, far[Math.floor(KEPT * (count - 1))] ?? 1) };
}

/** Diameters in scene units: a cloud ten times as dense gets dots about half as wide. */
export function pointDiameter(
  count: number,
  radius: number,
): { points: number; thumbnails: number } {
  const spacing = radius / Math.cbrt(Math.max(1, count));
  return { points: 0.34 * spacing, thumbnails: 1.3 * spacing };
}

/** Largest diameter of a point that lies on a map, CSS pixels: what is under it stays to be seen. */
export const POINT_ON_MAP_PX = 6;
/** And before that, of what it would be elsewhere. */
export const POINT_ON_MAP_SHARE = 0.5;

/** Largest edge of an image in the cloud, CSS pixels: that of a data image twice over, which is read with ease. */
export const THUMBNAIL_MAX_PX = 44;

/** Width of its frame, CSS pixels: its colour can be named from the last row. */
export const THUMBNAIL_FRAME_PX = 2.5;
