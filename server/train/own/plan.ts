import { pixelsOf } from "../data/image-set.ts";
import type { SplitDataset } from "../data/load-data.ts";
import type { TrainedPreset } from "../presets/preset.ts";
import { architectureOf, betaFor, paceOf } from "./defaults.ts";
import type { Estimate } from "./estimate.ts";
import type { OwnOptions } from "./options.ts";
import { counted } from "./report.ts";

/** How own pictures are learned, unless the person says otherwise. */
export function presetOf({ all, train }: SplitDataset, options: OwnOptions): TrainedPreset {
  const { title, latentDim, beta } = options;
  const [side, , channels] = all.imageShape;
  const colour = channels === 3 ? "in colour" : "in grey";
  return {
    kind: "vae",
    loss: "bce",
    title,
    summary: `A convolutional VAE of ${counted(all.count)} own pictures, ${side} × ${side} ${colour}, with ${latentDim} latent dimensions.`,
    ...{ latentDim, beta: beta ?? betaFor(pixelsOf(all)), architecture: architectureOf(side) },
    ...paceOf(train.count, options),
    // Bending leaves black at the edges, which photographs do not have.
    augmentation: { share: 0, rotation: 0, stretch: 0, shift: 0 },
    corruption: 0,
  };
}

/** What will be trained, in a line. */
export function netText({ latentDim, ...preset }: TrainedPreset, { all }: SplitDataset): string {
  const [side, , channels] = all.imageShape;
  const beta = "beta" in preset ? `, beta ${preset.beta}` : "";
  return `A convolutional VAE ${side} × ${side} × ${channels} → ${latentDim}${beta}; at most ${preset.epochs} epochs in batches of ${preset.batchSize}.`;
}

/** How long it will take, in a line: what it comes from, and so what it is worth. */
export function estimateText(
  { anEpoch, timed }: Estimate,
  { preset, backend }: { preset: Pick<TrainedPreset, "epochs" | "batchSize">; backend: string },
): string {
  const { batches, quickest, slowest } = timed;
  const each = batches === 1 ? "1 timed batch" : `${batches} timed batches`;
  const spread = batches === 1 ? "" : `, ${seconds(quickest)} to ${seconds(slowest)} s each`;
  return `About ${seconds(anEpoch)} s an epoch, ${roughly(anEpoch * preset.epochs)} for all of them, on ${backend} (from ${each} of ${preset.batchSize}${spread}; the time left is measured anew while it trains); then figures. Ctrl-C keeps the best so far, --resume goes on.`;
}

function seconds(value: number): string {
  return value < 1 ? value.toFixed(2) : value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** No guess is good to the second. */
function roughly(inSeconds: number): string {
  if (inSeconds < 90) return `${Math.ceil(inSeconds)} s`;
  const minutes = Math.round(inSeconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} hours`;
}
