import type { Connection } from "../../../server/commands/connection.ts";
import { imageSize } from "../../../server/protocol/card-shape.ts";
import type { Joined, Reply } from "../../../server/protocol/commands.ts";
import { encodeCursor } from "../../../server/protocol/cursor-packet.ts";
import type {
  BookmarkSummary,
  PathSummary,
  Peer,
  Playback,
} from "../../../server/protocol/entities.ts";
import {
  placed,
  type ServerEventName,
  type ServerEvents,
} from "../../../server/protocol/events.ts";
import { decodeTick } from "../../../server/protocol/frame.ts";
import { applyImage } from "../../../server/protocol/image-stream.ts";
import { PROTOCOL_VERSION } from "../../../server/protocol/limits.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import type { ToldRight } from "../../../server/protocol/rights.ts";
import type { TourSummary } from "../../../server/protocol/tour.ts";
import { type Delivery, type FakeWire, fakeWire } from "../fake-wire.ts";
import { inflate } from "../inflate.ts";
import type { FuzzServer } from "./fuzz-server.ts";

interface Seen {
  z: Float32Array;
  seq: number;
  imageSeq: number;
  pixels: Uint8Array | null;
}

/** A page without a browser: everything it knows comes through its wire, in order, when the fuzz lets it. */
export class FuzzPeer {
  readonly name: string;
  readonly #server: FuzzServer;
  wire: FakeWire | null = null;
  #connection: Connection | null = null;
  /** What waits on its way to the server. */
  readonly uplink: (() => void)[] = [];
  readonly #tokens = new Map<string, string>();
  #asked = 0;
  #joins = new Map<number, string>();
  roomId: string | null = null;
  slot = 0;
  seq = 0;
  z: Float32Array = new Float32Array(3);
  /** The model as this page was last told. */
  card: ModelCard | null = null;
  epoch = 0;
  peers = new Map<number, Peer>();
  bookmarks: BookmarkSummary[] = [];
  readonly seenPlaces = new Set<string>();
  paths: PathSummary[] = [];
  tours: TourSummary[] = [];
  playback: Playback | null = null;
  cursors = new Map<number, Seen>();
  own: Uint8Array | null = null;
  ownSeq = 0;
  refused = 0;
  /** Shown with each join. */
  key: string | null = null;
  waiting = false;
  right: ToldRight = { right: "view", owner: false };
  roomName = "";
  beside: string | null = null;
  /** Who waits, as hosts hear of it. */
  atDoor: string[] = [];
  /** Hears of a command the moment it reaches the server; what it returns hears of the answer. */
  onArrival: ((event: string, request: unknown) => (reply: Reply<unknown>) => void) | null = null;

  constructor(name: string, server: FuzzServer) {
    this.name = name;
    this.#server = server;
  }

  connect(): void {
    const wire = fakeWire(`${this.name}-${this.#asked}`, 12, () => {
      if (this.wire === wire) this.#forget();
      connection.closed();
    });
    const connection = this.#server.connect(wire);
    this.wire = wire;
    this.#connection = connection;
  }

  /** The network is gone: what waits in both directions is lost; the server may hear of it later. */
  drop(serverHears: boolean): void {
    const { wire } = this;
    this.#forget();
    if (serverHears) wire?.close();
    else this.#server.clock.after(3_000, () => wire?.close());
  }

  /** An answer to a join is on its way. */
  get joining(): boolean {
    return this.#joins.size > 0;
  }

  join(roomId: string, rejoining: boolean): void {
    this.#joins.set(this.#asked + 1, roomId);
    this.ask("join", {
      protocol: PROTOCOL_VERSION,
      roomId,
      browserId: `browser-${this.name}`,
      token: this.#tokens.get(roomId) ?? null,
      key: this.key,
      rejoining,
      name: this.name,
      color: "#4477aa",
    });
  }

  ask(event: string, request: unknown): void {
    const [wire, connection] = [this.wire, this.#connection];
    const to = ++this.#asked;
    this.uplink.push(() => {
      const heard = this.onArrival?.(event, request);
      void connection?.command(event, request, (reply) => {
        heard?.(reply);
        wire?.answer(to, reply);
      });
    });
  }

  move(z: Float32Array): void {
    const connection = this.#connection;
    this.z = z;
    const packet = encodeCursor(++this.seq, z, this.epoch);
    this.uplink.push(() => connection?.cursor(packet));
  }

  /** The oldest `count` messages reach the server. */
  sendSome(count: number): void {
    for (const send of this.uplink.splice(0, count)) send();
  }

  /** The oldest `count` messages reach the page. */
  receiveSome(count: number): void {
    for (const delivery of this.wire?.take(count) ?? []) this.#receive(delivery);
  }

  #forget(): void {
    this.wire = null;
    this.#connection = null;
    this.uplink.length = 0;
    this.#joins.clear();
    this.roomId = null;
  }

