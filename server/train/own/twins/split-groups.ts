import { createRandom } from "../../../latent/random.ts";
import { type Split, shuffledRows, splitRows } from "../../data/split.ts";

/**
 * A split in the shares of `splitRows` that leaves each group on one side. Groups come in an order that the seed decides; one
 * that is too large for what is left of the held-out rows, and of validation, is trained on.
 */
export function splitGroups(groupOf: Uint32Array, seed: number): Split {
  const wanted = splitRows(groupOf.length, seed);
  const members = new Map<number, number[]>();
  for (const row of shuffledRows(groupOf.length, createRandom(seed))) {
    const group = groupOf[row] ?? row;
    const rows = members.get(group) ?? [];
    members.set(group, rows);
    rows.push(row);
  }
  const heldOut: number[] = [];
  const validation: number[] = [];
  const train: number[] = [];
  for (const rows of members.values()) {
    const side =
      heldOut.length + rows.length <= wanted.heldOut.length
        ? heldOut
        : validation.length + rows.length <= wanted.validation.length
          ? validation
          : train;
    side.push(...rows);
  }
  return {
    train: Uint32Array.from(train),
    validation: Uint32Array.from(validation),
    heldOut: Uint32Array.from(heldOut),
  };
}

/** How many held-out pictures would have had a twin among those of training, had the split not known of them. */
export function leakOf(groupOf: Uint32Array, seed: number): number {
  const { train, heldOut } = splitRows(groupOf.length, seed);
  const known = new Set(Array.from(train, (row) => groupOf[row]));
  return heldOut.reduce((sum, row) => sum + Number(known.has(groupOf[row])), 0);
}
