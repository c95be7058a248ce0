import type { Right } from "../protocol/rights.ts";
import type { Wire } from "./wire.ts";

/** A person's place in a room, kept a while when the connection is lost. */
export interface Place {
  readonly slot: number;
  /** When it was first taken, milliseconds. */
  readonly since: number;
  /** What whoever sits here may do, re-read at each command. */
  right: Right;
  /** Of the key that was shown for it. */
  keyHash: string | null;
  wire: Wire | null;
  /** Has not been told everything, because too much waited or because it just came; when that began, milliseconds. */
  behindSince: number | null;
  /** The page draws everyone's images by itself, and is told where they are. */
  placesOnly: boolean;
}

/** Nobody's yet. */
export const newPlace = (slot: number, since: number): Place => ({
  ...{ slot, since },
  right: "view",
  keyHash: null,
  wire: null,
  behindSince: null,
  placesOnly: false,
});
