import type { Socket } from "socket.io";
import { WebSocket } from "ws";
import type { Packet, Wire } from "../room/wire.ts";

// The only file that reaches below what Socket.IO, Engine.IO and ws promise; tests/contract/wire.test.ts holds them to it.

/** About three ticks of a class of thirty; beyond it a receiver is not keeping up. */
const MAX_BUFFERED_BYTES = 64 * 1024;
const MAX_WAITING_PACKETS = 16;

/** Engine.IO writes this before a text message. */
const MESSAGE_TYPE = "4";
const OPCODE = { text: 1, binary: 2 } as const;

interface EngineSocket {
  readyState: string;
  /** Packets that wait while the transport is busy (upgrade, long polling, a full pipe). */
  writeBuffer: { data?: string | Buffer }[];
  transport: { socket?: { bufferedAmount?: number } };
  send: (message: string | Buffer, options: object) => void;
  once: (event: "drain", run: () => void) => void;
  off: (event: "drain", run: () => void) => void;
}

/** A Socket.IO connection as rooms see it. */
export function socketWire(socket: Socket): Wire {
  const conn = socket.conn as unknown as EngineSocket;
  const buffered = () => conn.transport.socket?.bufferedAmount ?? 0;
  let drained = () => {};
  return {
    id: socket.id,
    send(packet) {
      if (conn.readyState === "open") conn.send(messageOf(packet), optionsOf(packet));
    },
    get behind() {
      return conn.writeBuffer.length > MAX_WAITING_PACKETS || buffered() > MAX_BUFFERED_BYTES;
    },
    get waitingBytes() {
      let bytes = buffered();
      for (const { data } of conn.writeBuffer) bytes += data?.length ?? 0;
      return bytes;
    },
    drained(run) {
      conn.off("drain", drained);
      drained = run;
      conn.once("drain", run);
    },
    close: () => void socket.disconnect(true),
  };
}

const framed = new WeakMap<Packet, object>();

/**
 * The WebSocket frame is made once for all receivers, header and payload in one piece: a write each is all that is
 * left. Long-polling receivers get the message itself.
 */
function optionsOf(packet: Packet): object {
  const known = framed.get(packet);
  if (known) return known;
  const message = messageOf(packet);
  const text = typeof message === "string";
  const payload = text ? Buffer.from(MESSAGE_TYPE + message) : message;
  const { Sender } = WebSocket as unknown as {
    Sender: { frame: (data: Buffer, options: object) => Buffer[] };
  };
  const frame = Sender.frame(payload, {
    opcode: text ? OPCODE.text : OPCODE.binary,
    fin: true,
    mask: false,
    rsv1: false,
    readOnly: false,
  });
  const options = { compress: false, wsPreEncodedFrame: [Buffer.concat(frame)] };
  framed.set(packet, options);
  return options;
}

function messageOf({ message }: Packet): string | Buffer {
  if (typeof message === "string") return message;
  return Buffer.from(message.buffer, message.byteOffset, message.byteLength);
}
