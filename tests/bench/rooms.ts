import { compareServers } from "./compare-servers.ts";
import type { Bench } from "./options.ts";

/** A school: many small groups at once on one server. */
export const roomsBench: Bench = {
  about: "100 rooms of 5 who all move: latency, images delivered, event loop; beside two servers",
  async run({ quick, model, walk, clients = 5, hz = 30, seconds = quick ? 2 : 15 }) {
    const rooms = quick ? 20 : 100;
    const figures = await compareServers({
      title: `rooms: ${rooms} rooms of ${clients} people at ${hz} Hz for ${seconds} s`,
      run: { model, walk, rooms, clients, hz, seconds },
      rounds: quick ? 1 : 3,
      rows: [
        ["own image p50 ms", (f) => f.own_ms.p50],
        ["own image p99 ms", (f) => f.own_ms.p99],
        ["others' image p50 ms", (f) => f.others_ms.p50],
        ["others' image p99 ms", (f) => f.others_ms.p99],
        ["images delivered/s", (f) => f.frames_per_s],
        ["… of those asked for", (f) => f.frames_per_s / (f.moves_per_s * clients)],
        ["… bits a pixel of others' while they move", (f) => f.crowd_bits],
        ["superseded moves/s", (f) => f.superseded_per_s],
        ["event loop p99 ms", (f) => f.event_loop_p99_ms],
        ["server RSS MB", (f) => f.rss_mb],
      ],
    });
    return { rooms, clients, hz, walk, model, ...figures };
  },
};
