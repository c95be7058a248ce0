import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Server } from "socket.io";
import { createApp } from "../../server/app.ts";
import { startWorkerEngine } from "../../server/engine/worker-engine.ts";
import { parseCursor } from "../../server/protocol/cursor-packet.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { createMemoryStore } from "../helpers/memory-store.ts";
import type { ServerFigures } from "./server.ts";

/** The server side of the room and fanout benchmarks, started by server.ts in a process of its own. */
const [kind, model = "digits-3d", roomCount = "1"] = process.argv.slice(2);
const SAMPLE_MS = 10;

const engine = await startWorkerEngine({ artifacts: ARTIFACTS, choices: ["onnx-cpu"] });
const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS });
const store = createMemoryStore();
const rooms = await Promise.all(
  Array.from({ length: Number(roomCount) }, (_, i) =>
    store.createRoom({ id: `benchroom${100 + i}`, name: "Bench", modelId: model }),
  ),
);
let superseded = () => 0;

const http = kind === "naive" ? naive() : ours();
http.listen(0, "127.0.0.1", () =>
  process.send?.({
    port: (http.address() as AddressInfo).port,
    roomIds: rooms.map(({ id }) => id),
  }),
);

process.on("message", (message) => {
  if (message === "measure") {
    delay.enable();
    delay.reset();
  }
  if (message === "report") {
    const figures: ServerFigures = {
      // A loop so full that the sampler never ran has no figure.
      event_loop_p99_ms:
        delay.count > 0 ? Math.max(0, delay.percentile(99) / 1e6 - SAMPLE_MS) : Number.NaN,
      rss_mb: process.memoryUsage.rss() / 1e6,
      heap_mb: heapAfterCollection(),
      superseded_per_s: superseded(),
    };
    process.send?.(figures);
  }
});

/** What is really held: the garbage of the last second is not a leak. */
function heapAfterCollection(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

// A thread killed in the middle of a decode takes the process down with a noise.
process.on("disconnect", () => void engine.dispose().then(() => process.exit(0)));

function ours() {
  const app = createApp({
    artifacts: ARTIFACTS,
    engine,
    store,
    log: { info: () => undefined, warn: console.error, error: console.error },
    pages: (_request, response) => response.writeHead(404).end(),
  });
  superseded = () => app.stats.read().supersededPerSecond;
  return app.http;
}

function naive() {
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
