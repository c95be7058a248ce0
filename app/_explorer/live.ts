import type { View } from "../../server/protocol/entities.ts";
import { clampSigma } from "../../server/protocol/limits.ts";
import { noteMove } from "./latency.ts";

/**
 * Everything that changes at frame rate. Mutated in place and read by `useFrame`; React never sees it.
 * Slow state (names, lists, panels) lives in store.ts.
 */
export interface LiveCursor {
  slot: number;
  /** Newest latent heard; the scene glides towards it. */
  z: Float32Array;
  seq: number;
  /** The move that `pixels` belongs to: the place may already be newer. */
  imageSeq: number;
  /** Newest decoded image, imageSize bytes, or null before the first. */
  pixels: Uint8Array | null;
  /** What the server's next difference builds on; null where this page does not hold it. */
  base: Uint8Array | null;
  /** Rises with each new image, so that a texture uploads only when it must. */
  version: number;
}

/** What the scene offers to panels; filled in when it mounts. */
export interface SceneControls {
  view: () => View;
  setView: (view: View, animate: boolean) => void;
  /** From the eye to what it looks at. */
  distance: () => number;
  /** Shows the whole cloud. */
  resetView: () => void;
  /** Brings the camera to a point of the scatter, keeping the direction of sight. */
  lookAt: (point: readonly [number, number, number]) => void;
  /** Goes along with a flight to a point, where the camera is close by; the cloud seen whole stays where it is. */
  goAlong: (point: readonly [number, number, number]) => void;
  /** Turns about what the camera looks at: radians to the right and up. */
  turn: (right: number, up: number) => void;
  /** Multiplies the distance to what the camera looks at. */
  approach: (factor: number) => void;
}

interface Flight {
  from: Float32Array;
  to: Float32Array;
  startedAt: number;
  ms: number;
  /** The way by share of the time, where it is not straight. */
  along?: (share: number) => Float32Array;
}

export interface Live {
  /** Own cursor. Replace only through `moveOwn`. */
  z: Float32Array;
  seq: number;
  /** Own image as last decoded. */
  own: LiveCursor;
  /** Everyone else by slot, the shared playback head included (PLAYBACK_SLOT). */
  cursors: Map<number, LiveCursor>;
  /** When each own move that has no image yet was made, by seq, oldest first; `performance.now()`. */
  movedAt: Map<number, number>;
  /** Milliseconds from an own move to its image in this page's hands, newest last, at most 120. */
  latencies: number[];
  scene: SceneControls | null;
  /** Where the own cursor glides to after a click or "fly to"; null when it stands or is dragged. */
  flight: Flight | null;
}

export function createCursor(slot: number, latentDim: number): LiveCursor {
  const z = new Float32Array(latentDim);
  return { slot, z, seq: 0, imageSeq: 0, pixels: null, base: null, version: 0 };
}

function createLive(latentDim: number): Live {
  return {
    z: new Float32Array(latentDim),
    seq: 0,
    own: createCursor(-1, latentDim),
    cursors: new Map(),
    movedAt: new Map(),
    latencies: [],
    scene: null,
    flight: null,
  };
}

export const live: Live = createLive(0);

/** Shows `pixels` as the cursor's image; null, which nothing could be made of, leaves the last. */
export function showImage(cursor: LiveCursor, imageSeq: number, pixels: Uint8Array | null): void {
  if (!pixels) return;
  cursor.imageSeq = imageSeq;
  cursor.pixels = pixels;
  cursor.version++;
}

type Listener = () => void;
const listeners = new Set<Listener>();

/** Calls `listener` after each change of `live`, so that the scene sleeps while nothing moves. Returns the undo. */
export function onLive(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whoever writes into `live` from outside this file says so here. */
export function liveChanged(): void {
  for (const listener of listeners) listener();
}

/** Empties everything for a room whose latents have `latentDim` dimensions; the mounted scene stays. */
export function resetLive(latentDim: number): void {
  Object.assign(live, createLive(latentDim), { scene: live.scene });
  liveChanged();
}

/** Puts the own cursor at `z` (clamped to ±8σ); the connection sends it with the next packet. */
export function moveOwn(z: ArrayLike<number>): void {
  live.z = Float32Array.from(z, clampSigma);
  live.seq++;
  noteMove(live);
  liveChanged();
}

/** Glides the own cursor to `to` over `ms`; the scene advances it. Any drag or key ends the flight. */
export function flyOwn(to: ArrayLike<number>, ms = 700): void {
  live.flight = { from: live.z, to: Float32Array.from(to), startedAt: performance.now(), ms };
  liveChanged();
}

/** Takes the own cursor along a way that ends at `to`, because someone asked to see it: also where less motion is wanted. */
export function flyAlong(
  along: (share: number) => Float32Array,
  to: Float32Array,
  ms: number,
): void {
  live.flight = { from: live.z, to, startedAt: performance.now(), ms, along };
  liveChanged();
}
