import type { Vec3, View } from "../../server/protocol/entities.ts";
import { clampSigma } from "../../server/protocol/limits.ts";
import type { ViewState } from "../../server/protocol/view-state.ts";
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

/** What someone sees, as it came last; another object with each view. */
export interface LiveView {
  seq: number;
  view: ViewState;
}

/** What the scene offers to panels; filled in when it mounts. */
export interface SceneControls {
  view: () => View;
  setView: (view: View, animate: boolean) => void;
  /** The camera is steered by someone else: it takes nothing from this person's hands. */
  hold: (held: boolean) => void;
  /** From the eye to what it looks at. */
  distance: () => number;
  /** Shows the whole cloud. */
  resetView: () => void;
  /** Looks straight at a plane, so that a circle of that radius around a point of it is between the panels. */
  face: (point: Vec3, normal: Vec3, radius: number) => void;
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
  /** Which of the models that the room was in `z` is of (cursor-packet.ts). */
  epoch: number;
  /** Own image as last decoded. */
  own: LiveCursor;
  /** Everyone else by slot, the shared playback head included (PLAYBACK_SLOT). */
  cursors: Map<number, LiveCursor>;
  /** What those who are followed see, by slot. */
  views: Map<number, LiveView>;
  /** Where this person points to in the cloud, for all to see. */
  pointer: [number, number, number] | null;
  /** At whose place the own cursor stands, instead of one of its own; null: at its own. */
  standsWith: number | null;
  /** The own image is that person's, and need not be decoded. */
  borrows: boolean;
  /** Someone holds this page: the own cursor and camera stay with theirs. */
  held: boolean;
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
    epoch: 0,
    own: createCursor(-1, latentDim),
    cursors: new Map(),
    views: new Map(),
    pointer: null,
    standsWith: null,
    borrows: false,
    held: false,
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

/** The room is in another model: what was known of places and images is over, and the own place is `z`. */
export function restartLive(z: Float32Array, { epoch, seq }: Pick<Live, "epoch" | "seq">): void {
  live.cursors.clear();
  live.movedAt.clear();
  Object.assign(live, { z, epoch, seq: Math.max(live.seq, seq), flight: null });
  // Whoever goes along with someone stands with them again as soon as it is heard where they are.
  Object.assign(live, { standsWith: null, borrows: false });
  live.own = createCursor(live.own.slot, z.length);
  publishOwn();
}

type OwnPart = "place" | "camera";
const ownActs = new Set<(part: OwnPart) => void>();

/** Calls `listener` when this person moves themselves or turns the camera, whatever by. Returns the undo. */
export function onOwnAct(listener: (part: OwnPart) => void): () => void {
  ownActs.add(listener);
  return () => {
    ownActs.delete(listener);
  };
}

export function ownAct(part: OwnPart): void {
  for (const listener of ownActs) listener(part);
}

/** Puts the own cursor at `z` (clamped to ±8σ); the connection sends it with the next packet. */
export function moveOwn(z: ArrayLike<number>): void {
  if (live.held) return;
  ownAct("place");
  live.z = Float32Array.from(z, clampSigma);
  publishOwn();
}

/** The own place counts as new, although it may be where it was. */
export function publishOwn(): void {
  live.seq++;
  noteMove(live);
  liveChanged();
}

let borrowed = 0;

/**
 * Stands where someone else's cursor is. The room knows at whose place that is, so nothing is sent and nothing decoded.
 * @param imageComes false where the other's image is not told: then this page asks for its own
 */
export function standAt(cursor: LiveCursor, imageComes: boolean): void {
  const first = live.standsWith !== cursor.slot || live.borrows !== imageComes;
  const image = imageComes && cursor.pixels && (first || cursor.version !== borrowed);
  if (!first && !image && live.z === cursor.z) return;
  const moved = live.z !== cursor.z;
  Object.assign(live, { standsWith: cursor.slot, borrows: imageComes, z: cursor.z });
  if (first) live.movedAt.clear();
  if (image) {
    borrowed = cursor.version;
    showImage(live.own, live.own.imageSeq, cursor.pixels);
  }
  if (!imageComes && moved) publishOwn();
  else liveChanged();
}

const viewListeners = new Set<Listener>();

/** Calls `listener` when the camera may show something else. Returns the undo. */
export function onView(listener: Listener): () => void {
  viewListeners.add(listener);
  return () => {
    viewListeners.delete(listener);
  };
}

export function viewChanged(): void {
  for (const listener of viewListeners) listener();
}

/** Glides the own cursor to `to` over `ms`; the scene advances it. Any drag or key ends the flight. */
export function flyOwn(to: ArrayLike<number>, ms = 700): void {
  if (live.held) return;
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
