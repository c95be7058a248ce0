import { type Load, type RoomFigures, runBots } from "./bots.ts";
import { round } from "./report.ts";
import { type BenchServer, type ServerOptions, startBenchServer } from "./server.ts";
import type { Figures } from "./turns.ts";

/** Something that goes on in the rooms beside the bots' moving. */
export interface Beside {
  stop: () => Promise<Figures>;
}

export interface RoomsRun extends ServerOptions, Omit<Load, "server" | "onMeasure"> {
  onMeasure?: (server: BenchServer) => void;
  beside?: (server: BenchServer) => Promise<Beside>;
}

/** Bots in rooms of a server that runs in a process of its own. */
export async function measureRooms(run: RoomsRun): Promise<RoomFigures & { beside?: Figures }> {
  const server = await startBenchServer(run);
  try {
    const beside = await run.beside?.(server);
    const figures = await runBots({ ...run, server, onMeasure: () => run.onMeasure?.(server) });
    return beside ? { ...figures, beside: await beside.stop() } : figures;
  } finally {
    await server.stop();
  }
}

export function roundedFigures(figures: RoomFigures) {
  const ms = ({ p50, p95, p99 }: RoomFigures["own_ms"]) => ({
    p50: round(p50),
    p95: round(p95),
    p99: round(p99),
  });
  return {
    own_ms: ms(figures.own_ms),
    others_ms: ms(figures.others_ms),
    view_ms: ms(figures.view_ms),
    frames_per_s: round(figures.frames_per_s, 1),
    moves_per_s: round(figures.moves_per_s, 1),
    bytes_per_client_per_s: round(figures.bytes_per_client_per_s, 0),
    crowd_bits: figures.crowd_bits,
    superseded_per_s: round(figures.superseded_per_s, 1),
    event_loop_p99_ms: round(figures.event_loop_p99_ms),
    rss_mb: round(figures.rss_mb, 0),
  };
}
