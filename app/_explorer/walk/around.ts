import {
  type DensityScale,
  densityScale,
  reachOf,
  sampledRows,
} from "../../../server/latent/density.ts";
import { type LabelledRows, type Survey, surveyAt } from "../../../server/latent/survey.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { dataSpread } from "../spread/measured.ts";
import type { Cloud } from "../store.ts";

/** A slice of work after which the page may draw. */
const SLICE_MS = 5;

const scales = new WeakMap<Cloud, Promise<DensityScale>>();

/** What is around `z` in this cloud. The first look sets the scale of densities, in slices beside the frames. */
export async function lookAround(cloud: Cloud, card: ModelCard, z: Float32Array): Promise<Survey> {
  const data = rowsOf(cloud, card);
  let scale = scales.get(cloud);
  if (!scale) {
    scale = measure(data);
    scales.set(cloud, scale);
  }
  const survey = surveyAt(data, await scale, z);
  const spread = await dataSpread(card, cloud);
  return spread ? { ...survey, origin: spread.distance(z) } : survey;
}

function rowsOf({ embedding, labels }: Cloud, { latentDim }: ModelCard): LabelledRows {
  return { values: embedding, labels, latentDim };
}

async function measure(data: LabelledRows): Promise<DensityScale> {
  const reaches: number[] = [];
  let begun = performance.now();
  for (const row of sampledRows(data)) {
    reaches.push(reachOf(data, row));
    if (performance.now() - begun < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    begun = performance.now();
  }
  return densityScale(reaches);
}
