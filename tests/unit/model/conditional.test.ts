import { type Tensor, tensor2d, tensor4d } from "@tensorflow/tfjs-core";
import {
  type LayersModel,
  model as layersModel,
  type SymbolicTensor,
} from "@tensorflow/tfjs-layers";
import { InferenceSession, Tensor as OnnxTensor } from "onnxruntime-node";
import { beforeAll, expect, it } from "vitest";
import { dense } from "../../../server/model/nets/architecture.ts";
import { buildConditional, labelValues } from "../../../server/model/nets/conditional.ts";
import { exportOnnx } from "../../../server/model/onnx/onnx-export.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";
import { tinySet } from "../train/tiny-set.ts";

const CLASSES = 4;

beforeAll(async () => {
  await chooseBackend("wasm");
});

function build() {
  return buildConditional({
    ...{ imageShape: [8, 8, 1], latentDim: 3, seed: 2, classes: CLASSES },
    architecture: dense(12),
  });
}

/** What the decoder makes of a latent before its first layer that learns. */
function sharesOf(decoder: LayersModel, z: number[][]): number[][] {
  const shares = decoder.getLayer("label_shares").output as SymbolicTensor;
  const prelude = layersModel({ inputs: decoder.inputs, outputs: shares });
  return (
    prelude.predict(tensor2d(z)) as Tensor<import("@tensorflow/tfjs-core").Rank.R2>
  ).arraySync();
}

it("[T73] a label's place gives its own share alone, a place between two shares both, beyond the ends the last", () => {
  const { decoder } = build();
  const values = labelValues(CLASSES);
  expect(values).toEqual([-0.75, -0.25, 0.25, 0.75]);
  for (const [label, value] of values.entries()) {
    const [row] = sharesOf(decoder, [[1.5, -2, value]]);
    expect(row).toEqual([1.5, -2, ...values.map((_, other) => (other === label ? 1 : 0))]);
  }
  const places = [
    [0, 0, -0.375],
    [-1, 0, -8],
    [0, 1, 8],
  ];
  const [between, below, above] = sharesOf(decoder, places);
  expect(between).toEqual([0, 0, 0.25, 0.75, 0, 0]);
  expect(below).toEqual([-1, 0, 1, 0, 0, 0]);
  expect(above).toEqual([0, 1, 0, 0, 0, 1]);
});

it("[T73] the fixed layers never learn, the label costs no freedom of the posterior", () => {
  const { encoder, decoder } = build();
  const learning = [...encoder.trainableWeights, ...decoder.trainableWeights];
  expect(learning.some(({ name }) => name.startsWith("label"))).toBe(false);
  expect(encoder.outputs.map(({ shape }) => shape)).toEqual([
    [null, 3],
    [null, 3],
  ]);
});

it("[T6] a conditional model is exported whole: its classifier, both outputs, the shares", async () => {
  const { encoder, decoder } = build();
  const { images, count } = tinySet(5);
  const image = tensor4d(images, [count, 8, 8, 1]);
  const wanted = (encoder.predict(image) as Tensor[]).map((output) => output.dataSync());
  const session = await InferenceSession.create(exportOnnx(encoder));
  const outputs = await session.run({ image: new OnnxTensor("float32", images, [count, 8, 8, 1]) });
  for (const [index, name] of ["z_mean", "z_log_var"].entries())
    for (const [i, value] of (wanted[index] ?? []).entries())
      expect(outputs[name]?.data[i]).toBeCloseTo(value, 4);
  const drawing = await InferenceSession.create(exportOnnx(decoder, ["image"]));
  const z = Float32Array.of(0.2, -1, 0.1);
  const drawn = await drawing.run({ z: new OnnxTensor("float32", z, [1, 3]) });
  const expected = (decoder.predict(tensor2d(z, [1, 3])) as Tensor).dataSync();
  for (const [i, value] of expected.entries()) expect(drawn.image?.data[i]).toBeCloseTo(value, 4);
});
