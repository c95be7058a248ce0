import { travelsAsFile } from "../image/image-file.ts";
import { imageSize } from "../protocol/card-shape.ts";
import { type CursorFrame, encodeTick, entryBytes } from "../protocol/frame.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { Pace } from "../room/pace.ts";
import { type CursorState, PLACE_ALONE_MS, type Room } from "../room/room.ts";
import { MOVING_MS, ToldImages } from "../room/told-images.ts";
import { isBehind } from "./back-pressure.ts";
import { deflateImages } from "./deflate-images.ts";
import { send, sendAll } from "./send.ts";
import type { RoomSocket } from "./types.ts";

/** No screen shows more than about ninety images a second. */
const TICK_MIN_MS = 11;
/** To each receiver, as much as a phone on a good network takes; whoever takes less falls behind and is caught up. */
const BYTES_PER_SECOND = 1_000_000;
/** However many bytes they take, so that everyone's image comes round. */
const IMAGES_MIN = 4;

interface BroadcastOptions {
  card: ModelCard;
  room: Room;
  pace: Pace;
}

/** Tells a room what changed: one packet a tick, built once for all who keep up; whoever drained gets everything. */
export class Broadcast {
  readonly #card: ModelCard;
  readonly #room: Room;
  readonly #pace: Pace;
  readonly #told: ToldImages;
  #bytesPerImage: number;
  #tableBytes = 0;

  constructor({ card, room, pace }: BroadcastOptions) {
    this.#card = card;
    this.#room = room;
    this.#pace = pace;
    this.#told = new ToldImages({ files: travelsAsFile(card) });
    this.#bytesPerImage = imageSize(card) / 8;
  }

  /** Milliseconds until the next tick: longer where the event loop is busy, or places alone fill the line. */
  get tickMs(): number {
    const tableMs = (2 * this.#tableBytes * 1000) / BYTES_PER_SECOND;
    return Math.max(TICK_MIN_MS * this.#pace.stretch(), tableMs);
  }

  /** @returns milliseconds after which there is more to tell though nothing changes; null when everything is told */
  tick(sockets: Iterable<RoomSocket>): number | null {
    const keepUp: RoomSocket[] = [];
    const behind: RoomSocket[] = [];
    for (const socket of sockets) {
      if (isBehind(socket)) socket.data.behind = true;
      (socket.data.behind ? behind : keepUp).push(socket);
    }
    const now = performance.now();
    const maxImages = this.#maxImages();
    const frames = this.#told.tell(this.#room.takeChanges(maxImages), now);
    frames.push(...this.#told.settle(now, maxImages, (slot) => this.#room.look(slot)));
    if (frames.length > 0) sendAll(keepUp, this.#packTick(frames));
    for (const socket of behind) if (!isBehind(socket)) this.catchUp(socket);
    if (behind.length > 0 || this.#room.imagesWait) return 0;
    if (this.#room.placesWait) return PLACE_ALONE_MS;
    return this.#told.unsettled ? MOVING_MS : null;
  }

  /** Sends everyone's cursor as the others hold it, and the receiver's own image: on arrival, and after falling behind. */
  catchUp(socket: RoomSocket): void {
    socket.data.behind = false;
    const everyone = this.#room.snapshot();
    send(socket, this.#pack("tick", this.#told.catchUp(everyone)));
    const own = everyone.find(({ slot }) => slot === socket.data.seat?.slot);
    if (own?.image) this.sendOwn(socket, { ...own, image: own.image });
  }

  /** The own image goes out the moment it is there, exact, and too small to be worth deflating. */
  sendOwn(socket: RoomSocket, own: CursorState & { image: Uint8Array }): void {
    send(socket, this.#pack("frame", [{ ...own, image: this.#told.whole(own.image) }]));
  }

  /** Whoever left; a later cursor of this slot starts with a whole image. */
  forget(slot: number): void {
    this.#told.forget(slot);
  }

  #maxImages(): number {
    const bytes = (BYTES_PER_SECOND * this.tickMs) / 1000 - this.#tableBytes;
    return Math.max(IMAGES_MIN, Math.floor(bytes / this.#bytesPerImage));
  }

  #packTick(frames: CursorFrame[]): Uint8Array {
    const packet = this.#pack("tick", frames);
    const images = frames.filter(({ image }) => image).length;
    this.#tableBytes = frames.length * entryBytes(this.#card.latentDim);
    if (images > 0) {
      const each = (packet.length - this.#tableBytes) / images;
      this.#bytesPerImage += (each - this.#bytesPerImage) / 8;
    }
    return packet;
  }

  #pack(kind: "tick" | "frame", frames: CursorFrame[]): Uint8Array {
    return encodeTick(frames, {
      kind,
      latentDim: this.#card.latentDim,
      imageBytes: imageSize(this.#card),
      ...(kind === "tick" ? { deflate: deflateImages } : {}),
    });
  }
}
