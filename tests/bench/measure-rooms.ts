import { type BotFigures, runBots } from "./bots.ts";
import { round } from "./report.ts";
import {
  type BenchServer,
  type ServerFigures,
  type ServerKind,
  startBenchServer,
} from "./server.ts";

export type RoomFigures = BotFigures & ServerFigures;

export interface RoomsRun {
  model: string;
  rooms: number;
  /** People in each room. */
  clients: number;
  hz: number;
  seconds: number;
}

/** Bots in rooms of a server that runs in a process of its own. */
export async function measureRooms(
  kind: ServerKind,
  { model, rooms, ...load }: RoomsRun,
  /** Called when counting begins. */
  onMeasure: (server: BenchServer) => void = () => undefined,
): Promise<RoomFigures> {
  const server = await startBenchServer(kind, model, rooms);
  const { url, roomIds, latentDim } = server;
  const begin = () => {
    server.measure();
    onMeasure(server);
  };
  const naive = kind === "naive";
  const bots = await runBots({ ...load, url, roomIds, latentDim, naive, onMeasure: begin });
  const figures = { ...bots, ...(await server.report()) };
  server.stop();
  return figures;
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
    frames_per_s: round(figures.frames_per_s, 1),
    bytes_per_client_per_s: round(figures.bytes_per_client_per_s, 0),
    superseded_per_s: round(figures.superseded_per_s, 1),
    event_loop_p99_ms: round(figures.event_loop_p99_ms),
    rss_mb: round(figures.rss_mb, 0),
  };
}
