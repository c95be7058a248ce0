import { type Tensor, tensor4d } from "@tensorflow/tfjs-core";
import { InferenceSession, Tensor as OnnxTensor } from "onnxruntime-node";
import { beforeAll, expect, it } from "vitest";
import { upsample } from "../../../server/degrade/resample.ts";
import { createRandom } from "../../../server/latent/random.ts";
import { buildRestorer } from "../../../server/model/nets/restorer.ts";
import { exportOnnx } from "../../../server/model/onnx/onnx-export.ts";
import { roundToHalf } from "../../../server/model/precision.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";
import { restorerLearner } from "../../../server/train/restore/learner.ts";

beforeAll(async () => {
  await chooseBackend("wasm");
});

const noise = (length: number) => {
  const random = createRandom(3);
  return Float32Array.from({ length }, () => random());
};

it("[T51] before it has learned anything it repeats pixels, and nothing of the image can be lost", () => {
  const lowShape = [3, 5, 3] as const;
  const { restorer } = buildRestorer({ lowShape, factor: 2, filters: [4], seed: 1 });
  const low = noise(2 * 45);
  const high = (restorer.predict(tensor4d(low, [2, ...lowShape])) as Tensor).dataSync();
  const first = upsample(low.subarray(0, 45), lowShape, { factor: 2, kernel: "nearest" });
  expect([...high.slice(0, 180)]).toEqual([...first]);
  expect(() => buildRestorer({ lowShape, factor: 3, filters: [4], seed: 1 })).toThrow(
    /3 is no power of two/,
  );
});

it.each([
  [2, 1],
  [4, 3],
])(
  "[T51] factor %i with %i channels: a step learns, and the ONNX file draws what the layers draw",
  async (factor, channels) => {
    const imageShape = [16, 8, channels] as const;
    const lowShape = [16 / factor, 8 / factor, channels] as const;
    const nets = buildRestorer({ lowShape, factor, filters: [8, 8], seed: 2 });
    const learner = restorerLearner(nets, { factor, imageShape });
    const image = noise(4 * 128 * channels);
    const batch = { count: 4, image, seen: image, ...{ epsilon: new Float32Array() } };
    const labels = new Uint8Array(4);
    learner.optimizers[0]?.setLearningRate(0.01);
    const before = learner.losses({ ...batch, labels }).reconstruction ?? 0;
    for (let step = 0; step < 5; step++) learner.step({ ...batch, labels }, { warmth: 1 });
    expect(learner.losses({ ...batch, labels }).reconstruction).toBeLessThan(before);

    roundToHalf(nets.restorer);
    const low = noise((3 * 128 * channels) / factor ** 2);
    const wanted = (nets.restorer.predict(tensor4d(low, [3, ...lowShape])) as Tensor).dataSync();
    const file = exportOnnx(nets.restorer, ["image"], { half: true });
    const session = await InferenceSession.create(file);
    const given = { low: new OnnxTensor("float32", low, [3, ...lowShape]) };
    const drawn = (await session.run(given)).image;
    expect(drawn?.dims).toEqual([3, ...imageShape]);
    const pixels = drawn?.data as Float32Array;
    const apart = Float32Array.from(wanted).reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (pixels[i] ?? 9))),
      0,
    );
    expect(apart).toBeLessThan(1e-4);
    expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...pixels)).toBeLessThanOrEqual(1);
  },
);
