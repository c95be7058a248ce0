import { PacketType } from "socket.io-parser";
import { expect, it } from "vitest";
import { encodeCursor } from "../../../server/protocol/cursor-packet.ts";
import { Decoder, Encoder } from "../../../server/protocol/parser.ts";

const event = (...data: unknown[]) => ({ type: PacketType.EVENT, nsp: "/", data });

function decodeAll(messages: unknown[]): unknown[] {
  const decoder = new Decoder();
  const packets: unknown[] = [];
  decoder.on("decoded", (packet) => packets.push(packet.data));
  for (const message of messages) decoder.add(message);
  return packets;
}

it("[P7] a cursor event is one message, its own bytes, and comes back as that event", () => {
  const bytes = encodeCursor(1, new Float32Array(3));
  const messages = new Encoder().encode(event("cursor", bytes));
  expect(messages).toEqual([bytes]);
  expect(decodeAll(messages)).toEqual([["cursor", bytes]]);
});

it("[P7] other events, and binary ones of other names, travel as Socket.IO has them", () => {
  const encoder = new Encoder();
  const other = encoder.encode(event("upload", new Uint8Array([3, 1])));
  expect(other).toHaveLength(2);
  expect(decodeAll([...encoder.encode(event("peer:gone", { slot: 4 })), ...other])).toEqual([
    ["peer:gone", { slot: 4 }],
    ["upload", new Uint8Array([3, 1])],
  ]);
});

it("[P7] bytes of no known kind go where they are answered with a code", () => {
  const junk = new Uint8Array([99, 1, 2]);
  expect(decodeAll([junk, new Uint8Array(0)])).toEqual([
    ["cursor", junk],
    ["cursor", new Uint8Array(0)],
  ]);
});
