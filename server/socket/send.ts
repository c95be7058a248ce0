import { WebSocket } from "ws";
import type { RoomSocket } from "./types.ts";

/** Sends a binary packet as one message of its own (protocol/parser.ts reads it). */
export function send(socket: RoomSocket, packet: Uint8Array): void {
  socket.conn.send(toBuffer(packet));
}

/**
 * Sends one packet to many. The WebSocket frame is made once, as Socket.IO does for its own text broadcasts;
 * what is left for each receiver is the write. Long-polling receivers get the packet itself.
 */
export function sendAll(sockets: readonly RoomSocket[], packet: Uint8Array): void {
  const buffer = toBuffer(packet);
  const { Sender } = WebSocket as unknown as {
    Sender: { frame: (data: Buffer, options: object) => Buffer[] };
  };
  const frame = Sender.frame(buffer, {
    opcode: 2,
    fin: true,
    mask: false,
    rsv1: false,
    readOnly: false,
  });
  // Header and payload in one piece: a write, where two pieces cost a gathering of both for each receiver.
  const options = { compress: false, wsPreEncodedFrame: [Buffer.concat(frame)] } as object;
  for (const { conn } of sockets) conn.send(buffer, options);
}

function toBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
