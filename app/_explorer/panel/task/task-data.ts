import {
  type ClassRows,
  distanceBetween,
  meanOf,
  rowsOfClass,
} from "../../../../server/latent/classes.ts";
import {
  type DensityScale,
  densityScale,
  reachOf,
  sampledRows,
} from "../../../../server/latent/density.ts";
import { percentile } from "../../../../server/latent/percentile.ts";
import type { LabelledRows } from "../../../../server/latent/survey.ts";
import type { Cloud } from "../../store.ts";

/** The share of the data that counts as the inside of the cloud. */
const INSIDE = 0.9;

/** The model's data as measures ask for it. Parts are made when first asked for, and kept with the cloud. */
export interface TaskData {
  all: LabelledRows;
  ofClass: (label: number) => ClassRows;
  meanOfClass: (label: number) => Float32Array;
  latentOf: (row: number) => Float32Array;
  /** The mean of all data, and how far from it the inside reaches, σ. */
  inside: () => { center: Float32Array; radius: number };
  scale: () => DensityScale;
}

const known = new WeakMap<Cloud, TaskData>();

export function taskData(cloud: Cloud): TaskData {
  const data = known.get(cloud) ?? createData(cloud);
  known.set(cloud, data);
  return data;
}

function createData({ embedding, labels, count }: Cloud): TaskData {
  const latentDim = embedding.length / Math.max(1, count);
  const all = { values: embedding, labels, latentDim };
  const latentOf = (row: number) => embedding.slice(row * latentDim, (row + 1) * latentDim);
  const ofClass = kept((label: number) => rowsOfClass(all, label));
  return {
    all,
    latentOf,
    ofClass,
    meanOfClass: kept((label: number) => meanOf(ofClass(label))),
    inside: once(() => {
      const center = meanOf(all);
      const away = Array.from({ length: count }, (_, row) =>
        distanceBetween(latentOf(row), center),
      );
      return { center, radius: percentile(away, INSIDE) ?? 0 };
    }),
    scale: once(() => densityScale(sampledRows(all).map((row) => reachOf(all, row)))),
  };
}

function kept<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

function once<T>(make: () => T): () => T {
  const get = kept((_: null) => make());
  return () => get(null);
}
