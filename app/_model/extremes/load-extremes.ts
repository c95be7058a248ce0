import { embeddingCount } from "../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { openDataImages } from "../../_explorer/data-images/data-images.ts";
import { decodeLatents } from "../../_explorer/decode.ts";
import { download } from "../../_explorer/download.ts";
import { text } from "../../_i18n/text.ts";
import { shownData } from "../shown-data.ts";
import { extremeRows } from "./extreme-rows.ts";

const SHOWN = 10;

/** An image of the data beside what the model makes of it. */
export interface Reconstructed {
  row: number;
  label: string;
  /** Mean squared difference per pixel, pixels 0..1. */
  error: number;
  original: Uint8Array;
  reconstruction: Uint8Array;
}

export interface ShownExtremes {
  best: Reconstructed[];
  worst: Reconstructed[];
  median: number;
  count: number;
}

/**
 * The images of the data that the model reconstructs best and worst, of all that are shown.
 * @throws Error with a sentence for the person
 */
export async function loadExtremes(card: ModelCard, signal: AbortSignal): Promise<ShownExtremes> {
  const address = `/api/models/${card.id}/errors/${card.weightsHash}`;
  const [bytes, data, images] = await Promise.all([
    download(address, signal),
    shownData(card),
    openDataImages(card.dataset),
  ]);
  const errors = new Float32Array(bytes.buffer);
  const count = embeddingCount(card);
  if (errors.length !== count) throw new Error(text("modelPage.extremes.mismatch"));
  const { best, worst, median } = extremeRows(errors, SHOWN);
  const rows = [...best, ...worst];
  const codes = rows.map((row) =>
    data.embedding.subarray(row * card.latentDim, (row + 1) * card.latentDim),
  );
  const decoded = await decodeLatents(card.id, codes, signal);
  const shown = rows.map((row, i) => ({
    row,
    label: card.dataset.classNames[data.labels[row] ?? 0] ?? "",
    error: errors[row] ?? 0,
    original: images.row(row),
    reconstruction: decoded[i] ?? new Uint8Array(),
  }));
  const { length } = best;
  return { best: shown.slice(0, length), worst: shown.slice(length), median, count };
}
