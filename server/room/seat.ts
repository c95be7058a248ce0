import type { Right } from "../protocol/rights.ts";
import type { Move, MoveOwner } from "../schedule/batch.ts";
import type { LiveRoom } from "./live-room.ts";
import type { Wire } from "./wire.ts";

/** A person's place in a live room, kept a while when the connection is lost. Their images come back to this object. */
export class Seat implements MoveOwner {
  readonly room: LiveRoom;
  readonly slot: number;
  right: Right = "edit";
  wire: Wire | null = null;
  /** Has not been told everything, because too much waited or because it just came; when that began, milliseconds. */
  behindSince: number | null = null;

  constructor(room: LiveRoom, slot: number) {
    this.room = room;
    this.slot = slot;
  }

  get modelId(): string {
    return this.room.card.id;
  }

  take(move: Move, pixels: Uint8Array): Promise<void> | undefined {
    return this.room.take(this, move, pixels);
  }
}
