import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { createBenchEngine } from "../../../app/_explorer/bench/compute/bench-engine.ts";
import { createNets } from "../../../app/_explorer/bench/compute/nets.ts";
import { openNet } from "../../../app/_explorer/page-decoder/page-session.ts";
import { readExactImages } from "../../../server/image/exact-images.ts";
import { readCard, readEmbedding } from "../../../server/model/artifact.ts";
import type { BenchDamage } from "../../../server/protocol/bench.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { ARTIFACTS, MODEL } from "../../helpers/artifacts.ts";
import { BENCH } from "./bench.ts";

const folder = join(ARTIFACTS, MODEL);
const ROW = 8500;
const wasm = new Uint8Array(
  readFileSync(
    createRequire(import.meta.url).resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"),
  ),
).buffer;
const nets = createNets((file) => openNet(wasm, readFileSync(file)), 4);
const linearMap = async () => ({
  weights: new Float32Array(784 * 784),
  bias: new Float32Array(784).fill(0.5),
});
const engine = createBenchEngine({ nets, linearMap });
let card: ModelCard;
let image: Float32Array;
let embedding: Float32Array;

beforeAll(async () => {
  card = await readCard(folder);
  embedding = await readEmbedding(folder, card);
  const images = await readExactImages(join(ARTIFACTS, "datasets", card.dataset.id), card.dataset);
  image = Float32Array.from(images.subarray(ROW * 784, (ROW + 1) * 784), (value) => value / 255);
});

const undamaged: BenchDamage = { ...BENCH.damage, noise: "none" as const };
const files = { encoder: join(folder, "encoder.onnx"), decoder: join(folder, "decoder.onnx") };
const task = (damage = undamaged) => ({ image, shape: card.imageShape, damage });

it("[WB17] the page encodes an image of the data where the model's own embedding has it, and measures what comes back", async () => {
  const outcome = await engine.run(task(), { kind: "latent", id: MODEL, latentDim: 3, ...files });
  for (let d = 0; d < 3; d++)
    expect(outcome.z?.[d]).toBeCloseTo(embedding[ROW * 3 + d] ?? Number.NaN, 1);
  expect(outcome.pixels).toHaveLength(784);
  expect(outcome.psnr).toBeGreaterThan(9);
  expect(outcome.psnr).toBeCloseTo(-10 * Math.log10(outcome.ownError ?? 0), 3);
  expect(outcome.ssim).toBeGreaterThan(0.2);
});

it("[WB17] the way of an image starts at its code, and ends at that of the damaged one", async () => {
  const way = await engine.run(task(BENCH.damage), {
    ...{ kind: "way", id: "way", latentDim: 3 },
    encoder: files.encoder,
  });
  const z = way.z ?? new Float32Array(0);
  expect(z).toHaveLength(75);
  const end = await engine.run(task(BENCH.damage), {
    ...{ kind: "latent", id: MODEL, latentDim: 3 },
    ...files,
  });
  for (let d = 0; d < 3; d++) {
    expect(z[d]).toBeCloseTo(embedding[ROW * 3 + d] ?? Number.NaN, 1);
    expect(z[72 + d]).toBeCloseTo(end.z?.[d] ?? Number.NaN, 3);
  }
});

it("[WB17] without a model: nothing done is the damaged image, identical when undamaged; a linear map and interpolation run too", async () => {
  const plain = (id: "damaged" | "linear" | "bicubic" | "median", damage = undamaged) =>
    engine.run(task(damage), { kind: "baseline", id, ...(id === "linear" && { map: "file" }) });
  const same = await plain("damaged");
  expect([same.psnr, same.ownError]).toEqual([Number.POSITIVE_INFINITY, null]);
  expect(same.ssim).toBeCloseTo(1, 6);
  expect([...(await plain("linear")).pixels.slice(0, 2)]).toEqual([128, 128]);
  const half = { ...undamaged, factor: 2 as const };
  expect((await plain("bicubic", half)).psnr).toBeGreaterThan((await plain("damaged", half)).psnr);
  const veil = await plain("damaged", BENCH.damage);
  // Some 13 dB over all digits, as `evaluate` measures it; 7 with the veil left on.
  expect((await plain("median", BENCH.damage)).psnr).toBeGreaterThan(Math.max(11, veil.psnr + 3));
});
