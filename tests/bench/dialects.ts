import * as parser from "socket.io-msgpack-parser";
import { encodeCursor } from "../../server/protocol/cursor-packet.ts";
import { PACKET_KINDS } from "../../server/protocol/frame.ts";
import { someone } from "../helpers/client.ts";
import { scanImages } from "./scan-images.ts";
import type { ServerKind } from "./server.ts";

export type Message = string | Buffer;
type Outgoing = string | ArrayBuffer | Uint8Array;

/** Called for each image in a message: whose it is, and of which move. */
type OnImage = (slot: number, seq: number) => void;

/** What a server's Socket.IO looks like on the wire: no more of it than bots need, so that hundreds fit into a process. */
export interface Dialect {
  /** Opens the namespace. */
  connect: Outgoing;
  joinRequest: (roomId: string, latentDim: number) => object;
  /** A command that is acknowledged under `id`. */
  ask: (id: number, event: string, request: unknown) => Outgoing;
  /** `"connected"`, an acknowledgement, or null for everything else. */
  answer: (message: Message) => "connected" | { id: number; reply: unknown } | null;
  move: (seq: number, z: Float32Array) => Outgoing[];
  scan: (message: Message, ownSlot: number, image: OnImage) => void;
}

const text: Pick<Dialect, "connect" | "ask" | "answer"> = {
  connect: "40",
  ask: (id, event, request) => `42${id}${JSON.stringify([event, request])}`,
  answer(message) {
    if (typeof message !== "string") return null;
    if (message.startsWith("40")) return "connected";
    const [, id, body] = /^43(\d+)(\[.*)$/s.exec(message) ?? [];
    return body === undefined ? null : { id: Number(id), reply: JSON.parse(body)[0] };
  },
};

const ours: Dialect = {
  ...text,
  joinRequest: someone,
  move: (seq, z) => [encodeCursor(seq, z)],
  /** The own image is repeated in the tick for everyone; only the one sent alone counts. */
  scan(message, ownSlot, image) {
    if (typeof message === "string") return;
    const frame = message[0] === PACKET_KINDS.frame;
    scanImages(message, (slot, seq) => {
      if ((slot === ownSlot) === frame) image(slot, seq);
    });
  },
};

const naive: Dialect = {
  ...text,
  joinRequest: (roomId, latentDim) => ({ roomId, latentDim }),
  // Plain Socket.IO announces an attachment in a text message of its own.
  move: (seq, z) => ['451-["cursor",{"_placeholder":true,"num":0}]', encodeCursor(seq, z)],
  /** The text that announces an attachment names the image; the attachment itself is not looked at. */
  scan(message, _ownSlot, image) {
    if (typeof message !== "string") return;
    const found = /"slot":(\d+),"seq":(\d+)/.exec(message);
    if (found) image(Number(found[1]), Number(found[2]));
  },
};

const encoder = new parser.Encoder();
const pack = (packet: object): Uint8Array => (encoder.encode(packet) as unknown as [Uint8Array])[0];
const EVENT = 2;
/** msgpack writes `type`'s key in five bytes after the map's own. */
const TYPE_AT = 6;

const sane: Dialect = {
  connect: pack({ type: 0, nsp: "/" }),
  joinRequest: (roomId) => ({ roomId }),
  ask: (id, event, request) => pack({ type: EVENT, data: [event, request], id, nsp: "/" }),
  answer(message) {
    if (typeof message === "string" || message[TYPE_AT] === EVENT) return null;
    const packet = unpack(message);
    if (packet.type === 0) return "connected";
    return packet.id === undefined ? null : { id: packet.id, reply: packet.data?.[0] };
  },
  move(seq, z) {
    const data = ["cursor", { seq, z: Buffer.from(z.buffer) }];
    return [pack({ type: EVENT, data, nsp: "/" })];
  },
  scan(message, _ownSlot, image) {
    if (typeof message === "string") return;
    const slot = integerAfter(message, SLOT);
    const seq = integerAfter(message, SEQ);
    if (slot !== null && seq !== null) image(slot, seq);
  },
};

const SLOT = Buffer.from("slot");
const SEQ = Buffer.from("seq");

/** The msgpack integer behind a key. */
function integerAfter(message: Buffer, key: Buffer): number | null {
  const at = message.indexOf(key);
  if (at < 0) return null;
  const value = at + key.length;
  const lead = message[value] ?? 0xff;
  if (lead < 0x80) return lead;
  if (lead === 0xcc) return message.readUInt8(value + 1);
  if (lead === 0xcd) return message.readUInt16BE(value + 1);
  return lead === 0xce ? message.readUInt32BE(value + 1) : null;
}

function unpack(message: Buffer): { type: number; id?: number; data?: unknown[] } {
  const decoder = new parser.Decoder();
  let packet: unknown;
  decoder.on("decoded", (decoded: unknown) => {
    packet = decoded;
  });
  decoder.add(message);
  return packet as ReturnType<typeof unpack>;
}

export const DIALECTS: Record<ServerKind, Dialect> = { ours, sane, naive };
