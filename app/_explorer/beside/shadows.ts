import { nearestRows, type Rows } from "../../../server/latent/nearest.ts";
import { createCursor, type Live, type LiveCursor } from "../live.ts";
import type { Cursors } from "../scene/tags/crowd.ts";

/** The same images, row by row, as two models' encoders see them. */
export interface Pair {
  from: Rows;
  to: Rows;
}

/** One look through 10,000 images takes up to half a millisecond: so many people are looked up in one frame. */
export const LOOKUPS_PER_FRAME = 4;

const NOWHERE = new Float32Array(0);

/**
 * Where everyone stands in the second model: at the code that it gives to the datum nearest to their place in the room's
 * own. The models share nothing but the data, so the datum is all that can link them.
 */
export interface Shadows extends Cursors {
  cursors: Map<number, LiveCursor>;
  /** The datum nearest to the own place, and how far it is, σ; null before the first. */
  row: number | null;
  distance: number;
  /**
   * Looks up whoever has moved since: the own place at once, others in turn, each at their newest place.
   * @returns whether somebody waits for the next frame
   */
  follow: (live: Pick<Live, "z" | "cursors">, pair: Pair) => boolean;
  /** Nobody stands anywhere, until the next `follow`. */
  clear: () => void;
}

export function createShadows(): Shadows {
  /** The place that each was looked up for. */
  const seen = new Map<number, Float32Array>();
  /** Who has moved, the longest waiting first. */
  const waiting = new Set<number>();
  let ownSeen: Float32Array | null = null;
  let pair: Pair | null = null;

  const clear = () => {
    Object.assign(shadows, { z: NOWHERE, row: null, distance: 0, own: createCursor(-1, 0) });
    shadows.cursors.clear();
    seen.clear();
    waiting.clear();
    pair = null;
    ownSeen = null;
  };

  const lookUp = (z: Float32Array, { from, to }: Pair) => {
    const [nearest] = nearestRows(from, z, 1);
    return nearest && { ...nearest, code: codeOf(to, nearest.row) };
  };

  const followOwn = (z: Float32Array, next: Pair) => {
    if (z === ownSeen || z.length !== next.from.latentDim) return;
    ownSeen = z;
    const found = lookUp(z, next);
    if (!found) return;
    shadows.distance = found.distance;
    // The same array while it is the same datum: nothing is projected anew.
    if (found.row === shadows.row) return;
    Object.assign(shadows, { row: found.row, z: found.code });
  };

  const followOther = (slot: number, z: Float32Array, next: Pair) => {
    seen.set(slot, z);
    const code = lookUp(z, next)?.code;
    const known = shadows.cursors.get(slot);
    if (!code || known?.z.byteOffset === code.byteOffset) return;
    if (known) known.z = code;
    else shadows.cursors.set(slot, { ...createCursor(slot, 0), z: code });
  };

  const noteMoves = ({ cursors }: Pick<Live, "cursors">, { from }: Pair) => {
    for (const slot of seen.keys()) {
      if (cursors.has(slot)) continue;
      shadows.cursors.delete(slot);
      seen.delete(slot);
    }
    for (const [slot, { z }] of cursors)
      if (seen.get(slot) !== z && z.length === from.latentDim) waiting.add(slot);
  };

  const shadows: Shadows = {
    z: NOWHERE,
    own: createCursor(-1, 0),
    cursors: new Map(),
    standsWith: null,
    ownGlides: true,
    row: null,
    distance: 0,
    clear,
    follow(live, next) {
      if (pair !== next) clear();
      pair = next;
      followOwn(live.z, next);
      noteMoves(live, next);
      for (const slot of [...waiting].slice(0, LOOKUPS_PER_FRAME)) {
        waiting.delete(slot);
        const cursor = live.cursors.get(slot);
        if (cursor) followOther(slot, cursor.z, next);
      }
      return waiting.size > 0;
    },
  };
  return shadows;
}

/** The code of a datum, not copied. */
export function codeOf({ values, latentDim }: Rows, row: number): Float32Array {
  return values.subarray(row * latentDim, (row + 1) * latentDim);
}

/** The datum of the second model's scatter that is nearest to a point, among those that are shown; null where none is. */
export function nearestPoint(
  { points, labels }: { points: Float32Array; labels: Uint8Array },
  [x, y, z]: readonly [number, number, number],
  hidden: ReadonlySet<number>,
): number | null {
  let best = Number.POSITIVE_INFINITY;
  let found: number | null = null;
  for (let row = 0; row < labels.length; row++) {
    const dx = (points[3 * row] as number) - x;
    const dy = (points[3 * row + 1] as number) - y;
    const dz = (points[3 * row + 2] as number) - z;
    const square = dx * dx + dy * dy + dz * dz;
    if (square >= best || hidden.has(labels[row] as number)) continue;
    best = square;
    found = row;
  }
  return found;
}
