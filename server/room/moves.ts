import type { ModelCard } from "../protocol/model-card.ts";
import type { Move, MoveOwner } from "../schedule/batch.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import type { Broadcast, ImageCodec } from "./broadcast.ts";
import { type Cursors, PLACE_ALONE_MS } from "./cursors.ts";
import type { Place } from "./place.ts";

interface MovesOptions {
  card: ModelCard;
  cursors: Cursors;
  broadcast: Broadcast;
  scheduler: Pick<DecodeScheduler, "move" | "drop">;
  codec: Pick<ImageCodec, "travelsAsFile" | "toFile">;
  seatAt: (slot: number) => Place | undefined;
  /** There is something to tell, at the latest in so long. */
  mark: (afterMs?: number) => void;
}

/** From a move to the image that the decoder draws there, in the hands of its owner and of everyone. */
export class Moves {
  readonly #options: MovesOptions;
  /** Who waits for images, by slot. What comes for anyone else, who was dropped meanwhile, is nobody's. */
  readonly #owners = new Map<number, MoveOwner>();

  constructor(options: MovesOptions) {
    this.#options = options;
  }

  move(slot: number, seq: number, z: Float32Array): void {
    const { cursors, scheduler, mark } = this.#options;
    if (!cursors.move(slot, seq, z)) return;
    scheduler.move(this.#ownerAt(slot), seq, z);
    // Its image will be there first, unless the engine is slow or gone.
    mark(PLACE_ALONE_MS);
  }

  /** What is still to be drawn for this slot is wanted no more. */
  drop(slot: number): void {
    const owner = this.#owners.get(slot);
    if (!owner) return;
    this.#owners.delete(slot);
    this.#options.scheduler.drop(owner);
  }

  /** Tells a cursor to nobody, or whole again. */
  hide(slot: number): void {
    const { cursors, broadcast, mark } = this.#options;
    broadcast.forget(slot);
    cursors.tellAgain(slot);
    mark();
  }

  dispose(): void {
    for (const slot of [...this.#owners.keys()]) this.drop(slot);
  }

  #ownerAt(slot: number): MoveOwner {
    const known = this.#owners.get(slot);
    if (known) return known;
    const owner: MoveOwner = {
      modelId: this.#options.card.id,
      take: (move, pixels) => this.#take(slot, move, pixels),
    };
    this.#owners.set(slot, owner);
    return owner;
  }

  /** A decoded image: to its owner at once, to the others with the next tick. A promise where it becomes a file first. */
  #take(slot: number, move: Move, pixels: Uint8Array): Promise<void> | undefined {
    const { codec, card } = this.#options;
    if (!codec.travelsAsFile(card)) return this.#show(slot, move, pixels);
    return codec.toFile(pixels, card).then((file) => this.#show(slot, move, file));
  }

  #show(slot: number, { owner, seq, z }: Move, image: Uint8Array): undefined {
    const { cursors, broadcast, seatAt, mark } = this.#options;
    if (owner !== this.#owners.get(slot) || !cursors.image(slot, seq, image)) return;
    const seat = seatAt(slot);
    if (seat?.wire?.behind) broadcast.fallBehind(seat);
    else if (seat?.wire && seat.behindSince === null)
      broadcast.sendOwn(seat, { slot, seq, imageSeq: seq, z, image });
    mark();
  }
}
