import type { Random } from "../../latent/random.ts";
import type { Edges } from "./fuzzy-graph.ts";
import type { Turn } from "./turns.ts";

/** Of 1 / (1 + a d²ᵇ), the closeness of two places: what their own program finds for a least distance of 0.1. */
const [A, B] = [1.5769434603113077, 0.8950608779109733];
/** Places that each edge pushes off, chosen at random. */
const PUSHED = 5;
/** Longest step along an axis, so that two places that lie on each other do not burst. */
const STEP_MAX = 4;
/** Numbers of a place. */
const AXES = 3;

export interface Layout {
  edges: Edges;
  /** xyz of the heads; moved. */
  places: Float32Array;
  /** xyz of the tails: the same array where all are moved, else they stay. */
  among: Float32Array;
  epochs: number;
  /** Of the first epoch; the last has none. */
  rate: number;
  random: Random;
  what: string;
  turn: Turn;
}

/**
 * Draws heads to their tails and pushes them off others, by stochastic gradient descent (McInnes et al. 2018, algorithm 5):
 * the surer an edge is, the more often its turn comes.
 */
export async function layOut(layout: Layout): Promise<void> {
  const { edges, epochs, rate, what, turn } = layout;
  if (edges.weight.length === 0) return;
  const surest = edges.weight.reduce((most, weight) => Math.max(most, weight), 0);
  const every = edges.weight.map((weight) => surest / weight);
  const next = every.slice();
  const pushes = new Float32Array(every.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const alpha = rate * (1 - epoch / epochs);
    for (let edge = 0; edge < every.length; edge++) {
      const interval = every[edge] as number;
      if ((next[edge] as number) > epoch || interval > epochs) continue;
      next[edge] = (next[edge] as number) + interval;
      const wanted = (epoch * PUSHED) / interval;
      pull(layout, edge, alpha);
      for (; (pushes[edge] as number) + 1 <= wanted; pushes[edge] = (pushes[edge] as number) + 1)
        push(layout, edge, alpha);
    }
    await turn(what, epoch + 1, epochs);
  }
}

function pull({ edges, places, among }: Layout, edge: number, alpha: number): void {
  const from = (edges.head[edge] as number) * AXES;
  const to = (edges.tail[edge] as number) * AXES;
  const square = squareBetween(places, from, among, to);
  if (square === 0) return;
  const power = raised(square);
  const force = (-2 * A * B * power) / (square * (1 + A * power));
  for (let axis = 0; axis < AXES; axis++) {
    const step =
      alpha * cut(force * ((places[from + axis] as number) - (among[to + axis] as number)));
    places[from + axis] = (places[from + axis] as number) + step;
    if (among === places) among[to + axis] = (among[to + axis] as number) - step;
  }
}

function push({ edges, places, among, random }: Layout, edge: number, alpha: number): void {
  const from = (edges.head[edge] as number) * AXES;
  const other = Math.floor((random() * among.length) / AXES) * AXES;
  if (among === places && other === from) return;
  const square = squareBetween(places, from, among, other);
  const force = (2 * B) / ((0.001 + square) * (1 + A * raised(square)));
  for (let axis = 0; axis < AXES; axis++) {
    const apart = (places[from + axis] as number) - (among[other + axis] as number);
    const step = square > 0 ? cut(force * apart) : STEP_MAX;
    places[from + axis] = (places[from + axis] as number) + alpha * step;
  }
}

function squareBetween(a: Float32Array, from: number, b: Float32Array, to: number): number {
  let square = 0;
  for (let axis = 0; axis < AXES; axis++)
    square += ((a[from + axis] as number) - (b[to + axis] as number)) ** 2;
  return square;
}

/** squareᴮ, in a third of the time of `**`, which is most of the fit's. */
const raised = (square: number) => Math.exp(B * Math.log(square));
const cut = (value: number) => Math.max(-STEP_MAX, Math.min(STEP_MAX, value));
