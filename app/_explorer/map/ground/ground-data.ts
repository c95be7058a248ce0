import { latentOn } from "../../../../server/latent/map/map-plane.ts";
import { embeddingCount } from "../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { text } from "../../../_i18n/text.ts";
import { download } from "../../download.ts";
import type { Cloud } from "../../store.ts";
import type { ShownMap } from "../map-state.ts";
import { askWorker } from "./ask-worker.ts";
import type { GridNeighbours } from "./grid-neighbours.ts";
import { type FieldArea, fieldPoints } from "./ground-field.ts";

/** Going back and forth asks nothing twice. */
const KEPT = 4;
/** By the data themselves: while a room goes over to another model, its card is there before its points are. */
const neighbours = new WeakMap<Float32Array, Map<string, Promise<GridNeighbours>>>();
const errors = new Map<string, Promise<Float32Array>>();

/**
 * The part of a map about which data has something to say: as far as they reach, or between and around three places.
 */
export function fieldArea({ plane, through }: ShownMap, { embedding }: Cloud): FieldArea {
  let farthest = 0;
  if (through.length === 0)
    for (const value of embedding) farthest = Math.max(farthest, 1.08 * Math.abs(value));
  for (const { at } of through)
    for (const value of at) farthest = Math.max(farthest, 1.6 * Math.abs(value));
  const half = Math.min(plane.reach, farthest);
  return { left: -half, bottom: -half, side: 2 * half };
}

/** The nearest data all over a map. */
export function neighboursOn(
  card: ModelCard,
  map: ShownMap,
  { embedding }: Cloud,
  area: FieldArea,
) {
  const known = neighbours.get(embedding) ?? new Map<string, Promise<GridNeighbours>>();
  neighbours.set(embedding, known);
  return once(known, map.name, () => {
    const latents = fieldPoints(area).map(([u, v]) => latentOn(map.plane, u, v));
    const points = new Float32Array(latents.length * card.latentDim);
    for (const [i, z] of latents.entries()) points.set(z, i * card.latentDim);
    return askWorker({ values: embedding, points, latentDim: card.latentDim });
  });
}

/** Mean squared error a pixel of each datum's reconstruction, as the server has worked it out. */
export function errorsOf(card: ModelCard): Promise<Float32Array> {
  return once(errors, card.weightsHash, async () => {
    const address = `/api/models/${card.id}/errors/${card.weightsHash}`;
    const { buffer, byteLength } = await download(address, new AbortController().signal);
    if (byteLength !== 4 * embeddingCount(card))
      throw new Error(text("connection.data.mismatch", { title: card.title }));
    return new Float32Array(buffer);
  });
}

/** The latest few; a failure is forgotten. */
function once<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before) return before;
  const asking = ask();
  known.set(key, asking);
  asking.catch(() => known.delete(key));
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  return asking;
}
