import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { logCommands } from "./commands.ts";
import { type Beside, measureRooms, type RoomsRun, roundedFigures } from "./measure-rooms.ts";
import { connectRaw } from "./raw-client.ts";
import { printTable, round } from "./report.ts";
import type { BenchServer } from "./server.ts";
import { byTurns, type Figures, overRounds, showSpread, spreadOf } from "./turns.ts";

/** Nobody saves faster than this, and no budget of one person is met. */
const SAVES_PER_PERSON = 2;
/** Then each new one replaces one's oldest: a room holds a bounded number. */
const KEPT = 30;
const SIDES = ["without", "with"] as const;

/** The room over a database file, alone and with bookmarks being saved in it, by turns. */
export async function measureSaves({
  saves,
  quick,
  ...run
}: Omit<RoomsRun, "kind"> & { saves: number; quick: boolean }): Promise<Record<string, unknown>> {
  const rounds = quick ? 1 : 3;
  const refused = new Set<string>();
  const runs = await byTurns(SIDES, rounds, async (side) => {
    const folder = mkdtempSync(join(tmpdir(), "latent-commons-"));
    try {
      return await measureRooms({
        ...run,
        kind: "ours",
        database: `file:${join(folder, "bench.db")}`,
        ...(side === "with" ? { beside: (server) => keepSaving(server, saves, refused) } : {}),
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  const of = (side: (typeof SIDES)[number]) => runs.get(side) ?? [];
  type Pick = (figures: Awaited<ReturnType<typeof measureRooms>>) => number;
  const rows: [string, Pick][] = [
    ["event loop p99 ms", (f) => f.event_loop_p99_ms],
    ["own image p95 ms", (f) => f.own_ms.p95],
    ["own image p99 ms", (f) => f.own_ms.p99],
    ["others' image p99 ms", (f) => f.others_ms.p99],
    ["images delivered/s", (f) => f.frames_per_s],
    ["saves/s", (f) => number(f.beside?.accepted_per_s)],
    ["reply to a save p50 ms", (f) => number(reply(f.beside).p50)],
    ["reply to a save p99 ms", (f) => number(reply(f.beside).p99)],
    ["saves refused", (f) => number(f.beside?.refused)],
  ];
  const spread = (side: (typeof SIDES)[number], pick: Pick) => spreadOf(of(side).map(pick));
  printTable(
    `room: ${run.clients} people at ${run.hz} Hz, ${saves} saves a second beside them, median (least–most) of ${rounds}`,
    [
      ["", "without saves", "with saves", "with ÷ without"],
      ...rows.map(([name, pick]) => [
        name,
        showSpread(spread("without", pick)),
        showSpread(spread("with", pick)),
        spread("with", pick).median / spread("without", pick).median,
      ]),
    ],
  );
  if (refused.size > 0) console.log(`  refused: ${[...refused].join(", ")}`);
  const loop = (side: (typeof SIDES)[number]) => spread(side, (f) => f.event_loop_p99_ms);
  const json = (side: (typeof SIDES)[number]) =>
    overRounds(of(side).map(roundedFigures), ({ median }) => round(median));
  return {
    saves,
    clients: run.clients,
    hz: run.hz,
    rounds,
    without: json("without"),
    with: json("with"),
    saves_per_s: round(spread("with", (f) => number(f.beside?.accepted_per_s)).median, 1),
    event_loop_p99_ratio: round(loop("with").median / loop("without").median),
  };
}

const number = (value: number | Figures | undefined) =>
  typeof value === "number" ? value : Number.NaN;
const reply = (figures: Figures | undefined) => (figures?.reply_ms ?? {}) as Figures;

/** As many people as it takes, each saving places in the room of the others. */
async function keepSaving(
  server: BenchServer,
  perSecond: number,
  refused: Set<string>,
): Promise<Beside> {
  const { roomIds, latentDim } = server;
  const people = Math.ceil(perSecond / SAVES_PER_PERSON);
  const [roomId = ""] = roomIds;
  const savers = await Promise.all(
    Array.from({ length: people }, () =>
      connectRaw({ ...server, roomId, onMessage: () => undefined }),
    ),
  );
  // A seat's first ten seconds draw on its address's pool of newcomers (edge/limits.ts): these are not newcomers.
  await sleep(10_500);
  const log = logCommands();
  let saved = 0;
  const timers = savers.map((saver, i) => {
    const held: string[] = [];
    const save = async () => {
      saved++;
      const z = Array.from({ length: latentDim }, (_, d) => Math.sin(saved + i + d));
      const draft = { name: `Place ${saved}`, z, view: null };
      const bookmark = await log.note<{ id: string }>(saver.ask("bookmark:create", draft));
      if (bookmark) held.push(bookmark.id);
      const oldest = held.length > KEPT ? held.shift() : undefined;
      if (oldest) await log.note(saver.ask("bookmark:remove", { id: oldest }));
    };
    return setInterval(() => void save(), (1000 * people) / perSecond);
  });
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      for (const saver of savers) saver.close();
      for (const code of log.refused.keys()) refused.add(code);
      return log.figures();
    },
  };
}
