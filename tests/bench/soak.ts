import { startChurn } from "./churn.ts";
import { measureRooms, roundedFigures } from "./measure-rooms.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";
import type { ServerFigures } from "./server.ts";

/** Of memory, in all; one every half minute in a long run. */
const SAMPLES = 20;
const SAMPLE_S = 30;
/** From here on a run is long enough for leaks of coming and going. */
const CHURN_FROM_S = 120;

/** Whether a long lesson fills the server's memory; `--seconds 3600 --churn` for an hour of people who come and go. */
export const soakBench: Bench = {
  about: "50 people who never stop: the server's memory over time (--seconds 3600, --churn)",
  async run(options) {
    const { quick, model, walk, clients = 50, hz = 30, seconds = quick ? 6 : 60 } = options;
    const churn = options.churn ?? seconds >= CHURN_FROM_S;
    const samples: (ServerFigures & { minute: number })[] = [];
    let sampling: NodeJS.Timeout | undefined;
    const figures = await measureRooms({
      kind: "ours",
      model,
      walk,
      rooms: 1,
      clients,
      hz,
      seconds,
      ...(churn ? { beside: startChurn } : {}),
      onMeasure: (server) => {
        const begin = performance.now();
        const sample = async () => {
          const minute = (performance.now() - begin) / 60_000;
          samples.push({ ...(await server.report()), minute });
        };
        // A server that ended is told by the run itself.
        const trySample = () => void sample().catch(() => undefined);
        trySample();
        // The last one is read when the bots have stopped.
        const count = Math.max(SAMPLES, seconds / SAMPLE_S);
        sampling = setInterval(trySample, (seconds * 1000) / (count + 0.5));
      },
    }).finally(() => clearInterval(sampling));
    // The first fifth is warm-up: code is compiled and pools are filled.
    const steady = samples.slice(Math.floor(samples.length / 5));
    const heapSlope = slope(steady.map(({ minute, heap_mb }) => [minute, heap_mb]));
    const rssSlope = slope(steady.map(({ minute, rss_mb }) => [minute, rss_mb]));
    const [first, last] = [steady[0], steady.at(-1)];
    printTable(
      `soak: ${clients} people at ${hz} Hz for ${round(seconds / 60, 1)} minutes${churn ? ", with churn" : ""}`,
      [
        ["", "after warm-up", "at the end", "MB a minute"],
        [
          "heap and buffers after collection, MB",
          first?.heap_mb ?? 0,
          last?.heap_mb ?? 0,
          heapSlope,
        ],
        ["RSS, MB", first?.rss_mb ?? 0, last?.rss_mb ?? 0, rssSlope],
        ["own image p99 ms", "", figures.own_ms.p99, ""],
        ["images delivered/s", "", figures.frames_per_s, ""],
        ...(figures.beside
          ? [
              [
                "visits of people who come, save, play and go",
                "",
                figures.beside.visits as number,
                "",
              ],
            ]
          : []),
      ],
    );
    return {
      clients,
      hz,
      seconds,
      ...roundedFigures(figures),
      churn: figures.beside ?? null,
      heap_start_mb: round(first?.heap_mb ?? 0, 1),
      heap_end_mb: round(last?.heap_mb ?? 0, 1),
      heap_mb_per_minute: round(heapSlope, 3),
      rss_start_mb: round(first?.rss_mb ?? 0, 0),
      rss_end_mb: round(last?.rss_mb ?? 0, 0),
      rss_mb_per_minute: round(rssSlope, 2),
    };
  },
};

/** Of the least-squares line through the points. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
