import type { ModelCard } from "../protocol/model-card.ts";
import type { Move } from "../schedule/batch.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import type { Broadcast, ImageCodec } from "./broadcast.ts";
import type { Place } from "./place.ts";
import { PLACE_ALONE_MS, type Room } from "./room.ts";

interface MovesOptions {
  card: ModelCard;
  room: Room;
  broadcast: Broadcast;
  scheduler: Pick<DecodeScheduler, "move">;
  codec: Pick<ImageCodec, "travelsAsFile" | "toFile">;
  /** There is something to tell, at the latest in so long. */
  mark: (afterMs?: number) => void;
}

/** From a move to the image that the decoder draws there, in the hands of its owner and of everyone. */
export class Moves {
  readonly #options: MovesOptions;

  constructor(options: MovesOptions) {
    this.#options = options;
  }

  move(slot: number, owner: Move["owner"], seq: number, z: Float32Array): void {
    const { room, scheduler, mark } = this.#options;
    if (!room.move(slot, seq, z)) return;
    scheduler.move(owner, seq, z);
    // Its image will be there first, unless the engine is slow or gone.
    mark(PLACE_ALONE_MS);
  }

  /** A decoded image: to its owner at once, to the others with the next tick. A promise where it becomes a file first. */
  take(slot: number, move: Move, pixels: Uint8Array, seat?: Place): Promise<void> | undefined {
    const { codec, card } = this.#options;
    if (!codec.travelsAsFile(card)) return this.#show(slot, move, pixels, seat);
    return codec.toFile(pixels, card).then((file) => this.#show(slot, move, file, seat));
  }

  /** Tells a cursor to nobody, or whole again. */
  hide(slot: number): void {
    const { room, broadcast, mark } = this.#options;
    broadcast.forget(slot);
    room.tellAgain(slot);
    mark();
  }

  #show(slot: number, { seq, z }: Move, image: Uint8Array, seat?: Place): undefined {
    const { room, broadcast, mark } = this.#options;
    if (!room.image(slot, seq, image)) return;
    if (seat?.wire?.behind) broadcast.fallBehind(seat);
    else if (seat?.wire && seat.behindSince === null)
      broadcast.sendOwn(seat, { slot, seq, imageSeq: seq, z, image });
    mark();
  }
}
