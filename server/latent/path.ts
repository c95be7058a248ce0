import { catmullRom, lerp, slerp } from "./interpolate.ts";

export type PathKind = "lerp" | "slerp" | "catmull-rom";

/**
 * The latent at `at` (0..1) of a path; every segment takes the same time.
 * @throws RangeError with fewer than one stop.
 */
export function latentAt(stops: readonly Float32Array[], kind: PathKind, at: number): Float32Array {
  const last = stops.length - 1;
  const first = stops[0];
  if (!first) throw new RangeError("a path needs stops");
  const position = Math.min(1, Math.max(0, at)) * last;
  const segment = Math.min(Math.floor(position), Math.max(0, last - 1));
  const t = position - segment;
  const stop = (index: number) => stops[Math.min(last, Math.max(0, index))] ?? first;
  const from = stop(segment);
  const to = stop(segment + 1);
  switch (kind) {
    case "lerp":
      return lerp(from, to, t);
    case "slerp":
      return slerp(from, to, t);
    case "catmull-rom":
      return catmullRom([stop(segment - 1), from, to, stop(segment + 2)], t);
    default:
      return kind satisfies never;
  }
}

/** `count` latents evenly spaced over the path, both ends included. */
export function samplePath(
  stops: readonly Float32Array[],
  kind: PathKind,
  count: number,
): Float32Array[] {
  return Array.from({ length: count }, (_, i) =>
    latentAt(stops, kind, count > 1 ? i / (count - 1) : 0),
  );
}
