import type { ImageSet } from "../data/image-set.ts";
import { neighbourAccuracy } from "./neighbours.ts";

export const NEIGHBOURS = 10;
/** In `attributes.bin`. */
const NOT_KNOWN = 255;

type Parts = Readonly<Record<"train" | "heldOut", ImageSet>>;

/** Codes of the training and of the held-out images, row by row. */
interface CodesOfParts {
  train: Float32Array;
  heldOut: Float32Array;
  dim: number;
}

/** `knn10` of the classes, and `knn10.glasses` and its like of every attribute with names. */
export function knownAccuracies(
  parts: Parts,
  { train, heldOut, dim }: CodesOfParts,
): Record<string, number> {
  const kinds = kindsOf(parts).map(({ key, ...labels }) => [
    `knn10${key}`,
    neighbourAccuracy(
      onlyKnown(train, labels.train, dim),
      onlyKnown(heldOut, labels.heldOut, dim),
      { k: NEIGHBOURS, dim },
    ),
  ]);
  return Object.fromEntries(kinds);
}

/**
 * The share of held-out images that have the training images' commonest name: what one would say without looking, as
 * `majority.knn10.glasses` and its like. Only of data with attributes, whose names may be of very different frequency.
 */
export function majorityShares(parts: Parts): Record<string, number> {
  if (!parts.train.attributes?.length) return {};
  const kinds = kindsOf(parts).map(({ key, train, heldOut }) => {
    const known = heldOut.filter((label) => label !== NOT_KNOWN);
    const common = commonest(train);
    const share = known.filter((label) => label === common).length / known.length;
    return [`majority.knn10${key}`, share];
  });
  return Object.fromEntries(kinds);
}

/** The classes and each attribute with names; what no held-out image is known to have is left out. */
function kindsOf({ train, heldOut }: Parts) {
  const classes = { key: "", train: train.labels, heldOut: heldOut.labels };
  const others = (train.attributes ?? []).flatMap(({ kind, name, values }, index) => {
    const queries = heldOut.attributes?.[index]?.values ?? new Uint8Array();
    const isAsked = kind === "names" && queries.some((label) => label !== NOT_KNOWN);
    return isAsked ? [{ key: `.${name}`, train: values, heldOut: queries }] : [];
  });
  return [classes, ...others];
}

function onlyKnown(codes: Float32Array, labels: Uint8Array, dim: number) {
  if (!labels.includes(NOT_KNOWN)) return { codes, labels };
  const rows = [...labels.keys()].filter((row) => labels[row] !== NOT_KNOWN);
  const kept = new Float32Array(rows.length * dim);
  for (const [place, row] of rows.entries())
    kept.set(codes.subarray(row * dim, (row + 1) * dim), place * dim);
  return { codes: kept, labels: Uint8Array.from(rows, (row) => labels[row] ?? 0) };
}

function commonest(labels: Uint8Array): number {
  const counts = new Uint32Array(NOT_KNOWN);
  for (const label of labels) if (label !== NOT_KNOWN) counts[label] = (counts[label] ?? 0) + 1;
  return counts.indexOf(Math.max(...counts));
}
