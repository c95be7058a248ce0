import { imageSize } from "../protocol/card-shape.ts";
import type { Bookmark, LatentPath, Playback } from "../protocol/entities.ts";
import { PLAYBACK_SLOT } from "../protocol/entities.ts";
import { type CursorFrame, encodeTick } from "../protocol/frame.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { headAt, headLatent, settle } from "../room/playback.ts";
import type { Room } from "../room/room.ts";
import { createTicker, realClock, type Ticker } from "../room/ticker.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import { isBehind } from "./back-pressure.ts";
import { deflateImages } from "./deflate-images.ts";
import { send, sendAll } from "./send.ts";
import type { RoomServer, RoomSocket } from "./types.ts";

export interface LiveRoomOptions {
  room: Room;
  card: ModelCard;
  bookmarks: Bookmark[];
  paths: LatentPath[];
  io: RoomServer;
  scheduler: DecodeScheduler;
}

/** No screen shows more than about ninety images a second. */
const TICK_MIN_MS = 11;
/** Ticks may take this share of the event loop: a room of hundreds ticks less often than a room of two. */
const TICK_LOOP_SHARE = 0.25;
/** Above this many bytes a second to each receiver, ticks come less often. */
const RECEIVER_BYTES_PER_SECOND = 1_000_000;
const PLAYBACK_HZ = 30;

/** A room with people in it: joins the pure `Room` to sockets, scheduler and clock. */
export class LiveRoom {
  readonly room: Room;
  readonly card: ModelCard;
  /** As the store has them, so that joining and browsing go on when it is down. */
  bookmarks: Bookmark[];
  paths: LatentPath[];
  readonly #io: RoomServer;
  readonly #scheduler: DecodeScheduler;
  readonly #sockets = new Map<number, RoomSocket>();
  readonly #ticker: Ticker;
  #tickMs = TICK_MIN_MS;
  #playbackTimer: NodeJS.Timeout | null = null;

  constructor(options: LiveRoomOptions) {
    this.room = options.room;
    this.card = options.card;
    this.bookmarks = options.bookmarks;
    this.paths = options.paths;
    this.#io = options.io;
    this.#scheduler = options.scheduler;
    this.#ticker = createTicker(
      () => this.#tick(),
      () => this.#tickMs,
      realClock,
    );
  }

  /** Everyone in the room, for reliable events. */
  get all(): ReturnType<RoomServer["to"]> {
    return this.#io.to(this.room.info.id);
  }

  get sockets(): Iterable<RoomSocket> {
    return this.#sockets.values();
  }

  async enter(socket: RoomSocket, slot: number): Promise<void> {
    const before = this.#sockets.get(slot);
    if (before && before !== socket) {
      // The same page came back before its old connection was found dead.
      before.data.seat = null;
      before.disconnect(true);
    }
    socket.data.seat = { roomId: this.room.info.id, slot };
    this.#sockets.set(slot, socket);
    await socket.join(this.room.info.id);
  }

  /** Sends all cursors and the receiver's own image: on arrival, and after falling behind. */
  catchUp(socket: RoomSocket): void {
    socket.data.behind = false;
    const everyone = this.room.snapshot();
    send(socket, this.#pack("tick", everyone));
    const slot = socket.data.seat?.slot;
    const own = everyone.filter((cursor) => cursor.slot === slot && cursor.pixels);
    if (own.length > 0) send(socket, this.#pack("frame", own));
  }

  leave(socket: RoomSocket): void {
    const slot = socket.data.seat?.slot;
    socket.data.seat = null;
    if (slot === undefined) return;
    this.#sockets.delete(slot);
    this.room.lose(slot);
    this.#scheduler.drop(this.#key(slot));
  }

  move(slot: number, seq: number, z: Float32Array): void {
    if (!this.room.move(slot, seq, z)) return;
    this.#scheduler.move(this.#key(slot), this.card.id, seq, z);
    this.#ticker.mark();
  }

  /** A decoded image: to its owner at once, to the others with the next tick. */
  image(slot: number, seq: number, z: Float32Array, pixels: Uint8Array): void {
    if (!this.room.image(slot, seq, pixels)) return;
    const owner = this.#sockets.get(slot);
    if (owner && isBehind(owner)) owner.data.behind = true;
    else if (owner) send(owner, this.#pack("frame", [{ slot, seq, imageSeq: seq, z, pixels }]));
    this.#ticker.mark();
  }

  /** The playback as it stands now, for newcomers and after each command. */
  playbackNow(): Playback | null {
    const { playback } = this.room;
    const path = this.paths.find(({ id }) => id === playback?.state.pathId);
    if (!playback || !path) return null;
    return settle(playback, path.seconds, performance.now()).state;
  }

  /** Replaces the shared playback and tells everyone; null stops it. */
  setPlayback(state: Playback | null): void {
    this.room.playback = state && { state, since: performance.now() };
    this.all.emit("playback", state);
    if (this.#playbackTimer) clearInterval(this.#playbackTimer);
    this.#playbackTimer = null;
    if (!state) return;
    this.#moveHead();
    if (state.playing)
      this.#playbackTimer = setInterval(() => this.#moveHead(), 1000 / PLAYBACK_HZ);
  }

  #moveHead(): void {
    const { playback } = this.room;
    const path = this.paths.find(({ id }) => id === playback?.state.pathId);
    if (!playback || !path) {
      this.setPlayback(null);
      return;
    }
    const at = headAt(playback, path.seconds, performance.now());
    this.move(PLAYBACK_SLOT, this.room.nextHeadSeq(), headLatent(path, at));
    if (playback.state.playing && at >= 1)
      this.setPlayback({ ...playback.state, at: 1, playing: false });
  }

  dispose(): void {
    this.#ticker.dispose();
    if (this.#playbackTimer) clearInterval(this.#playbackTimer);
    for (const slot of [PLAYBACK_SLOT, ...this.room.sessions.keys()])
      this.#scheduler.drop(this.#key(slot));
  }

  /** One packet, built once, for all who keep up; whoever drained since gets everything. */
  #tick(): void {
    const startedAt = performance.now();
    const changes = this.room.takeChanges();
    const keepUp: RoomSocket[] = [];
    const behind: RoomSocket[] = [];
    for (const socket of this.#sockets.values()) {
      if (isBehind(socket)) socket.data.behind = true;
      (socket.data.behind ? behind : keepUp).push(socket);
    }
    if (changes.length > 0) {
      const packet = this.#pack("tick", changes);
      sendAll(keepUp, packet);
      const spentMs = performance.now() - startedAt;
      const bytesMs = (packet.byteLength / RECEIVER_BYTES_PER_SECOND) * 1000;
      this.#tickMs = Math.max(TICK_MIN_MS, spentMs / TICK_LOOP_SHARE, bytesMs);
    }
    for (const socket of behind) if (!isBehind(socket)) this.catchUp(socket);
    if (behind.length > 0 || this.room.waiting) this.#ticker.mark();
  }

  #pack(kind: "tick" | "frame", frames: CursorFrame[]): Uint8Array {
    const { latentDim } = this.card;
    return encodeTick(frames, {
      kind,
      latentDim,
      imageBytes: imageSize(this.card),
      deflate: deflateImages,
    });
  }

  #key(slot: number): string {
    return `${this.room.info.id}:${slot}`;
  }
}
