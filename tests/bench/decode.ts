import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { readCatalog } from "../../server/engine/catalog.ts";
import type { Engine } from "../../server/engine/engine.ts";
import type { EngineChoice } from "../../server/engine/select-engine.ts";
import { startWorkerEngine } from "../../server/engine/worker-engine.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { drive } from "./drive.ts";
import type { Bench } from "./options.ts";
import { decodeWithPytorch } from "./pytorch.ts";
import { printTable, round } from "./report.ts";

const BATCHES = [1, 8, 32, 128];
const CHOICES: EngineChoice[] = ["onnx-cpu", "onnx-webgpu", "tensorflow-native", "tensorflow-wasm"];
const BASELINE = "tensorflow-wasm";

type Rates = Record<string, number>;

/** Images a second of every engine that loads, in its threads as the server runs it, without scheduler or sockets. */
export const decodeBench: Bench = {
  about: "images a second of every engine that loads, at batch 1, 8, 32, 128",
  async run({ quick, model }) {
    const catalog = readCatalog(ARTIFACTS);
    const card = catalog.get(model)?.card;
    if (!card) throw new Error(`There is no model “${model}”.`);
    const seconds = quick ? 0.35 : 2;
    const engines: Record<string, Rates> = {};
    const skipped: Record<string, string> = {};
    // A dozen images a second: too slow for a quick look.
    if (!quick) allowSoftwareVulkan();
    for (const choice of CHOICES) {
      try {
        const engine = await startWorkerEngine({ artifacts: ARTIFACTS, choices: [choice] });
        await engine.allStarted;
        engines[choice] = await measure(engine, model, card.latentDim, seconds);
        await engine.dispose();
      } catch (cause) {
        skipped[choice] = String(cause instanceof Error ? cause.message : cause).slice(0, 160);
      }
    }
    const pytorch = await decodeWithPytorch(
      `${ARTIFACTS}/${model}`,
      card.latentDim,
      BATCHES,
      seconds,
    );
    if (typeof pytorch === "string") skipped.pytorch = pytorch;
    else engines.pytorch = pytorch;

    const baseline = engines[BASELINE];
    printTable(`decode ${model}: images/s (× ${BASELINE})`, [
      ["engine", ...BATCHES.map((batch) => `batch ${batch}`)],
      ...Object.entries(engines).map(([name, rates]) => [
        name,
        ...BATCHES.map(
          (batch) =>
            `${Math.round(rates[batch] ?? 0)} (${round((rates[batch] ?? 0) / (baseline?.[batch] ?? 1), 1)}×)`,
        ),
      ]),
    ]);
    for (const [name, why] of Object.entries(skipped)) console.log(`  ${name} skipped: ${why}`);
    return { model, engines, skipped };
  },
};

/** Where there is no GPU, WebGPU runs on the software Vulkan of Debian's chromium package, to be seen beside the others. */
function allowSoftwareVulkan(): void {
  const driver = "/usr/lib/chromium/vk_swiftshader_icd.json";
  if (existsSync("/dev/dri") || existsSync("/dev/nvidia0") || !existsSync(driver)) return;
  process.env.VK_ICD_FILENAMES ??= driver;
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
}

async function measure(
  engine: Engine,
  model: string,
  latentDim: number,
  seconds: number,
): Promise<Rates> {
  const rates: Rates = {};
  for (const batch of BATCHES)
    rates[batch] = round(await drive(engine, { model, latentDim, batch }, seconds), 1);
  return rates;
}
