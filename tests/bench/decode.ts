import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { readCatalog } from "../../server/engine/catalog.ts";
import type { EngineChoice } from "../../server/engine/select-engine.ts";
import { startWorkerEngine } from "../../server/engine/worker-engine.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { type Contender, engineContender } from "./contender.ts";
import { decoderFlops } from "./decoder-work.ts";
import type { Bench } from "./options.ts";
import { HOW_TO_GET, startPytorch } from "./pytorch/contenders.ts";
import { printTable, round } from "./report.ts";
import { byTurns, type Spread, showSpread, spreadOf } from "./turns.ts";

const BATCHES = [1, 8, 32, 128];
const CHOICES: EngineChoice[] = ["onnx-cpu", "onnx-webgpu", "tensorflow-native", "tensorflow-wasm"];
const OURS: EngineChoice = "onnx-cpu";
/** Images that all of them must agree on, and by how much. */
const COMPARED = 128;
const MOST_APART = 1;

/** Images a second by batch, of each contender. */
type Rates = Map<string, Map<number, Spread>>;

/** Images a second of every engine that loads, in its threads as the server runs it, and of PyTorch, by turns. */
export const decodeBench: Bench = {
  about: "images a second at batch 1, 8, 32, 128 of every engine that loads, beside PyTorch",
  async run({ quick, model }) {
    const card = readCatalog(ARTIFACTS).get(model)?.card;
    if (!card) throw new Error(`There is no model “${model}”.`);
    const folder = `${ARTIFACTS}/${model}`;
    const latents = (count: number) => gaussianVector(createRandom(count), count * card.latentDim);
    const skipped: Record<string, string> = {};
    const started = await startAll(model, folder, quick, skipped);
    const { contenders, pytorch } = started;
    try {
      const apart = await compare(contenders, latents(COMPARED), skipped);
      const agreeing = contenders.filter(({ name }) => (apart[name] ?? 256) <= MOST_APART);
      const turn = quick ? { rounds: 1, seconds: 0.2 } : { rounds: 3, seconds: 0.8 };
      const measured = await byTurns(agreeing, turn.rounds, async (contender) => {
        const rates: number[] = [];
        for (const batch of BATCHES)
          rates.push(await contender.rate(latents(batch), batch, turn.seconds));
        return rates;
      });
      const rates: Rates = new Map(
        [...measured].map(([{ name }, runs]) => [
          name,
          new Map(BATCHES.map((batch, i) => [batch, spreadOf(runs.map((run) => run[i] ?? 0))])),
        ]),
      );
      const flops = decoderFlops(folder);
      const sgemm = pytorch ? await pytorch.sgemm(quick ? 0.5 : 2) : null;
      const best = pytorch && bestOf(rates, pytorch.contenders);
      print(model, { rates, apart, best, skipped });
      const fastest = Math.max(...BATCHES.map((b) => rates.get(OURS)?.get(b)?.median ?? 0));
      const gflops = (fastest * flops) / 1e9;
      console.log(
        `  ${OURS} at its best: ${round(gflops, 1)} GFLOP/s (${round(flops / 2e6, 2)} M multiply-adds an image)` +
          (sgemm ? `, ${round(gflops / sgemm, 2)} of the ${round(sgemm, 0)} of a 2048³ sgemm` : ""),
      );
      console.log(`  ${pytorch?.build ?? HOW_TO_GET}`);
      return {
        model,
        engines: toJson(rates),
        apart,
        pytorch_best: best,
        ratio_vs_pytorch: best && ratios(rates, best),
        pytorch: pytorch?.build ?? HOW_TO_GET,
        gflops: round(gflops, 1),
        sgemm_gflops: sgemm && round(sgemm, 1),
        share_of_sgemm: sgemm && round(gflops / sgemm, 3),
        skipped,
      };
    } finally {
      await started.dispose();
    }
  },
};

