import { compareServers } from "./compare-servers.ts";
import type { Bench } from "./options.ts";

/** One presenter moves and turns their view, hundreds follow: to the image and the view at each follower. */
export const fanoutBench: Bench = {
  about:
    "500 followers of one presenter at 30 Hz: move to image, view to view at each; beside two servers",
  async run({ quick, model, walk, clients = 500, hz = 30, seconds = quick ? 2 : 15 }) {
    const figures = await compareServers({
      title: `fanout: ${clients} followers of one at ${hz} Hz for ${seconds} s`,
      run: { model, walk, rooms: 1, clients: clients + 1, movers: 1, hz, viewHz: hz, seconds },
      rounds: quick ? 1 : 3,
      rows: [
        ["image at a follower p50 ms", (f) => f.others_ms.p50],
        ["image at a follower p99 ms", (f) => f.others_ms.p99],
        ["view at a follower p50 ms", (f) => f.view_ms.p50],
        ["view at a follower p99 ms", (f) => f.view_ms.p99],
        ["images delivered/s", (f) => f.frames_per_s],
        ["… bits a pixel", (f) => f.crowd_bits],
        ["event loop p99 ms", (f) => f.event_loop_p99_ms],
        ["server RSS MB", (f) => f.rss_mb],
      ],
    });
    return { clients, hz, walk, model, ...figures };
  },
};
