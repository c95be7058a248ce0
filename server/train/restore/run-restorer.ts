import { pooledShape } from "../../degrade/resample.ts";
import { buildRestorer } from "../../model/nets/restorer.ts";
import { roundToHalf } from "../../model/precision.ts";
import type { StoredRestorer } from "../../protocol/model-card.ts";
import type { SplitDataset } from "../data/load-data.ts";
import { type Circumstances, runSteps } from "../loop/run-steps.ts";
import type { RestorerPreset } from "../presets/preset.ts";
import type { RunPlan } from "../run-plan.ts";
import { restorerLearner } from "./learner.ts";
import { publishRestorer } from "./publish-restorer.ts";

/** One whole run of a model for larger images: training, artefact. */
export async function runRestorer(
  options: RunPlan & { preset: RestorerPreset },
  split: SplitDataset,
  circumstances: Circumstances,
): Promise<StoredRestorer> {
  const { preset, seed } = options;
  const { factor, filters } = preset;
  const { imageShape } = split.all;
  const lowShape = pooledShape(imageShape, factor);
  const nets = buildRestorer({ lowShape, factor, filters, seed });
  const learner = restorerLearner(nets, { factor, imageShape });
  const { training, curve } = await runSteps(
    {
      ...{ learner, preset, identity: { latentDim: 0, beta: 0 } },
      damage: () => (pixels) => pixels,
    },
    { options, split, ...circumstances },
  );
  roundToHalf(nets.restorer);
  return await publishRestorer({ options, split, model: nets.restorer, training, curve });
}
