import type { Rows } from "../../latent/nearest.ts";
import { gaussian, type Random } from "../../latent/random.ts";
import { type Edges, edgesInto, edgesWithin } from "./fuzzy-graph.ts";
import { layOut } from "./layout.ts";
import { findNeighbours } from "./neighbours.ts";
import { along, principalComponents } from "./principal.ts";
import type { Turn } from "./turns.ts";

/** McInnes et al. 2018, the defaults of their own program; `layOut` has what follows from the least distance. */
export const UMAP_SETTINGS = { neighbours: 15, minDistance: 0.1 } as const;

/** Epochs times rows, and between which an epoch count lies: few rows need more. */
const WORK = 2e6;
const [EPOCHS_MIN, EPOCHS_MAX] = [200, 500];
const PLACING_EPOCHS = 100;
const PLACING_RATE = 0.25;
const START_WIDTH = 10;
const START_NOISE = 1e-4;

export interface Way {
  random: Random;
  turn: Turn;
}

/** Places of the rows that decide it, from where their first principal components put them. */
export async function placesOf(known: Rows, { seed, random, turn }: Way & { seed: number }) {
  const count = known.values.length / known.latentDim;
  const k = othersOf(known);
  const found = await findNeighbours(known, null, { k, what: "UMAP: finding neighbours", turn });
  const places = startingPlaces(known, { seed, random });
  await layOut({
    ...{ edges: edgesWithin(found), places, among: places, random, turn },
    ...{ epochs: epochsFor(count), rate: 1, what: "UMAP: fitting" },
  });
  return places;
}

/** As wide as their own program begins, with so little noise that only rows that are the same come apart by it. */
function startingPlaces(known: Rows, { seed, random }: { seed: number; random: Random }) {
  const sample = { values: known.values, dim: known.latentDim };
  const places = along(principalComponents(sample, 3, seed), known.values);
  const widest = places.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return places.map((value) => (START_WIDTH * value) / widest + START_NOISE * gaussian(random));
}

/** Places of further rows, from the middle of their neighbours; these stay where they are. */
export async function placesAmong(
  { known, among, asked }: { known: Rows; among: Float32Array; asked: Rows },
  { random, turn }: Way,
): Promise<Float32Array> {
  const k = othersOf(known);
  const found = await findNeighbours(known, asked, { k, what: "UMAP: placing other rows", turn });
  const edges = edgesInto(found);
  const places = middles(edges, { among, count: asked.values.length / asked.latentDim });
  await layOut({
    ...{ edges, places, among, random, turn },
    ...{ epochs: PLACING_EPOCHS, rate: PLACING_RATE, what: "UMAP: settling other rows" },
  });
  return places;
}

const epochsFor = (count: number) =>
  Math.round(Math.max(EPOCHS_MIN, Math.min(EPOCHS_MAX, WORK / count)));

/** Neighbours beside oneself: UMAP counts the row among them. */
const othersOf = ({ values, latentDim }: Rows) =>
  Math.min(UMAP_SETTINGS.neighbours, values.length / latentDim) - 1;

function middles(
  { head, tail, weight }: Edges,
  { among, count }: { among: Float32Array; count: number },
): Float32Array {
  const [sums, totals] = [new Float32Array(count * 3), new Float32Array(count)];
  for (const [edge, row] of head.entries()) {
    const [share, other] = [weight[edge] as number, tail[edge] as number];
    totals[row] = (totals[row] as number) + share;
    for (let axis = 0; axis < 3; axis++)
      sums[row * 3 + axis] =
        (sums[row * 3 + axis] as number) + share * (among[other * 3 + axis] as number);
  }
  return sums.map((sum, at) => sum / (totals[Math.floor(at / 3)] || 1));
}
