import { readCatalog } from "../../server/engine/catalog.ts";
import { imageSize } from "../../server/protocol/card-shape.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { type BotFigures, runBots } from "./bots.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";
import { type ServerFigures, type ServerKind, startBenchServer } from "./server.ts";

/** Of one raw image. */
function imageBytes(model: string): number {
  const card = readCatalog(ARTIFACTS).get(model)?.card;
  return card ? imageSize(card) : Number.NaN;
}

type Figures = BotFigures & ServerFigures;
interface Run {
  model: string;
  clients: number;
  hz: number;
  seconds: number;
}

/** A room of bots on the real server, then the same on the naive one, server and bots in two processes. */
export const roomBench: Bench = {
  about: "people in one room who all move: latency, images delivered, bytes; beside a naive server",
  async run({ quick, model, hz = 30, clients = peopleAt(hz), seconds = quick ? 3 : 15 }) {
    const run: Run = { model, clients, hz, seconds };
    const ours = await measure("ours", run);
    const naive = await measure("naive", run);
    const speedup = ours.frames_per_s / naive.frames_per_s;
    const share = ours.bytes_per_client_per_s / (clients * hz * imageBytes(model));
    const row = (name: string, pick: (figures: Figures) => number) => [
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
      ["kB/s per client, share of every raw image", share, ""],
    ]);
    return {
      clients,
      hz,
      ...rounded(ours),
      naive: rounded(naive),
      speedup_vs_naive: round(speedup),
      share_of_raw_bytes: round(share, 3),
    };
  },
};

/** Thirty people cannot saturate our server, however fast they move: they ask for no more than they get. */
const peopleAt = (hz: number) => (hz > 60 ? 60 : 30);

async function measure(kind: ServerKind, { model, clients, hz, seconds }: Run): Promise<Figures> {
  const server = await startBenchServer(kind, model);
  const { url, roomIds, latentDim } = server;
  const load = { url, roomIds, latentDim, clients, hz, seconds, naive: kind === "naive" };
  const bots = await runBots({ ...load, onMeasure: server.measure });
  const figures = { ...bots, ...(await server.report()) };
  server.stop();
  return figures;
}

function rounded(figures: Figures) {
  const ms = ({ p50, p95, p99 }: Figures["own_ms"]) => ({
    p50: round(p50),
    p95: round(p95),
    p99: round(p99),
  });
  return {
    own_ms: ms(figures.own_ms),
    others_ms: ms(figures.others_ms),
    frames_per_s: round(figures.frames_per_s, 1),
    bytes_per_client_per_s: round(figures.bytes_per_client_per_s, 0),
    superseded_per_s: round(figures.superseded_per_s, 1),
    event_loop_p99_ms: round(figures.event_loop_p99_ms),
    rss_mb: round(figures.rss_mb, 0),
  };
}
