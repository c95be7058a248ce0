import { readCatalog } from "../../server/engine/catalog.ts";
import type { Engine } from "../../server/engine/engine.ts";
import { startWorkerEngine } from "../../server/engine/worker-engine.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { createScheduler } from "../../server/schedule/decode-scheduler.ts";
import { createMeter } from "../../server/schedule/meter.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { drive } from "./drive.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

const PRODUCERS = 50;
/** Each producer moves this often, so that a newer place waits whenever the engine is free. */
const MOVE_MS = 2;

/** What of the engine's own speed reaches the producers, without sockets. */
export const schedulerBench: Bench = {
  about: "50 producers faster than the engine: share of its bare speed that the scheduler delivers",
  async run({ quick, model, seconds = quick ? 2 : 6 }) {
    const latentDim = readCatalog(ARTIFACTS).get(model)?.card.latentDim ?? 3;
    const engine = await startWorkerEngine({ artifacts: ARTIFACTS, choices: ["onnx-cpu"] });
    await engine.allStarted;
    const scheduled = await throughScheduler(engine, model, latentDim, seconds);
    const batch = Math.max(1, Math.round(scheduled.batch));
    const raw = await drive(engine, { model, latentDim, batch }, seconds);
    const efficiency = scheduled.rate / raw;
    printTable(`scheduler ${model}: ${PRODUCERS} producers`, [
      ["", "images/s", "mean batch"],
      ["through the scheduler", scheduled.rate, scheduled.batch],
      [`bare engine, ${engine.lanes} lanes`, raw, batch],
      ["efficiency", efficiency, ""],
    ]);
    await engine.dispose();
    return {
      producers: PRODUCERS,
      images_per_s: round(scheduled.rate, 1),
      raw_images_per_s: round(raw, 1),
      efficiency: round(efficiency, 3),
      batch_mean: round(scheduled.batch, 1),
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
  const now = () => performance.now();
  const onImage = () => {
    if (counting) images++;
    return undefined;
  };
  const scheduler = createScheduler({
    engine: counted,
    latentDim: () => latentDim,
    meter: createMeter(now),
    now,
    onImage,
  });
  const random = createRandom(1);
  const places = Array.from({ length: PRODUCERS }, () => gaussianVector(random, latentDim));
  let seq = 0;
  const timer = setInterval(() => {
    seq++;
    for (const [who, z] of places.entries()) scheduler.move(`room:${who}`, model, seq, z);
  }, MOVE_MS);
  await sleep(500);
  counting = true;
  const start = now();
  await sleep(seconds * 1000);
  counting = false;
  const rate = images / ((now() - start) / 1000);
  clearInterval(timer);
  await scheduler.dispose();
  return { rate, batch: images / Math.max(1, batches) };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
