import type { RoomFigures } from "./bots.ts";
import { measureRooms, type RoomsRun, roundedFigures } from "./measure-rooms.ts";
import { printTable, round } from "./report.ts";
import type { ServerKind } from "./server.ts";
import { byTurns, type Figures, overRounds, showSpread, spreadOf } from "./turns.ts";

type Row = readonly [name: string, pick: (figures: RoomFigures) => number];

export interface Comparison {
  title: string;
  run: Omit<RoomsRun, "kind">;
  rounds: number;
  rows: readonly Row[];
}

const KINDS: readonly ServerKind[] = ["ours", "sane", "naive"];

/**
 * The same bots on our server and on both baselines, by turns, each time in a new process. Prints a table; ratios are
 * against the sane server, the one that a good engineer would run instead.
 */
export async function compareServers({ title, run, rounds, rows }: Comparison): Promise<Figures> {
  const runs = await byTurns(KINDS, rounds, (kind) => measureRooms({ ...run, kind }));
  const of = (kind: ServerKind) => runs.get(kind) ?? [];
  const spread = (kind: ServerKind, pick: Row[1]) => spreadOf(of(kind).map(pick));
  const times = (pick: Row[1]) => spread("ours", pick).median / spread("sane", pick).median;
  const how = rounds > 1 ? `, median (least–most) of ${rounds} turns` : "";
  printTable(`${title}, ${run.walk}s, ${run.model}${how}`, [
    ["", ...KINDS, "ours ÷ sane"],
    ...rows.map(([name, pick]) => [
      name,
      ...KINDS.map((kind) => showSpread(spread(kind, pick))),
      times(pick),
    ]),
  ]);
  const median = (kind: ServerKind): Figures =>
    overRounds(of(kind).map(roundedFigures), (numbers) => round(numbers.median));
  const range = (pick: (spread: { min: number; max: number }) => number) =>
    overRounds(of("ours").map(roundedFigures), (numbers) => round(pick(numbers)));
  return {
    rounds,
    ...median("ours"),
    least: range(({ min }) => min),
    most: range(({ max }) => max),
    sane: median("sane"),
    naive: median("naive"),
    images_vs_sane: round(times((f) => f.frames_per_s)),
    own_p95_vs_sane: round(times((f) => f.own_ms.p95)),
    others_p95_vs_sane: round(times((f) => f.others_ms.p95)),
    bytes_vs_sane: round(
      times((f) => f.bytes_per_client_per_s),
      3,
    ),
    images_vs_naive: round(
      spread("ours", (f) => f.frames_per_s).median / spread("naive", (f) => f.frames_per_s).median,
    ),
  };
}
