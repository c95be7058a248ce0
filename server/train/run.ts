import { buildVae } from "../model/vae.ts";
import { writeWeights } from "../model/weights.ts";
import { loadCheckpoint, saveCheckpoint } from "./checkpoint.ts";
import { loadSplit } from "./load-data.ts";
import { ScheduledAdam } from "./optimizer.ts";
import type { RunOptions } from "./options.ts";
import { createProgressBar } from "./progress-bar.ts";
import { type Progress, trainVae } from "./trainer.ts";

/** One whole run: data, training, artefact. */
export async function run(
  options: RunOptions,
  { backend, signal }: { backend: string; signal: AbortSignal },
): Promise<void> {
  const { preset, seed, checkpoint } = options;
  const split = await loadSplit(options.data, { seed, limit: options.limit });
  const { train, validation, all } = split;
  const vae = buildVae({ imageShape: all.imageShape, latentDim: preset.latentDim, seed });
  const optimizer = new ScheduledAdam(preset.learningRate);
  const identity = {
    preset: options.presetId,
    data: options.data,
    latentDim: preset.latentDim,
    seed,
    beta: preset.beta,
    batchSize: preset.batchSize,
    epochs: preset.epochs,
    rows: all.count,
  };
  const fresh: Progress = { epoch: 0, seconds: 0, best: undefined };
  const { progress, command } = options.resume
    ? await loadCheckpoint(checkpoint, { identity, vae, optimizer })
    : { progress: fresh, command: options.command };
  const bar = createProgressBar(process.stdout, { epochs: preset.epochs, done: progress.epoch });
  await trainVae({
    ...{ vae, optimizer, preset, train, validation, seed, progress, signal },
    onStep: bar.step,
    onEpoch: async (report) => {
      bar.epoch(report);
      await saveCheckpoint(checkpoint, { identity, command, vae, optimizer, progress });
    },
  });
  if (progress.best === undefined) throw new Error("no epoch was finished");
  writeWeights(vae, progress.best.weights);
  const { publish } = await import("./publish.ts");
  const { metrics } = await publish({ options, split, vae, progress, command, backend });
  const { negativeElbo, knn10 } = metrics.heldOut;
  console.log(
    `${options.out}: best epoch ${progress.best.epoch}, held-out −ELBO ${negativeElbo.toFixed(2)} nats, 10-NN ${knn10.toFixed(3)}`,
  );
}
