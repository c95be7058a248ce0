import { Vector3 } from "three";
import { boundsOf } from "../../app/_explorer/scene/cloud/bounds.ts";
import { type PickRay, pick } from "../../app/_explorer/scene/cloud/pick.ts";
import { buildPickTree } from "../../app/_explorer/scene/cloud/pick-tree.ts";
import { halvesInto, toHalf } from "../../server/latent/half.ts";
import { createLift } from "../../server/latent/lift.ts";
import { measureSpread } from "../../server/latent/mahalanobis.ts";
import { nearestRows } from "../../server/latent/nearest.ts";
import { percentile } from "../../server/latent/percentile.ts";
import { findPrincipal } from "../../server/latent/principal.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

const ROWS = 100_000;
const LATENT_DIM = 64;
const NONE: ReadonlySet<number> = new Set();

/** What a page does with a hundred thousand rows beside drawing them, each by itself; a pointer move or a drag asks the last ones. */
export const exploreBench: Bench = {
  about: "milliseconds of a page's own work on 100,000 rows of 64 dimensions: opening, pick, UMAP",
  async run({ quick }) {
    const random = createRandom(3);
    const embedding = gaussianVector(random, ROWS * LATENT_DIM);
    const points = gaussianVector(random, 3 * ROWS);
    const labels = new Uint8Array(ROWS);
    const data = { values: embedding, latentDim: LATENT_DIM };
    const bytes = toHalf(embedding);
    const tree = buildPickTree(points);
    const lift = createLift(data, points);
    const aim = (): PickRay => ({
      origin: new Vector3(0, 0, 9),
      direction: new Vector3(random() - 0.5, random() - 0.5, -4).normalize(),
      radius: 0.01,
      minSlope: 0.002,
      maxSlope: Number.POSITIVE_INFINITY,
      slack: 0.01,
    });
    const z = () => gaussianVector(random, LATENT_DIM);
    const once: Record<string, () => unknown> = {
      "rows into single precision": () =>
        halvesInto(bytes, new Float32Array(embedding.length), [0, embedding.length]),
      "how large the cloud is": () => boundsOf(points),
      "tree for the pointer": () => buildPickTree(points),
      "components, in slices": () => finish(findPrincipal(data)),
      "distance, in slices": () => finish(measureSpread(data)),
    };
    const often: Record<string, () => unknown> = {
      "pointer move": () => pick(tree, labels, NONE, aim()),
      "nearest datum": () => nearestRows(data, z(), 1),
      "UMAP, latent to point": () => lift.toPoint(z()),
      "UMAP, point to latent": () => lift.toLatent([random(), random(), random()]),
    };
    const figures = [
      ...Object.entries(once).map(([name, run]) => ({ name, times: timed(run, quick ? 1 : 5) })),
      ...Object.entries(often).map(([name, run]) => ({
        name,
        times: timed(run, quick ? 50 : 400),
      })),
    ];
    printTable(`page: ${ROWS} rows, ${LATENT_DIM} dimensions`, [
      ["", "p50 ms", "p95 ms"],
      ...figures.map(({ name, times }) => [name, at(times, 0.5), at(times, 0.95)]),
    ]);
    return Object.fromEntries(figures.map(({ name, times }) => [name, round(at(times, 0.5), 3)]));
  },
};

function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Once before the clock counts. */
function timed(run: () => unknown, times: number): number[] {
  run();
  return Array.from({ length: times }, () => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  });
}

const at = (times: number[], share: number) => percentile(times, share) ?? Number.NaN;
