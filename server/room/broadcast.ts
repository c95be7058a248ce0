import type { Clock } from "../clock.ts";
import { imageSize } from "../protocol/card-shape.ts";
import { type CursorFrame, encodeTick, entryBytes } from "../protocol/frame.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { packViews, type ViewFrame } from "../protocol/view-section.ts";
import type { ByteBudget } from "./byte-budget.ts";
import { type CursorState, type Cursors, PLACE_ALONE_MS } from "./cursors.ts";
import type { Views } from "./lesson/views.ts";
import type { Pace } from "./pace.ts";
import type { People } from "./people.ts";
import type { Place } from "./place.ts";
import { createTicker, type Ticker } from "./ticker.ts";
import { MOVING_MS, ToldImages } from "./told-images.ts";
import type { Packet } from "./wire.ts";

/** No screen shows more than about ninety images a second. */
const TICK_MIN_MS = 11;
/** To each receiver, as much as a phone on a good network takes; whoever takes less falls behind and is caught up. */
const BYTES_PER_SECOND = 1_000_000;
/** Of a room's budget, where it has one; the rest is for own images and for what is told in words. */
const TICKS_SHARE = 0.6;
/** Own images that wait for the budget are tried again after so long. */
const OWN_AGAIN_MS = 50;
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
  cursors: Cursors;
  people: Pick<People, "online">;
  pace: Pace;
  clock: Clock;
  codec: ImageCodec;
  budget: ByteBudget;
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
  /** Whose own image waits for the budget, by slot. */
  readonly #ownWaits = new Map<number, Place>();

  constructor(options: BroadcastOptions) {
    this.#options = options;
    this.#told = new ToldImages({ files: options.codec.travelsAsFile(options.card) });
    this.#bytesPerImage = imageSize(options.card) / 8;
  }

  /** Milliseconds until the next tick: longer where the event loop is busy, or places alone fill the line. */
  get tickMs(): number {
    const tableMs = (2 * this.#tableBytes * 1000) / this.#bytesPerSecond;
    return Math.max(TICK_MIN_MS * this.#options.pace.stretch(), tableMs);
  }

  /** @returns milliseconds after which there is more to tell though nothing changes; null when everything is told */
  tick(seats: Iterable<Place>): number | null {
    const { budget } = this.#options;
    if (budget.left <= 0) return budget.waitMs;
    const { keepUp, placesOnly, ready } = this.#sort(seats);
    const { cursors, clock } = this.#options;
    const now = clock.now();
    const maxImages = this.#maxImages();
    const frames = this.#told.tell(cursors.takeChanges(maxImages), now);
    frames.push(...this.#told.settle(now, maxImages, (slot) => cursors.look(slot)));
    const views = this.#options.views.takeChanges();
    if (frames.length + views.length > 0) {
      this.#sendAll(keepUp, this.#packTick(frames, views));
      if (placesOnly.length > 0) {
        const places = frames.map((frame) => ({ ...frame, image: null }));
        this.#sendAll(placesOnly, this.#pack("tick", places, views));
      }
    }
    if (ready.length > 0) this.#catchUp(ready);
    this.#sendOwnWaiting();
    if (cursors.imagesWait) return 0;
    if (this.#ownWaits.size > 0) return OWN_AGAIN_MS;
    if (cursors.placesWait) return PLACE_ALONE_MS;
    return this.#told.unsettled ? MOVING_MS : null;
  }

  /** Gets nothing more until what waits has left, and then everything as it is by then. */
  fallBehind(seat: Place): void {
    seat.behindSince ??= this.#options.clock.now();
    seat.wire?.drained(this.#options.wake);
  }

  /**
   * The own image goes out the moment it is there, exact, and too small to be worth deflating. Where the room's budget is
   * short it waits, and the newest by then goes.
   */
  sendOwn(seat: Place, own: CursorState & { image: Uint8Array }): void {
    if (!this.#options.budget.ample) {
      this.#ownWaits.set(seat.slot, seat);
      return;
    }
    this.#ownWaits.delete(seat.slot);
    const frame = { ...own, image: this.#told.whole(own.image) };
    this.#sendAll([seat], this.#pack("frame", [frame]));
  }

  #sendOwnWaiting(): void {
    for (const [slot, seat] of this.#ownWaits) {
      if (!this.#options.budget.ample) return;
      this.#ownWaits.delete(slot);
      const state = this.#options.cursors.look(slot);
      // Who is behind gets everything anew anyway.
      if (state?.image && seat.behindSince === null)
        this.sendOwn(seat, { ...state, image: state.image });
    }
  }

  /** Whoever left; a later cursor of this slot starts with a whole image. */
  forget(slot: number): void {
    this.#told.forget(slot);
    this.#ownWaits.delete(slot);
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
    const everyone = this.#options.cursors.snapshot();
    const views = this.#options.views.all();
    this.#sendAll(seats, this.#pack("tick", this.#told.catchUp(everyone), views));
    for (const seat of seats) {
      seat.behindSince = null;
      const state = this.#options.cursors.own(seat.slot);
      if (state?.image) this.sendOwn(seat, { ...state, image: state.image });
    }
  }

  #maxImages(): number {
    const bytes = (this.#bytesPerSecond * this.tickMs) / 1000 - this.#tableBytes;
    // With a budget one at a time will do: what it costs too much is paid off by a later tick.
    const least = this.#options.budget.limit === null ? IMAGES_MIN : 1;
    return Math.max(least, Math.floor(bytes / this.#bytesPerImage));
  }

  /** To each receiver. */
  get #bytesPerSecond(): number {
    const { budget, people } = this.#options;
    if (budget.limit === null) return BYTES_PER_SECOND;
    const each = (budget.limit * TICKS_SHARE) / Math.max(1, people.online);
    return Math.min(BYTES_PER_SECOND, each);
  }

  #sendAll(seats: readonly Place[], message: Uint8Array): void {
    const packet: Packet = { message };
    for (const { wire } of seats) wire?.send(packet);
    this.#options.budget.spend(seats.length * message.length);
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
