import type { Clock } from "../clock.ts";
import { imageSize } from "../protocol/card-shape.ts";
import { type CursorFrame, encodeTick, entryBytes } from "../protocol/frame.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { packViews, type ViewFrame } from "../protocol/view-section.ts";
import type { Views } from "./lesson/views.ts";
import type { Pace } from "./pace.ts";
import type { Place } from "./place.ts";
import { type CursorState, PLACE_ALONE_MS, type Room } from "./room.ts";
import { createTicker, type Ticker } from "./ticker.ts";
import { MOVING_MS, ToldImages } from "./told-images.ts";
import type { Packet } from "./wire.ts";

/** No screen shows more than about ninety images a second. */
const TICK_MIN_MS = 11;
/** To each receiver, as much as a phone on a good network takes; whoever takes less falls behind and is caught up. */
const BYTES_PER_SECOND = 1_000_000;
/** However many bytes they take, so that everyone's image comes round. */
const IMAGES_MIN = 4;

/** How pixels travel: small ones deflated together, large ones each as a file (image/image-file.ts). */
export interface ImageCodec {
  deflate: (images: Uint8Array) => Uint8Array;
  travelsAsFile: (card: ModelCard) => boolean;
  toFile: (pixels: Uint8Array, card: ModelCard) => Promise<Uint8Array>;
}

export interface BroadcastOptions {
  card: ModelCard;
  room: Room;
  pace: Pace;
  clock: Clock;
  codec: ImageCodec;
  /** What those who are followed see. */
  views: Pick<Views, "takeChanges" | "all">;
  /** Some receiver that was behind can take more. */
  wake: () => void;
}

/**
 * Tells a room what changed: one packet a tick, built once for all who keep up. Whoever just came or fell behind gets
 * everything as it is, in one packet made once for all of them.
 */
export class Broadcast {
  readonly #options: BroadcastOptions;
  readonly #told: ToldImages;
  #bytesPerImage: number;
  #tableBytes = 0;

  constructor(options: BroadcastOptions) {
    this.#options = options;
    this.#told = new ToldImages({ files: options.codec.travelsAsFile(options.card) });
    this.#bytesPerImage = imageSize(options.card) / 8;
  }

  /** Milliseconds until the next tick: longer where the event loop is busy, or places alone fill the line. */
  get tickMs(): number {
    const tableMs = (2 * this.#tableBytes * 1000) / BYTES_PER_SECOND;
    return Math.max(TICK_MIN_MS * this.#options.pace.stretch(), tableMs);
  }

  /** @returns milliseconds after which there is more to tell though nothing changes; null when everything is told */
  tick(seats: Iterable<Place>): number | null {
    const { keepUp, placesOnly, ready } = this.#sort(seats);
    const { room, clock } = this.#options;
    const now = clock.now();
    const maxImages = this.#maxImages();
    const frames = this.#told.tell(room.takeChanges(maxImages), now);
    frames.push(...this.#told.settle(now, maxImages, (slot) => room.look(slot)));
    const views = this.#options.views.takeChanges();
    if (frames.length + views.length > 0) {
      sendAll(keepUp, { message: this.#packTick(frames, views) });
      if (placesOnly.length > 0) {
        const places = frames.map((frame) => ({ ...frame, image: null }));
        sendAll(placesOnly, { message: this.#pack("tick", places, views) });
      }
    }
    if (ready.length > 0) this.#catchUp(ready);
    if (room.imagesWait) return 0;
    if (room.placesWait) return PLACE_ALONE_MS;
    return this.#told.unsettled ? MOVING_MS : null;
  }

  /** Gets nothing more until what waits has left, and then everything as it is by then. */
  fallBehind(seat: Place): void {
    seat.behindSince ??= this.#options.clock.now();
    seat.wire?.drained(this.#options.wake);
  }

  /** The own image goes out the moment it is there, exact, and too small to be worth deflating. */
  sendOwn({ wire }: Place, own: CursorState & { image: Uint8Array }): void {
    wire?.send({ message: this.#pack("frame", [{ ...own, image: this.#told.whole(own.image) }]) });
  }

  /** Whoever left; a later cursor of this slot starts with a whole image. */
  forget(slot: number): void {
    this.#told.forget(slot);
  }

  /** Who gets what changed, and who can get everything now. */
  #sort(seats: Iterable<Place>): Record<"keepUp" | "placesOnly" | "ready", Place[]> {
    const keepUp: Place[] = [];
    const placesOnly: Place[] = [];
    const ready: Place[] = [];
    for (const seat of seats) {
      if (!seat.wire) continue;
      if (seat.wire.behind) this.fallBehind(seat);
      else if (seat.behindSince !== null) ready.push(seat);
      else (seat.placesOnly ? placesOnly : keepUp).push(seat);
    }
    return { keepUp, placesOnly, ready };
  }

  /** Everyone's cursor as the others hold it, and to each their own image. */
  #catchUp(seats: readonly Place[]): void {
    const everyone = this.#options.room.snapshot();
    const views = this.#options.views.all();
    sendAll(seats, { message: this.#pack("tick", this.#told.catchUp(everyone), views) });
    for (const seat of seats) {
      seat.behindSince = null;
      const state = this.#options.room.own(seat.slot);
      if (state?.image) this.sendOwn(seat, { ...state, image: state.image });
    }
  }

  #maxImages(): number {
    const bytes = (BYTES_PER_SECOND * this.tickMs) / 1000 - this.#tableBytes;
    return Math.max(IMAGES_MIN, Math.floor(bytes / this.#bytesPerImage));
  }

  #packTick(frames: CursorFrame[], views: ViewFrame[]): Uint8Array {
    const packet = this.#pack("tick", frames, views);
    const images = frames.filter(({ image }) => image).length;
    this.#tableBytes = frames.length * entryBytes(this.#options.card.latentDim);
    if (images > 0) {
      const each = (packet.length - this.#tableBytes) / images;
      this.#bytesPerImage += (each - this.#bytesPerImage) / 8;
    }
    return packet;
  }

  #pack(kind: "tick" | "frame", frames: CursorFrame[], views: ViewFrame[] = []): Uint8Array {
    const { card, codec } = this.#options;
    return encodeTick(frames, {
      kind,
      latentDim: card.latentDim,
      imageBytes: imageSize(card),
      ...(kind === "tick" ? { deflate: codec.deflate } : {}),
      views: packViews(views),
    });
  }
}

/** Ticks while there is something to tell. */
export function tickerOf(
  broadcast: Broadcast,
  seats: { readonly all: Iterable<Place> },
  { pace, clock }: Pick<BroadcastOptions, "pace" | "clock">,
): Ticker {
  const ticker = createTicker(
    (lateMs) => {
      pace.note(lateMs);
      const againMs = broadcast.tick(seats.all);
      if (againMs !== null) ticker.mark(againMs);
    },
    () => broadcast.tickMs,
    clock,
  );
  return ticker;
}

function sendAll(seats: readonly Place[], packet: Packet): void {
  for (const { wire } of seats) wire?.send(packet);
}
