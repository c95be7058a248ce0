import { realClock } from "../../server/clock.ts";
import { readCatalog } from "../../server/engine/catalog.ts";
import type { Engine } from "../../server/engine/engine.ts";
import { startWorkerEngine } from "../../server/engine/worker-engine.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { createScheduler } from "../../server/schedule/decode-scheduler.ts";
import { createMeter } from "../../server/schedule/meter.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { engineContender } from "./contender.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";
import { showSpread, spreadOf } from "./turns.ts";

const PRODUCERS = 50;
/** Each producer moves this often, so that a newer place waits whenever the engine is free. */
const MOVE_MS = 2;

/** Batches among which the engine's best is looked for. */
const BATCHES = [4, 8, 16, 32, 64, 128];

/** What of the engine's own speed reaches the producers, without sockets: its speed at their batch, and at its best. */
export const schedulerBench: Bench = {
  about: "50 producers faster than the engine: share of its bare speed that the scheduler delivers",
  async run({ quick, model, seconds = quick ? 2 : 6 }) {
    const latentDim = readCatalog(ARTIFACTS).get(model)?.card.latentDim ?? 3;
    const engine = await startWorkerEngine({
      catalog: readCatalog(ARTIFACTS),
      choices: ["onnx-cpu"],
    });
    await engine.allStarted;
    const bare = engineContender("onnx-cpu", engine, model);
    const bareRate = (batch: number) =>
      bare.rate(gaussianVector(createRandom(batch), batch * latentDim), batch, seconds / 6);
    // Three turns of each, so that a noisy spell meets all.
    const rounds = quick ? 1 : 3;
    const through: { rate: number; batch: number }[] = [];
    const same: number[] = [];
    const byBatch = new Map<number, number[]>(BATCHES.map((batch) => [batch, []]));
    for (let turn = 0; turn < rounds; turn++) {
      const scheduled = await throughScheduler(engine, model, latentDim, seconds / rounds);
      through.push(scheduled);
      same.push(await bareRate(Math.max(1, Math.round(scheduled.batch))));
      for (const batch of BATCHES) byBatch.get(batch)?.push(await bareRate(batch));
    }
    await engine.dispose();
    const rate = spreadOf(through.map((run) => run.rate));
    const batchMean = spreadOf(through.map((run) => run.batch));
    const raw = spreadOf(same);
    const [bestBatch, best] = [...byBatch]
      .map(([batch, rates]) => [batch, spreadOf(rates)] as const)
      .reduce((a, b) => (b[1].median > a[1].median ? b : a));
    printTable(`scheduler ${model}: ${PRODUCERS} producers, median (least–most of ${rounds})`, [
      ["", "images/s", "batch", "scheduler's share"],
      ["through the scheduler", showSpread(rate), showSpread(batchMean), ""],
      [
        `bare engine, ${engine.lanes} lanes, batches as the scheduler's`,
        showSpread(raw),
        Math.round(batchMean.median),
        rate.median / raw.median,
      ],
      ["bare engine at its best", showSpread(best), bestBatch, rate.median / best.median],
    ]);
    return {
      producers: PRODUCERS,
      images_per_s: round(rate.median, 1),
      raw_images_per_s: round(raw.median, 1),
      efficiency: round(rate.median / raw.median, 3),
      batch_mean: round(batchMean.median, 1),
      best_batch: bestBatch,
      best_images_per_s: round(best.median, 1),
      efficiency_vs_best: round(rate.median / best.median, 3),
    };
  },
};

async function throughScheduler(engine: Engine, model: string, latentDim: number, seconds: number) {
  let images = 0;
  let counting = false;
  let batches = 0;
  const counted = {
    lanes: engine.lanes,
    decode: (...args: Parameters<Engine["decode"]>) => {
      if (counting) batches++;
      return engine.decode(...args);
    },
  };
  const scheduler = createScheduler({
    engine: counted,
    latentDim: () => latentDim,
    meter: createMeter(realClock.now),
    clock: realClock,
    onFailure: (cause) => console.error(cause),
  });
  const take = () => {
    if (counting) images++;
    return undefined;
  };
  const random = createRandom(1);
  const producers = Array.from({ length: PRODUCERS }, () => ({
    owner: { modelId: model, take },
    z: gaussianVector(random, latentDim),
  }));
  let seq = 0;
  const timer = setInterval(() => {
    seq++;
    for (const { owner, z } of producers) scheduler.move(owner, seq, z);
  }, MOVE_MS);
  await sleep(500);
  counting = true;
  const start = performance.now();
  await sleep(seconds * 1000);
  counting = false;
  const rate = images / ((performance.now() - start) / 1000);
  clearInterval(timer);
  await scheduler.dispose();
  return { rate, batch: images / Math.max(1, batches) };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
