import { fork } from "node:child_process";
import { once } from "node:events";
import { type Beside, measureRooms, roundedFigures } from "./measure-rooms.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";
import type { BenchServer } from "./server.ts";
import { byTurns, type Figures, overRounds, showSpread, spreadOf } from "./turns.ts";

const SIDES = ["without", "with"] as const;
/** Each asks again the moment it is answered. */
const LOOPS = 50;

/** What a flood of costly HTTP requests from one address does to a room, by turns with and without it. */
export const floodBench: Bench = {
  about: "a room while 50 loops of one address ask for decodes over HTTP; beside none",
  async run({ quick, model, walk, hz = 30, clients = 10, seconds = quick ? 3 : 10 }) {
    const rounds = quick ? 1 : 3;
    const run = { model, walk, rooms: 1, clients, hz, seconds, kind: "ours" as const };
    const runs = await byTurns(SIDES, rounds, (side) =>
      measureRooms({
        ...run,
        ...(side === "with" ? { beside: (server: BenchServer) => flood(server, model) } : {}),
      }),
    );
    type Pick = (figures: Awaited<ReturnType<typeof measureRooms>>) => number;
    const spread = (side: (typeof SIDES)[number], pick: Pick) =>
      spreadOf((runs.get(side) ?? []).map(pick));
    const rows: [string, Pick][] = [
      ["own image p50 ms", (f) => f.own_ms.p50],
      ["own image p95 ms", (f) => f.own_ms.p95],
      ["own image p99 ms", (f) => f.own_ms.p99],
      ["others' image p99 ms", (f) => f.others_ms.p99],
      ["event loop p99 ms", (f) => f.event_loop_p99_ms],
      ["requests answered/s", (f) => Number(f.beside?.answered_per_s ?? Number.NaN)],
      ["requests refused/s", (f) => Number(f.beside?.refused_per_s ?? Number.NaN)],
    ];
    printTable(`flood: ${clients} people at ${hz} Hz, ${LOOPS} loops beside them`, [
      ["", "without", "with the flood", "with ÷ without"],
      ...rows.map(([name, pick]) => [
        name,
        showSpread(spread("without", pick)),
        showSpread(spread("with", pick)),
        spread("with", pick).median / spread("without", pick).median,
      ]),
    ]);
    const json = (side: (typeof SIDES)[number]) =>
      overRounds((runs.get(side) ?? []).map(roundedFigures), ({ median }) => round(median));
    const p99 = (side: (typeof SIDES)[number]) => spread(side, (f) => f.own_ms.p99).median;
    return {
      clients,
      hz,
      rounds,
      loops: LOOPS,
      without: json("without"),
      with: json("with"),
      own_p99_ratio: round(p99("with") / p99("without")),
    };
  },
};

/** The loops run in a process of their own. */
async function flood({ url, latentDim }: BenchServer, model: string): Promise<Beside> {
  const script = new URL("./flood-loops.ts", import.meta.url).pathname;
  const loops = fork(script, [url, model, String(latentDim), String(LOOPS)], {
    execArgv: process.execArgv,
  });
  await once(loops, "message");
  return {
    async stop() {
      loops.send("stop");
      const [figures] = (await once(loops, "message")) as [Figures];
      loops.disconnect();
      return figures;
    },
  };
}