  #receive(delivery: Delivery): void {
    if ("reply" in delivery) this.#answered(delivery.to, delivery.reply);
    else if (typeof delivery.message === "string") {
      const [event, payload] = JSON.parse(delivery.message.slice(1)) as [ServerEventName, never];
      this.#listeners[event](payload);
    } else this.#tick(delivery.message);
  }

  #answered(to: number, reply: Reply<unknown>): void {
    const roomId = this.#joins.get(to);
    this.#joins.delete(to);
    if (!reply.ok) this.refused++;
    if (roomId === undefined || !reply.ok) return;
    const joined = reply.value as Joined;
    this.roomId = roomId;
    this.#tokens.set(roomId, joined.token);
    this.slot = joined.slot;
    this.seq = Math.max(this.seq, joined.seq);
    this.peers = new Map(joined.peers.map((peer) => [peer.slot, peer]));
    this.bookmarks = joined.bookmarks;
    this.paths = joined.paths;
    this.tours = joined.tours;
    this.waiting = joined.waiting;
    this.right = { right: joined.right, owner: joined.owner };
    this.roomName = joined.room.name;
    this.beside = joined.beside?.id ?? null;
    this.playback = joined.playback;
    // A page that comes back into the same model keeps its own place, which is newer.
    this.#enter(joined, joined.card.id === this.card?.id ? this.z : joined.z);
  }

  /** As a page does on joining, and when the room goes over to another model. */
  #enter({ card, epoch }: Pick<Joined, "card" | "epoch">, z: ArrayLike<number> | null): void {
    Object.assign(this, { card, epoch, own: null, ownSeq: 0 });
    this.cursors.clear();
    this.move(Float32Array.from(z ?? new Float32Array(card.latentDim)));
  }

  /** Nobody is ever sent a latent or an image of another model than they were last told of. */
  #fits(z: Float32Array, pixels: Uint8Array | null): void {
    const { card } = this;
    if (!card || z.length !== card.latentDim || (pixels && pixels.length !== imageSize(card)))
      throw new Error(`${z.length} dimensions and ${pixels?.length} bytes came in ${card?.id}`);
  }

  readonly #listeners: { [E in ServerEventName]: (payload: ServerEvents[E]) => void } = {
    "peer:put": (peer) => void (peer.slot !== this.slot && this.peers.set(peer.slot, peer)),
    "peer:gone": ({ slot }) => {
      this.peers.delete(slot);
      this.cursors.delete(slot);
    },
    "room:put": ({ name }) => {
      this.roomName = name;
    },
    "beside:put": (card) => {
      this.beside = card?.id ?? null;
    },
    "room:model": (switched) => {
      this.seq = Math.max(this.seq, switched.seq);
      this.#enter(switched, switched.z);
    },
    "right:put": (right) => {
      this.right = right;
    },
    "door:put": ({ waiting }) => {
      this.atDoor = waiting.map(({ id }) => id);
    },
    "door:open": () => {
      if (this.roomId) this.join(this.roomId, true);
    },
    "code:put": () => {},
    "bookmark:put": (put) => {
      this.bookmarks = placed(this.bookmarks, put);
      this.seenPlaces.add(put.item.id);
    },
    "bookmark:gone": ({ id }) => {
      this.bookmarks = this.bookmarks.filter((bookmark) => bookmark.id !== id);
    },
    "path:put": (put) => {
      this.paths = placed(this.paths, put);
    },
    "path:gone": ({ id }) => {
      this.paths = this.paths.filter((path) => path.id !== id);
    },
    "tour:put": (put) => {
      this.tours = placed(this.tours, put);
    },
    "tour:gone": ({ id }) => {
      this.tours = this.tours.filter((tour) => tour.id !== id);
    },
    playback: (playback) => {
      this.playback = playback;
      if (!playback) this.cursors.delete(0);
    },
    "task:put": () => {},
    "task:answers": () => {},
    "bench:put": () => undefined,
    "engine:put": () => {},
    "lesson:put": () => {},
    "followers:put": () => {},
    "with:put": () => {},
    "lists:put": () => {},
    stats: () => {},
    fault: () => void this.refused++,
  };

  #tick(packet: Uint8Array): void {
    const frames = decodeTick(new Uint8Array(packet).buffer, inflate);
    for (const { slot, seq, imageSeq, z, image } of frames) {
      this.#fits(z, image?.bytes ?? null);
      if (packet[0] === 2) {
        if (imageSeq < this.ownSeq) continue;
        this.ownSeq = imageSeq;
        this.own = image?.bytes.slice() ?? this.own;
        continue;
      }
      const held = this.cursors.get(slot);
      const pixels = image ? applyImage(held?.pixels ?? null, image) : (held?.pixels ?? null);
      if (image && !pixels)
        throw new Error(`a difference came to someone who held nothing of ${slot}`);
      this.cursors.set(slot, { z, seq, imageSeq, pixels });
    }
  }
}
