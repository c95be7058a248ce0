import { readCatalog } from "../../server/engine/catalog.ts";
import { imageSize } from "../../server/protocol/card-shape.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { measureRooms, type RoomFigures, roundedFigures } from "./measure-rooms.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

/** A room of bots on the real server, then the same on the naive one, server and bots in two processes. */
export const roomBench: Bench = {
  about: "people in one room who all move: latency, images delivered, bytes; beside a naive server",
  async run({ quick, model, hz = 30, clients = peopleAt(hz), seconds = quick ? 3 : 15 }) {
    const run = { model, rooms: 1, clients, hz, seconds };
    const ours = await measureRooms("ours", run);
    const naive = await measureRooms("naive", run);
    const speedup = ours.frames_per_s / naive.frames_per_s;
    const share = ours.bytes_per_client_per_s / (clients * hz * imageBytes(model));
    const row = (name: string, pick: (figures: RoomFigures) => number) => [
      name,
      pick(ours),
      pick(naive),
    ];
    printTable(`room: ${clients} people at ${hz} Hz for ${seconds} s`, [
      ["", "ours", "naive"],
      row("own image p50 ms", (f) => f.own_ms.p50),
      row("own image p95 ms", (f) => f.own_ms.p95),
      row("own image p99 ms", (f) => f.own_ms.p99),
      row("others' image p50 ms", (f) => f.others_ms.p50),
      row("others' image p95 ms", (f) => f.others_ms.p95),
      row("others' image p99 ms", (f) => f.others_ms.p99),
      row("images delivered/s", (f) => f.frames_per_s),
      row("kB/s per client", (f) => f.bytes_per_client_per_s / 1000),
      row("superseded moves/s", (f) => f.superseded_per_s),
      row("event loop p99 ms", (f) => f.event_loop_p99_ms),
      row("server RSS MB", (f) => f.rss_mb),
      ["images delivered, × naive", speedup, ""],
      ["bytes, share of every raw image to everyone", share, ""],
    ]);
    return {
      clients,
      hz,
      ...roundedFigures(ours),
      naive: roundedFigures(naive),
      speedup_vs_naive: round(speedup),
      share_of_raw_bytes: round(share, 3),
    };
  },
};

/** Thirty people cannot saturate our server, however fast they move: they ask for no more than they get. */
const peopleAt = (hz: number) => (hz > 60 ? 60 : 30);

/** Of one raw image. */
function imageBytes(model: string): number {
  const card = readCatalog(ARTIFACTS).get(model)?.card;
  return card ? imageSize(card) : Number.NaN;
}
