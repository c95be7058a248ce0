import { createServer, type Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import * as parser from "socket.io-msgpack-parser";
import type { Engine } from "../../../server/engine/engine.ts";

/** What a person's newest move is, and whether it still waits for the engine. */
interface Person {
  slot: number;
  roomId: string;
  seq: number;
  z: Float32Array;
}

interface Move {
  seq: number;
  /** Little-endian f32. */
  z: Uint8Array;
}

/** Room of those who have more messages unsent than this. */
const BEHIND = "behind";
const UNSENT_MAX = 200;
const CHECK_MS = 100;

/** As our own scheduler's. */
const MAX_BATCH = 64;
const MIN_SHARE = 4;

export interface SaneServer {
  http: HttpServer;
  /** Moves that a newer one replaced before they were decoded. */
  superseded: () => number;
}

/**
 * What a good engineer writes in a day: the same engine and the same batches in each of its lanes, the latest move of
 * each person only, msgpack, one emit for each image to the room, and nothing kept for a receiver that is behind.
 * `volatile` would lose most images of a crowd: Socket.IO takes a transport that was written to in this turn for one
 * that is behind (measured: 6 of 10 lost at thirty people). Whoever has much unsent is left out instead.
 */
export function saneServer(engine: Engine, model: string): SaneServer {
  const http = createServer();
  const io = new Server(http, { parser, perMessageDeflate: false, serveClient: false });
  const waiting = new Set<Person>();
  let superseded = 0;
  let slots = 0;
  let decoding = 0;

  const pump = () => {
    while (waiting.size > 0 && decoding < engine.lanes) {
      const share = Math.ceil(waiting.size / (engine.lanes - decoding));
      const batch: Person[] = [];
      for (const person of waiting) {
        if (batch.length >= Math.min(MAX_BATCH, Math.max(MIN_SHARE, share))) break;
        // A copy: the person moves on while this is decoded.
        batch.push({ ...person });
        waiting.delete(person);
      }
      void decode(batch).catch((cause: unknown) => console.error("sane server:", cause));
    }
  };

  const decode = async (batch: readonly Person[]) => {
    const latentDim = batch[0]?.z.length ?? 0;
    const z = new Float32Array(batch.length * latentDim);
    for (const [i, person] of batch.entries()) z.set(person.z, i * latentDim);
    decoding++;
    const images = await engine.decode(model, z, batch.length).finally(() => {
      decoding--;
      pump();
    });
    const size = images.length / batch.length;
    for (const [i, { slot, seq, z: place, roomId }] of batch.entries()) {
      const pixels = Buffer.from(images.buffer, images.byteOffset + i * size, size);
      const bytes = Buffer.from(place.buffer, place.byteOffset, place.byteLength);
      io.to(roomId).except(BEHIND).emit("image", { slot, seq, z: bytes, pixels });
    }
  };

  setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      const { writeBuffer } = socket.conn as unknown as { writeBuffer: unknown[] };
      if (writeBuffer.length > UNSENT_MAX) void socket.join(BEHIND);
      else void socket.leave(BEHIND);
    }
  }, CHECK_MS).unref();

  io.on("connection", (socket) => {
    const person: Person = { slot: ++slots, roomId: "", seq: 0, z: new Float32Array() };
    socket.on("join", ({ roomId }: { roomId: string }, ack: (reply: unknown) => void) => {
      person.roomId = roomId;
      void socket.join(roomId);
      ack({ slot: person.slot });
    });
    socket.on("cursor", ({ seq, z }: Move) => {
      if (waiting.has(person)) superseded++;
      person.seq = seq;
      // A copy is aligned.
      person.z = new Float32Array(new Uint8Array(z).buffer);
      waiting.add(person);
      pump();
    });
    socket.on("disconnect", () => waiting.delete(person));
  });
  return { http, superseded: () => superseded };
}
