import { measureRooms, roundedFigures } from "./measure-rooms.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

/** A school: many small groups at once on one server. */
export const roomsBench: Bench = {
  about:
    "100 rooms of 5 who all move: latency, images delivered, event loop; beside a naive server",
  async run({ quick, model, clients = 5, hz = 30, seconds = quick ? 3 : 15 }) {
    const rooms = quick ? 20 : 100;
    const run = { model, rooms, clients, hz, seconds };
    const ours = await measureRooms("ours", run);
    const naive = await measureRooms("naive", run);
    printTable(`rooms: ${rooms} rooms of ${clients} people at ${hz} Hz for ${seconds} s`, [
      ["", "ours", "naive"],
      ["own image p50 ms", ours.own_ms.p50, naive.own_ms.p50],
      ["own image p99 ms", ours.own_ms.p99, naive.own_ms.p99],
      ["others' image p50 ms", ours.others_ms.p50, naive.others_ms.p50],
      ["others' image p99 ms", ours.others_ms.p99, naive.others_ms.p99],
      ["images delivered/s", ours.frames_per_s, naive.frames_per_s],
      ["superseded moves/s", ours.superseded_per_s, Number.NaN],
      ["event loop p99 ms", ours.event_loop_p99_ms, naive.event_loop_p99_ms],
      ["server RSS MB", ours.rss_mb, naive.rss_mb],
    ]);
    return {
      rooms,
      clients,
      hz,
      ...roundedFigures(ours),
      naive: roundedFigures(naive),
      speedup_vs_naive: round(ours.frames_per_s / naive.frames_per_s),
    };
  },
};
