import { NEIGHBOURS } from "./density.ts";
import { nearestRows, type Rows } from "./nearest.ts";

/** Codes with the class of each; `train` rows come first, `heldOut` rows last, as in a data set that is shown. */
export interface ClassedRows extends Rows {
  readonly labels: Uint8Array;
  readonly shown: { readonly train: number; readonly validation: number; readonly heldOut: number };
}

export interface Confusion {
  /** classes × classes, a row for each true class: how many of it were taken for which. */
  counts: Uint32Array;
  classes: number;
  asked: number;
  /**
   * Whose neighbours were asked: the training images; all other held-out ones, because no training images are shown; or
   * all others, because nothing was held out.
   */
  among: "training" | "heldOut" | "all";
}

/** More are spread evenly over what there is: ten thousand among ten thousand would take seconds. */
const ASKED_MAX = 2_000;
/** Numbers that are compared at most, some ten seconds of one core; fewer are asked of a hundred thousand long codes. */
const WORK_MAX = 1e10;
const ASKED_MIN = 100;

/**
 * What the ten nearest codes take each held-out image for: its neighbours among the training images, or among all others
 * where only held-out images are shown, or nothing was held out. As in a card's 10-NN figure, of classes as frequent the one counts that had as
 * many first.
 */
export function confusionOf(data: ClassedRows, classes: number): Confusion {
  const { values, latentDim, labels, shown } = data;
  const leftOut = shown.train === 0 || shown.heldOut === 0;
  const known = leftOut ? labels.length : shown.train;
  const first = shown.heldOut === 0 ? 0 : labels.length - shown.heldOut;
  const candidates = labels.length - first;
  const affordable = Math.floor(WORK_MAX / (known * latentDim));
  const asked = Math.min(ASKED_MAX, candidates, Math.max(ASKED_MIN, affordable));
  const counts = new Uint32Array(classes * classes);
  const base = { values: values.subarray(0, known * latentDim), latentDim };
  for (let i = 0; i < asked; i++) {
    const row = first + Math.floor((i * candidates) / asked);
    const z = values.subarray(row * latentDim, (row + 1) * latentDim);
    // Left out, it is among its own neighbours, or others lie exactly where it does.
    const nearest = nearestRows(base, z, NEIGHBOURS + (leftOut ? 1 : 0));
    const others = nearest.filter((neighbour) => !leftOut || neighbour.row !== row);
    const taken = majority(others.slice(0, NEIGHBOURS).map((other) => labels[other.row] ?? 0));
    const at = (labels[row] ?? 0) * classes + taken;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const among = shown.heldOut === 0 ? "all" : leftOut ? "heldOut" : "training";
  return { counts, classes, asked, among };
}

/** Share of those that were taken for what they are. */
export function accuracyOf({ counts, classes, asked }: Confusion): number {
  let right = 0;
  for (let label = 0; label < classes; label++) right += counts[label * (classes + 1)] ?? 0;
  return right / Math.max(1, asked);
}

/** The most frequent of labels, nearest first; of equals the one that had as many first. */
function majority(labels: readonly number[]): number {
  const votes = new Map<number, number>();
  let winner = labels[0] ?? 0;
  for (const label of labels) {
    const count = (votes.get(label) ?? 0) + 1;
    votes.set(label, count);
    if (count > (votes.get(winner) ?? 0)) winner = label;
  }
  return winner;
}
