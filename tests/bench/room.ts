import { readCatalog } from "../../server/engine/catalog.ts";
import { imageSize } from "../../server/protocol/card-shape.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import type { RoomFigures } from "./bots.ts";
import { compareServers } from "./compare-servers.ts";
import type { Bench } from "./options.ts";
import { measureSaves } from "./saves.ts";

/** A room of bots on the real server and on two others, server and bots in two processes. */
export const roomBench: Bench = {
  about:
    "people in one room who all move (--walk, --hz, --model), beside two other servers; --saves",
  run({ quick, model, walk, saves, hz = 30, clients = peopleAt(hz), seconds = quick ? 2 : 15 }) {
    const run = { model, walk, rooms: 1, clients, hz, seconds };
    if (saves) return measureSaves({ ...run, quick, saves });
    const raw = rawBytes(model);
    return compareServers({
      title: `room: ${clients} people at ${hz} Hz for ${seconds} s`,
      run,
      rounds: quick ? 1 : 3,
      rows: [
        ["own image p50 ms", (f) => f.own_ms.p50],
        ["own image p95 ms", (f) => f.own_ms.p95],
        ["own image p99 ms", (f) => f.own_ms.p99],
        ["others' image p50 ms", (f) => f.others_ms.p50],
        ["others' image p95 ms", (f) => f.others_ms.p95],
        ["others' image p99 ms", (f) => f.others_ms.p99],
        ["images delivered/s", (f) => f.frames_per_s],
        ["… of those asked for", (f) => f.frames_per_s / (f.moves_per_s * clients)],
        ["… bits a pixel of others' while they move", (f) => f.crowd_bits],
        ["kB/s per client", (f) => f.bytes_per_client_per_s / 1000],
        ["… share of every raw image to everyone", (f) => shareOfRaw(f, raw)],
        ["superseded moves/s", (f) => f.superseded_per_s],
        ["event loop p99 ms", (f) => f.event_loop_p99_ms],
        ["server RSS MB", (f) => f.rss_mb],
      ],
    }).then((figures) => ({ clients, hz, walk, model, ...figures }));
  },
};

/** Thirty people cannot saturate our server, however fast they move: they ask for no more than they get. */
const peopleAt = (hz: number) => (hz > 60 ? 60 : 30);

const shareOfRaw = (f: RoomFigures, raw: number) =>
  f.bytes_per_client_per_s / (f.moves_per_s * raw);

/** Of one image. */
function rawBytes(model: string): number {
  const card = readCatalog(ARTIFACTS).get(model)?.card;
  return card ? imageSize(card) : Number.NaN;
}