/** What does not start is named in `skipped`. */
async function startAll(
  model: string,
  folder: string,
  quick: boolean,
  skipped: Record<string, string>,
) {
  const contenders: Contender[] = [];
  const ends: (() => Promise<void> | void)[] = [];
  // A dozen images a second: too slow for a quick look.
  if (!quick) allowSoftwareVulkan();
  for (const choice of CHOICES) {
    try {
      const engine = await startWorkerEngine({
        catalog: readCatalog(ARTIFACTS),
        choices: [choice],
      });
      ends.push(() => engine.dispose());
      await engine.allStarted;
      contenders.push(engineContender(choice, engine, model));
    } catch (cause) {
      skipped[choice] = sentence(cause);
    }
  }
  const pytorch = await startPytorch(folder, { compile: !quick }).catch((cause: unknown) => {
    skipped.pytorch = sentence(cause);
    return null;
  });
  if (pytorch) {
    contenders.push(...pytorch.contenders);
    ends.push(pytorch.dispose);
    if (quick) skipped["torch.compile"] = "compiling takes a minute: not in a quick look";
  }
  const dispose = async () => {
    for (const end of ends) await end();
  };
  return { contenders, pytorch, dispose };
}

/** Largest difference of any byte from our own images, by contender; what cannot decode is named in `skipped`. */
async function compare(
  contenders: readonly Contender[],
  z: Float32Array,
  skipped: Record<string, string>,
): Promise<Record<string, number>> {
  const apart: Record<string, number> = {};
  const ours = await contenders.find(({ name }) => name === OURS)?.decode(z, COMPARED);
  if (!ours) throw new Error(`${OURS} did not start: ${skipped[OURS]}`);
  for (const { name, decode } of contenders) {
    try {
      const theirs = await decode(z, COMPARED);
      if (theirs.length !== ours.length) throw new Error(`${theirs.length} bytes of pixels`);
      let most = 0;
      for (const [i, value] of theirs.entries())
        most = Math.max(most, Math.abs(value - (ours[i] ?? 0)));
      apart[name] = most;
      if (most > MOST_APART) skipped[name] = `its images are ${most}/255 from ours`;
    } catch (cause) {
      skipped[name] = sentence(cause);
    }
  }
  return apart;
}

/** Name of the fastest by batch. */
function bestOf(rates: Rates, among: readonly Contender[]): Record<number, string> {
  const at = (name: string, batch: number) => rates.get(name)?.get(batch)?.median ?? 0;
  return Object.fromEntries(
    BATCHES.map((batch) => [
      batch,
      among.reduce((best, { name }) => (at(name, batch) > at(best, batch) ? name : best), ""),
    ]),
  );
}

function ratios(rates: Rates, best: Record<number, string>): Record<number, number> {
  const at = (name: string, batch: number) => rates.get(name)?.get(batch)?.median ?? Number.NaN;
  return Object.fromEntries(
    BATCHES.map((batch) => [batch, round(at(OURS, batch) / at(best[batch] ?? "", batch))]),
  );
}

function print(
  model: string,
  {
    rates,
    apart,
    best,
    skipped,
  }: {
    rates: Rates;
    apart: Record<string, number>;
    best: Record<number, string> | null;
    skipped: Record<string, string>;
  },
): void {
  const ratio = best && ratios(rates, best);
  printTable(`decode ${model}: images/s, median (least–most of the rounds)`, [
    ["", ...BATCHES.map((batch) => `batch ${batch}`), "pixels apart"],
    ...[...rates].map(([name, byBatch]) => [
      name,
      ...BATCHES.map((batch) => {
        const mark = best?.[batch] === name ? "* " : "";
        return mark + showSpread(byBatch.get(batch) ?? spreadOf([]));
      }),
      `${apart[name]}/255`,
    ]),
    ...(ratio
      ? [[`${OURS}, × the best PyTorch (*)`, ...BATCHES.map((b) => ratio[b] ?? Number.NaN), ""]]
      : []),
  ]);
  for (const [name, why] of Object.entries(skipped)) console.log(`  ${name} skipped: ${why}`);
}

function toJson(rates: Rates) {
  return Object.fromEntries(
    [...rates].map(([name, byBatch]) => [
      name,
      Object.fromEntries([...byBatch].map(([batch, { median }]) => [batch, round(median, 1)])),
    ]),
  );
}

/** Where there is no GPU, WebGPU runs on the software Vulkan of Debian's chromium package, to be seen beside the others. */
function allowSoftwareVulkan(): void {
  const driver = "/usr/lib/chromium/vk_swiftshader_icd.json";
  if (existsSync("/dev/dri") || existsSync("/dev/nvidia0") || !existsSync(driver)) return;
  process.env.VK_ICD_FILENAMES ??= driver;
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
}

const sentence = (cause: unknown) =>
  String(cause instanceof Error ? cause.message : cause).slice(0, 160);
