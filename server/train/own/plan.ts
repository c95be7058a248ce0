import { pixelsOf } from "../data/image-set.ts";
import type { SplitDataset } from "../data/load-data.ts";
import { clock } from "../loop/progress-bar.ts";
import type { TrainedPreset } from "../presets/preset.ts";
import { architectureOf, betaFor, paceOf } from "./defaults.ts";
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

/** How long it will take, in a line. */
export function estimateText(
  anEpoch: number,
  { preset, backend }: { preset: TrainedPreset; backend: string },
): string {
  const all = clock(anEpoch * preset.epochs * 1000);
  return `About ${anEpoch < 10 ? anEpoch.toFixed(1) : Math.round(anEpoch)} s an epoch, ${all} for all of them, on ${backend}; then figures. Ctrl-C keeps the best so far, --resume goes on.`;
}
