import { io, type Socket } from "socket.io-client";
import type {
  ClientToServerEvents,
  CommandName,
  Joined,
  Reply,
  ReplyOf,
  RequestOf,
} from "../../server/protocol/commands.ts";
import { encodeCursor } from "../../server/protocol/cursor-packet.ts";
import type { ServerToClientEvents } from "../../server/protocol/events.ts";
import { type CursorFrame, decodeTick } from "../../server/protocol/frame.ts";
import { applyImage } from "../../server/protocol/image-stream.ts";
import { PROTOCOL_VERSION } from "../../server/protocol/limits.ts";
import * as parser from "../../server/protocol/parser.ts";
import { inflate } from "./inflate.ts";

type TestSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A cursor as a page knows it; `pixels` is a WebP file where the model's images are large. */
interface SeenCursor extends Omit<CursorFrame, "image"> {
  pixels: Uint8Array | null;
}

/** A page without a browser: joins, moves, and keeps the newest of every cursor. */
export interface Client {
  socket: TestSocket;
  /** Newest cursor per slot, as ticks told; pixels kept from the last that had them. */
  cursors: Map<number, SeenCursor>;
  /** Own images in order of arrival. */
  frames: SeenCursor[];
  ticks: number;
  /** The model as this page was last told. */
  epoch: number;
  join: (roomId: string, who?: Partial<RequestOf<"join">>) => Promise<Reply<Joined>>;
  move: (seq: number, z: ArrayLike<number>) => void;
  /** Any command with an acknowledgement. */
  ask: <E extends CommandName>(event: E, request: RequestOf<E>) => Promise<Reply<ReplyOf<E>>>;
  /** The same with what no page would send. */
  send: (event: string, request: unknown) => Promise<Reply<unknown>>;
  close: () => void;
}

/** @param transports in the order in which they are tried */
export async function connectClient(
  url: string,
  transports: ("websocket" | "polling")[] = ["websocket"],
): Promise<Client> {
  const socket: TestSocket = io(url, {
    parser,
    transports,
    tryAllTransports: true,
    forceNew: true,
    reconnection: false,
  });
  const client: Client = {
    socket,
    cursors: new Map(),
    frames: [],
    ticks: 0,
    epoch: 0,
    async join(roomId, who = {}) {
      const reply = await client.ask("join", { ...someone(roomId), ...who });
      if (reply.ok) client.epoch = reply.value.epoch;
      return reply;
    },
    move: (seq, z) =>
      void socket.emit("cursor", encodeCursor(seq, Float32Array.from(z), client.epoch)),
    ask: (event, request) => client.send(event, request) as never,
    send: (event, request) =>
      new Promise((resolve) => {
        (socket as unknown as Socket).emit(event, request, resolve);
      }),
    close: () => void socket.disconnect(),
  };
  socket.on("tick", (packet) => {
    client.ticks++;
    for (const { image, ...cursor } of decodeTick(toArrayBuffer(packet), inflate)) {
      const held = client.cursors.get(cursor.slot)?.pixels ?? null;
      client.cursors.set(cursor.slot, {
        ...cursor,
        pixels: image ? applyImage(held, image) : held,
      });
    }
  });
  socket.on("room:model", ({ epoch }) => {
    client.epoch = epoch;
    client.cursors.clear();
    client.frames.length = 0;
  });
  socket.on("frame", (packet) => {
    for (const { image, ...cursor } of decodeTick(toArrayBuffer(packet), inflate))
      client.frames.push({ ...cursor, pixels: image?.bytes ?? null });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return client;
}

let people = 0;

export function someone(roomId: string): RequestOf<"join"> {
  people++;
  return {
    protocol: PROTOCOL_VERSION,
    roomId,
    browserId: `test-browser-${people}`,
    token: null,
    rejoining: false,
    name: `Person ${people}`,
    color: "#4477aa",
  };
}

/** In Node the client hands out Buffers, views into a pool; a browser gets an ArrayBuffer of its own. */
function toArrayBuffer(packet: ArrayBuffer | Uint8Array): ArrayBuffer {
  return packet instanceof ArrayBuffer ? packet : new Uint8Array(packet).buffer;
}

/** `accepted`, or the fault's code. */
export const codeOf = (reply: Reply<unknown>): string => (reply.ok ? "accepted" : reply.fault.code);

/** @throws Error naming the fault */
export function accepted<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`${reply.fault.code}: ${reply.fault.message}`);
  return reply.value;
}

/** Waits until `check` gives something, asking every few milliseconds. */
export async function until<T>(
  what: string,
  check: () => T | undefined | null | false,
  ms = 8000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
