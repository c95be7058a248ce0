import {
  INTERPOLATIONS,
  type Interpolation,
  type LatentPath,
} from "../../../../server/protocol/entities.ts";
import { imageAddress } from "../../../../server/protocol/image-address.ts";
import {
  PATH_MAX_SECONDS,
  PATH_MAX_STOPS,
  PATH_MIN_SECONDS,
} from "../../../../server/protocol/limits.ts";
import type { PathDraft } from "../../../../server/protocol/schema.ts";

export interface DraftStop {
  /** Tells two stops at the same place apart. */
  key: number;
  label: string;
  z: readonly number[];
  /** Address of its picture, or a data: URL while it is new. */
  picture: string;
}

/** A path while it is edited; `id` is null until it was saved. */
export interface Draft {
  id: string | null;
  name: string;
  interpolation: Interpolation;
  seconds: number;
  stops: readonly DraftStop[];
}

let nextKey = 1;

export function emptyDraft(name: string): Draft {
  return { id: null, name, interpolation: INTERPOLATIONS[1], seconds: 8, stops: [] };
}

export function draftOf({ id, roomId, name, interpolation, seconds, stops }: LatentPath): Draft {
  const drafts = stops.map(({ label, z, image }): DraftStop => {
    return { key: nextKey++, label, z, picture: imageAddress(roomId, image) };
  });
  return { id, name, interpolation, seconds, stops: drafts };
}

/** Appends a stop; a full path stays as it is. */
export function addStop(draft: Draft, stop: Omit<DraftStop, "key">): Draft {
  if (draft.stops.length >= PATH_MAX_STOPS) return draft;
  return { ...draft, stops: [...draft.stops, { ...stop, key: nextKey++ }] };
}

export function removeStop(draft: Draft, index: number): Draft {
  return { ...draft, stops: draft.stops.filter((_, i) => i !== index) };
}

/** Takes the stop at `from` out and puts it in at `to`; beyond the ends nothing moves. */
export function moveStop(draft: Draft, from: number, to: number): Draft {
  const stops = [...draft.stops];
  if (to < 0 || to >= stops.length || from === to) return draft;
  const [moved] = stops.splice(from, 1);
  if (!moved) return draft;
  stops.splice(to, 0, moved);
  return { ...draft, stops };
}

/** Seconds within what the server takes; what is no number counts as the shortest. */
export function clampSeconds(seconds: number): number {
  if (!Number.isFinite(seconds)) return PATH_MIN_SECONDS;
  return Math.min(PATH_MAX_SECONDS, Math.max(PATH_MIN_SECONDS, seconds));
}

/** What is sent. */
export function toMessage({ id, name, interpolation, seconds, stops }: Draft): PathDraft {
  return {
    id,
    name,
    interpolation,
    seconds: clampSeconds(seconds),
    stops: stops.map(({ label, z }) => ({ label, z: [...z] })),
  };
}
