import { toImageFile, travelsAsFile } from "../image/image-file.ts";
import type { Bookmark, LatentPath, Playback } from "../protocol/entities.ts";
import { PLAYBACK_SLOT } from "../protocol/entities.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { Pace } from "../room/pace.ts";
import { headAt, headLatent, settle } from "../room/playback.ts";
import { PLACE_ALONE_MS, type Room } from "../room/room.ts";
import { createTicker, realClock, type Ticker } from "../room/ticker.ts";
import type { Move } from "../schedule/batch.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import { isBehind } from "./back-pressure.ts";
import { Broadcast } from "./broadcast.ts";
import type { RoomServer, RoomSocket } from "./types.ts";

export interface LiveRoomOptions {
  room: Room;
  card: ModelCard;
  bookmarks: Bookmark[];
  paths: LatentPath[];
  io: RoomServer;
  scheduler: DecodeScheduler;
  pace: Pace;
}

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
  readonly #broadcast: Broadcast;
  readonly #ticker: Ticker;
  #playbackTimer: NodeJS.Timeout | null = null;

  constructor(options: LiveRoomOptions) {
    this.room = options.room;
    this.card = options.card;
    this.bookmarks = options.bookmarks;
    this.paths = options.paths;
    this.#io = options.io;
    this.#scheduler = options.scheduler;
    this.#broadcast = new Broadcast(options);
    this.#ticker = createTicker(
      (lateMs) => {
        options.pace.note(lateMs);
        const againMs = this.#broadcast.tick(this.sockets);
        if (againMs !== null) this.#ticker.mark(againMs);
      },
      () => this.#broadcast.tickMs,
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
    // Until it was told everything it could not read what is told of changes.
    socket.data.behind = true;
    this.#sockets.set(slot, socket);
    await socket.join(this.room.info.id);
  }

  catchUp(socket: RoomSocket): void {
    this.#broadcast.catchUp(socket);
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
    // Its image will be there first, unless the engine is slow or gone.
    this.#ticker.mark(PLACE_ALONE_MS);
  }

  /** Removes whose time to come back has passed; returns their slots. */
  prune(): number[] {
    const gone = this.room.prune();
    for (const slot of gone) this.#broadcast.forget(slot);
    return gone;
  }

  /** A decoded image: to its owner at once, to the others with the next tick. A promise where it becomes a file first. */
  image(move: Move, pixels: Uint8Array): Promise<void> | undefined {
    if (!travelsAsFile(this.card)) return this.#show(move, pixels);
    return toImageFile(pixels, this.card).then((file) => this.#show(move, file));
  }

  #show({ key, seq, z }: Move, image: Uint8Array): undefined {
    const slot = slotOf(key);
    if (!this.room.image(slot, seq, image)) return;
    const owner = this.#sockets.get(slot);
    if (owner && isBehind(owner)) owner.data.behind = true;
    else if (owner) this.#broadcast.sendOwn(owner, { slot, seq, imageSeq: seq, z, image });
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
    if (!state) {
      this.#broadcast.forget(PLAYBACK_SLOT);
      return;
    }
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

  #key(slot: number): string {
    return `${this.room.info.id}:${slot}`;
  }
}

/** The room of a scheduler's key. */
export const roomOf = (key: string): string => key.slice(0, key.indexOf(":"));
const slotOf = (key: string): number => Number(key.slice(key.indexOf(":") + 1));
