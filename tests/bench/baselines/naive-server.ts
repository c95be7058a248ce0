import { createServer, type Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import type { Engine } from "../../../server/engine/engine.ts";
import { parseCursor } from "../../../server/protocol/cursor-packet.ts";

/** Decodes and emits for each message as it comes: what an afternoon brings. */
export function naiveServer(engine: Engine, model: string): HttpServer {
  const server = createServer();
  const io = new Server(server, { perMessageDeflate: false });
  let slots = 0;
  io.on("connection", (socket) => {
    const slot = ++slots;
    let latentDim = 3;
    let roomId = "";
    socket.on(
      "join",
      (request: { latentDim: number; roomId: string }, ack: (reply: unknown) => void) => {
        ({ latentDim, roomId } = request);
        void socket.join(roomId);
        ack({ slot });
      },
    );
    socket.on("cursor", async (packet: Uint8Array) => {
      const cursor = parseCursor(packet, latentDim);
      if (!cursor) return;
      const pixels = await engine.decode(model, cursor.z, 1);
      io.to(roomId).emit("image", { slot, seq: cursor.seq, z: [...cursor.z], pixels });
    });
  });
  return server;
}
